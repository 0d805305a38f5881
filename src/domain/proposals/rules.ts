import { businessDate } from '../../kernel/clock.ts'
import { yearErrors } from '../../kernel/date-bounds.ts'
import { checkText } from '../../kernel/text.ts'
import { type UserError, userError } from '../../kernel/user-error.ts'
import { BLOCKS, type ProposalTexts } from './similar/symbols.ts'

export const SIGNERS_AT_ONCE = 200
export const REASON_MAX = 500
export const SUGGESTED_UNITS_MAX = 200
export const BODY_NAME_MAX = 50

export interface Limits {
  /** Characters of the title and of each block, files. */
  readonly title: number
  readonly block: number
  readonly attachments: number
}

/** The four texts as they are to be stored; a draft may leave blocks empty. All errors at once. */
export function checkTexts(given: ProposalTexts, limits: Limits): { texts: ProposalTexts; errors: UserError[] } {
  const errors: UserError[] = []
  const texts = { ...given }
  for (const block of BLOCKS) {
    const rule = block === 'title' ? { max: limits.title } : { max: limits.block, min: 0, multiline: true }
    const checked = checkText(`input.${block}`, given[block], rule)
    if ('error' in checked) errors.push(checked.error)
    else texts[block] = checked.text
  }
  return { texts, errors }
}

export const isSameText = (a: ProposalTexts, b: ProposalTexts): boolean => BLOCKS.every(block => a[block] === b[block])

export type ProposerKind =
  | 'MEMBER'
  | 'MEMBERS_JOINT'
  | 'PARTY'
  | 'PEOPLES_ORGANIZATION'
  | 'SPECIAL_COMMITTEE'
  | 'SECTOR'
  | 'MEMBER_GROUP'

/** What names the body that proposes; members need none. */
export interface Body {
  readonly party?: string | null
  readonly specialCommittee?: string | null
  readonly sector?: string | null
  readonly bodyName?: string | null
}

const NAMED_BY: Readonly<Record<ProposerKind, keyof Body | null>> = {
  MEMBER: null,
  MEMBERS_JOINT: null,
  PARTY: 'party',
  PEOPLES_ORGANIZATION: 'bodyName',
  SPECIAL_COMMITTEE: 'specialCommittee',
  SECTOR: 'sector',
  MEMBER_GROUP: 'bodyName',
}

/** A body is named by what its kind asks for, and by nothing else. */
export function bodyErrors(kind: ProposerKind, body: Body): UserError[] {
  const fields = ['party', 'specialCommittee', 'sector', 'bodyName'] as const
  return fields.flatMap(field => {
    const isGiven = (body[field] ?? '') !== ''
    const isNeeded = NAMED_BY[kind] === field
    if (isGiven === isNeeded) return []
    return isNeeded
      ? [userError('REQUIRED', `input.${field}`, '请指明提出提案的单位', 'Name the body that proposes')]
      : [userError('NOT_APPLICABLE', `input.${field}`, '该类提案者没有此项', 'This kind of proposer has no such field')]
  })
}

/** A time in which a session takes proposals. */
export interface Window {
  readonly opensAt: string
  readonly cutOffAt: string
}

/** The cut-off is a moment: at it is in time, later is not (rules, section 1, When). */
export const isInside = ({ opensAt, cutOffAt }: Window, now: Date): boolean =>
  Date.parse(opensAt) <= now.getTime() && now.getTime() <= Date.parse(cutOffAt)

export interface SessionTime {
  readonly id: string
  readonly number: number
  readonly startsOn: string
  readonly window: Window | null
}

export interface Placing {
  readonly sessionId: string
  readonly period: 'SESSION' | 'ORDINARY'
}

/** The session of its term to which a proposal counts that is submitted now: one that takes proposals, or the last begun. */
export function placingOf(sessions: readonly SessionTime[], now: Date): Placing | null {
  const latestFirst = sessions.toSorted((a, b) => b.number - a.number)
  const open = latestFirst.find(({ window }) => window !== null && isInside(window, now))
  if (open) return { sessionId: open.id, period: 'SESSION' }
  const begun = latestFirst.find(({ startsOn }) => startsOn <= businessDate(now))
  return begun ? { sessionId: begun.id, period: 'ORDINARY' } : null
}

/** What is wrong with a session's window beside those of other sessions. */
export function windowErrors(window: Window, others: readonly Window[]): UserError[] {
  const wrong = yearErrors({
    'input.opensAt': new Date(window.opensAt),
    'input.cutOffAt': new Date(window.cutOffAt),
  })
  if (wrong.length > 0) return wrong
  const [opens, cutOff] = [Date.parse(window.opensAt), Date.parse(window.cutOffAt)]
  if (opens >= cutOff) {
    const [zh, en] = ['截止时间须晚于开始时间', 'The cut-off comes after the opening']
    return [userError('OUT_OF_RANGE', 'input.cutOffAt', zh, en)]
  }
  const crossing = others.some(other => opens <= Date.parse(other.cutOffAt) && Date.parse(other.opensAt) <= cutOff)
  if (!crossing) return []
  const [zh, en] = ['与另一次会议的征集时间重叠', 'The time overlaps that of another session']
  return [userError('OVERLAPS', 'input.opensAt', zh, en)]
}

/** The end of an invitation made now. */
export const invitationEnd = (now: Date, days: number): string => new Date(now.getTime() + days * DAY).toISOString()

const DAY = 86_400_000
