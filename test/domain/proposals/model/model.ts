/**
 * What a proposal of two members does, said once more and as simply as it goes: independent of the service's own tables, so
 * that the two are held against each other. One unit answers (unit 0, alone or as host), the other one helps (unit 1). A third
 * member's proposal may be merged into it, or it into another one; time passes in leaps, behind which all deadlines lie.
 */
export const ACTORS = [
  'first',
  'second',
  'third',
  'clerk',
  'colleague',
  'dispatcher',
  'staff0',
  'head0',
  'staff1',
  'head1',
] as const
export type Actor = (typeof ACTORS)[number]
export type UnitIndex = 0 | 1

export interface Part {
  readonly role: 'SOLE' | 'HOST' | 'CO_HANDLER'
  readonly state: string
  readonly round: number
  /** The letter that is being written: by whom it was drafted, and whether it promises what is to be done. */
  readonly draft: { readonly by: Actor; readonly planned: boolean } | null
  /** The letter in force promises what is still to be done. */
  readonly planned: boolean
  readonly waived: boolean
  /** The leap of time in which it was given, and whether what was asked for came, or is done without. */
  readonly since: number
  readonly isMet: boolean
}

export interface Model {
  readonly state: string
  /** Leaps of time since the draft. */
  readonly time: number
  readonly second: 'NONE' | 'INVITED' | 'ACCEPTED' | 'DECLINED'
  readonly invitedAt: number
  readonly consents: boolean
  readonly isSubmitted: boolean
  readonly period: 'SESSION' | 'ORDINARY' | null
  readonly isFiled: boolean
  readonly isWithdrawn: boolean
  readonly checkedBy: Actor | null
  readonly round: number
  readonly assigned: { readonly by: 'OFFICE' | 'DIRECT'; readonly isDispatched: boolean } | null
  /** Of the present round. */
  readonly parts: readonly [Part | null, Part | null]
  /** Units with a part of an earlier round. */
  readonly earlier: readonly [boolean, boolean]
  /** The last letter that was sent, and who rated it how. */
  readonly sent: {
    readonly round: number
    readonly at: number
    readonly rated: Readonly<Record<string, 'GOOD' | 'BAD' | 'LATE'>>
  } | null
  /** State of the third member's proposal that was merged into this one. */
  readonly child: string | null
  readonly isKey: boolean
  readonly supervisions: number
  /** States of its rounds among the year's excellent ones. */
  readonly rounds: readonly string[]
  readonly isExcellent: boolean
  readonly isPublished: boolean
  /** Confirmed duty records, `member CATEGORY`. */
  readonly duties: readonly string[]
}

export const DRAFT: Model = {
  ...{ state: 'DRAFT', time: 0, second: 'NONE', invitedAt: 0, consents: true, isSubmitted: false, period: null },
  ...{ isFiled: false, isWithdrawn: false, checkedBy: null, round: 1, assigned: null, child: null },
  ...{ isKey: false, supervisions: 0, rounds: [], isExcellent: false, isPublished: false },
  ...{ parts: [null, null], earlier: [false, false], sent: null, duties: [] },
}

export const isClerk = (by: Actor): boolean => by === 'clerk' || by === 'colleague'
export const isMember = (by: Actor): boolean => by === 'first' || by === 'second' || by === 'third'
export const isHead = (by: Actor): boolean => by === 'head0' || by === 'head1'
export const unitOf = (by: Actor): UnitIndex | null =>
  by === 'staff0' || by === 'head0' ? 0 : by === 'staff1' || by === 'head1' ? 1 : null

export const BEFORE_SUBMISSION = ['DRAFT', 'CO_SIGNING', 'RETURNED_FOR_REVISION']

/** Signs, or is asked to: an own proposal. */
const isOwn = (m: Model, by: Actor): boolean =>
  by === 'first' ||
  (by === 'second' && (m.second === 'ACCEPTED' || (m.second === 'INVITED' && BEFORE_SUBMISSION.includes(m.state))))

export function seesProposal(m: Model, by: Actor): boolean {
  if (m.isPublished && m.consents && isMember(by)) return true
  const unit = unitOf(by)
  if (unit !== null) return m.parts[unit] !== null || m.earlier[unit]
  if (by === 'dispatcher') return m.assigned?.by === 'OFFICE'
  return isClerk(by) ? m.isSubmitted : isOwn(m, by)
}

/** Knows of drafts and requests. */
export const isInside = (m: Model, by: Actor, unit: UnitIndex): boolean =>
  isClerk(by) || unitOf(by) === unit || (by === 'dispatcher' && m.assigned?.by === 'OFFICE')

export const isHost = (m: Model, by: Actor, unit: UnitIndex): boolean =>
  m.parts[unit]?.role === 'CO_HANDLER' && m.parts[0]?.role === 'HOST' && unitOf(by) === 0

export const seesPart = (m: Model, by: Actor, unit: UnitIndex): boolean =>
  isInside(m, by, unit) || isHost(m, by, unit) || isOwn(m, by)

export const isAssigner = (m: Model, by: Actor): boolean =>
  m.assigned?.by === 'OFFICE' ? by === 'dispatcher' : isClerk(by)

export const proposers = (m: Model): readonly ('first' | 'second')[] =>
  m.second === 'ACCEPTED' ? ['first', 'second'] : ['first']

/** Has let the invitation run out. */
export const isExpired = (m: Model): boolean => m.second === 'INVITED' && m.time > m.invitedAt

/** All who are asked for feedback: the merged one's proposer for himself. */
export const asked = (m: Model): readonly string[] => [...proposers(m), ...(m.child === null ? [] : ['third'])]

/** What was said after the time for it counts as nothing. */
const isRated = (m: Model): boolean => Object.values(m.sent?.rated ?? {}).some(how => how !== 'LATE')

/** The state between assignment and closing follows from the parts. */
export function derived(m: Model): string {
  const [answering, helping] = m.parts
  if (m.assigned?.isDispatched && answering?.state === 'REPLIED') {
    return m.sent?.round === m.round && isRated(m) ? 'FEEDBACK' : 'REPLIED'
  }
  if (m.round > 1) return 'REHANDLING'
  if (m.assigned === null) return 'FILED'
  const isIdle = (part: Part | null) => part === null || part.state === 'NEW' || part.state === 'RETURN_REQUESTED'
  return isIdle(answering) && isIdle(helping) ? 'ASSIGNED' : 'IN_HANDLING'
}

export const settled = (m: Model): Model => (m.state === 'TRACKING' ? m : { ...m, state: derived(m) })

export function withPart(m: Model, unit: UnitIndex, part: Part | null): Model {
  return settled({ ...m, parts: unit === 0 ? [part, m.parts[1]] : [m.parts[0], part] })
}

export const newPart = (role: Part['role'], { round, time: since }: Pick<Model, 'round' | 'time'>): Part => ({
  ...{ role, round, state: 'NEW', draft: null, planned: false, waived: false, since, isMet: false },
})

export const isOverdue = ({ time }: Model, { since, isMet }: Part): boolean => !isMet && time > since

export type ProposalRule = readonly [
  /** Whoever has the permission of the mutation at all. */
  permitted: (by: Actor) => boolean,
  may: (m: Model, by: Actor) => boolean,
  obstacle: (m: Model, by: Actor) => string | false,
  after: (m: Model, by: Actor) => Model,
]

export const clerk = (_: Model, by: Actor) => isClerk(by)
export const unless = (m: Model, ...states: readonly string[]) => !states.includes(m.state) && 'INVALID_STATE'
export const earned = (m: Model, category: string) => proposers(m).map(member => `${member} ${category}`)
