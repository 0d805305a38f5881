/**
 * What a proposal of two members does, said once more and as simply as it goes: independent of the service's own tables, so
 * that the two are held against each other. One unit answers (unit 0, alone or as host), the other one helps (unit 1).
 */
export const ACTORS = [
  'first',
  'second',
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
}

export interface Model {
  readonly state: string
  readonly second: 'NONE' | 'INVITED' | 'ACCEPTED' | 'DECLINED'
  readonly isSubmitted: boolean
  readonly checkedBy: Actor | null
  readonly round: number
  readonly assigned: { readonly by: 'OFFICE' | 'DIRECT'; readonly isDispatched: boolean } | null
  /** Of the present round. */
  readonly parts: readonly [Part | null, Part | null]
  /** Units with a part of an earlier round. */
  readonly earlier: readonly [boolean, boolean]
  /** The last letter that was sent, and who rated it how. */
  readonly sent: { readonly round: number; readonly rated: Readonly<Record<string, 'GOOD' | 'BAD'>> } | null
  /** Confirmed duty records, `member CATEGORY`. */
  readonly duties: readonly string[]
}

export const DRAFT: Model = {
  ...{ state: 'DRAFT', second: 'NONE', isSubmitted: false, checkedBy: null, round: 1, assigned: null },
  ...{ parts: [null, null], earlier: [false, false], sent: null, duties: [] },
}

export const isClerk = (by: Actor): boolean => by === 'clerk' || by === 'colleague'
export const isMember = (by: Actor): by is 'first' | 'second' => by === 'first' || by === 'second'
export const isHead = (by: Actor): boolean => by === 'head0' || by === 'head1'
export const unitOf = (by: Actor): UnitIndex | null =>
  by === 'staff0' || by === 'head0' ? 0 : by === 'staff1' || by === 'head1' ? 1 : null

/** Signs, or is asked to: an own proposal. */
const isOwn = (m: Model, by: Actor): boolean =>
  by === 'first' || (by === 'second' && (m.second === 'INVITED' || m.second === 'ACCEPTED'))

export function seesProposal(m: Model, by: Actor): boolean {
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

/** The state between assignment and closing follows from the parts. */
export function derived(m: Model): string {
  const [answering, helping] = m.parts
  if (m.assigned?.isDispatched && answering?.state === 'REPLIED') {
    return m.sent?.round === m.round && Object.keys(m.sent.rated).length > 0 ? 'FEEDBACK' : 'REPLIED'
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

export const newPart = (role: Part['role'], round: number): Part => ({
  ...{ role, round, state: 'NEW', draft: null, planned: false, waived: false },
})
