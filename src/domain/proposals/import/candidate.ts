import type { Satisfaction } from '../handling/outcome.ts'
import type { Reference } from './reference.ts'
import type { SessionWords } from './values.ts'
import type { Filing, Form, readReplyClass, UnitWords } from './words.ts'

export type ClassWords = Extract<ReturnType<typeof readReplyClass>, { value: unknown }>['value']

/** A proposal as a row of the list tells of it; names are looked up later (resolve.ts). Null: the row does not say. */
export interface Candidate {
  /** Null in a CSV. */
  readonly sheet: string | null
  readonly row: number
  readonly title: string
  readonly caseNumber: number | null
  readonly receiptNumber: number | null
  readonly session: SessionWords | null
  readonly year: number | null
  readonly form: Form | null
  readonly body: string | null
  /** Who stands first; without a form in the list, a member or a body. */
  readonly first: string | null
  readonly coSigners: readonly string[]
  readonly endorsers: readonly string[]
  readonly period: 'SESSION' | 'ORDINARY' | null
  readonly filing: Filing
  /** Of a merged one the main proposal. */
  readonly mergedInto: Reference | null
  readonly reason: string
  readonly units: readonly UnitWords[]
  readonly coHandlers: readonly UnitWords[]
  readonly replyClass: ClassWords | null
  readonly submittedOn: string | null
  readonly filedOn: string | null
  readonly repliedOn: string | null
  readonly satisfaction: Satisfaction | null
  readonly isKey: boolean
  readonly isExcellent: boolean
  readonly situation: string
  readonly analysis: string
  readonly suggestions: string
  readonly reply: string
}
