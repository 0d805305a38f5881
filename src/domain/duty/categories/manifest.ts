import type { Bilingual } from '../../../kernel/user-error.ts'

/** Who may bring a record of the category into the ledger: the member, the office, the workflow that proves it. */
export type Creator = 'MEMBER' | 'OFFICE' | 'WORKFLOW'

export type FactType = 'text' | 'integer' | 'decimal' | 'date' | 'boolean' | 'choice'

/** One fact that a record of the category carries. Clients draw a form field from it, appraisal reads it. */
export interface FactField {
  readonly name: string
  readonly type: FactType
  readonly label: Bilingual
  readonly required: boolean
  /** Of a text: most characters. Of a number: its limits, as decimal text. */
  readonly maxLength?: number
  readonly min?: string
  readonly max?: string
  /** Of a decimal: digits after the point. */
  readonly places?: number
  readonly choices?: readonly Choice[]
}

export interface Choice {
  readonly code: string
  readonly label: Bilingual
}

/** Manifest of a duty category (履职类别): all that the service knows of it. */
export interface DutyCategory {
  readonly code: string
  readonly name: Bilingual
  readonly description: Bilingual
  readonly fields: readonly FactField[]
  readonly creators: readonly Creator[]
  /** What the office enters waits for a second pair of eyes. What a member enters of himself always waits. */
  readonly needsConfirmation: boolean
  /** Nobody may enter it without evidence. */
  readonly evidenceRequired: boolean
  /** What appraisal may count: `count`, or names of fields. */
  readonly measures: readonly string[]
}

/** Checks a manifest while the service starts, so that a wrong one never runs. */
export function category(manifest: DutyCategory): DutyCategory {
  const names = manifest.fields.map(field => field.name)
  const problem =
    (!/^[A-Z]+(_[A-Z]+)*$/.test(manifest.code) && 'the code is not UPPER_SNAKE') ||
    (new Set(names).size < names.length && 'a field stands twice') ||
    (manifest.creators.length === 0 && 'nobody may create it') ||
    manifest.measures.flatMap(name => (name === 'count' || names.includes(name) ? [] : [`no field ${name}`]))[0]
  if (problem) throw new Error(`duty category ${manifest.code}: ${problem}`)
  return manifest
}
