import {
  type Actor,
  isAssigner,
  isHead,
  isHost,
  isInside,
  type Model,
  type Part,
  type UnitIndex,
  unitOf,
  withPart,
} from './model.ts'

export interface PartRule {
  readonly permitted: (by: Actor) => boolean
  readonly sees?: (m: Model, by: Actor, unit: UnitIndex) => boolean
  readonly may: (m: Model, by: Actor, unit: UnitIndex) => boolean
  readonly from: readonly string[]
  readonly guard?: (m: Model, part: Part, by: Actor) => string | false
  readonly after: (m: Model, part: Part, by: Actor, unit: UnitIndex) => Model
}

const ofUnit = (_: Model, by: Actor, unit: UnitIndex) => unitOf(by) === unit
const headOf = (_: Model, by: Actor, unit: UnitIndex) => unitOf(by) === unit && isHead(by)
const inUnit = (by: Actor) => unitOf(by) !== null
const handled = (m: Model) => !['ASSIGNED', 'IN_HANDLING', 'REHANDLING'].includes(m.state) && 'NOT_IN_HANDLING'
const answered = (m: Model, part: Part) => (m.state === 'TRACKING' && part.planned ? false : handled(m))
const moved = (state: string) => (m: Model, part: Part, _: Actor, unit: UnitIndex) =>
  withPart(m, unit, { ...part, state })

const draft = (planned: boolean): PartRule => ({
  permitted: inUnit,
  may: ofUnit,
  from: ['HANDLING', 'REPLY_DRAFTED', 'REPLIED'],
  guard: (m, part) => {
    if (part.state === 'REPLIED') return !(m.state === 'TRACKING' && part.planned) && 'NOT_TRACKED'
    return answered(m, part) || (part.role === 'CO_HANDLER' && 'CO_HANDLER')
  },
  after: (m, part, by, unit) => withPart(m, unit, { ...part, state: 'REPLY_DRAFTED', draft: { by, planned } }),
})

function sendReply(m: Model, part: Part, _: Actor, unit: UnitIndex): Model {
  const planned = part.draft?.planned === true
  const sent: Model = { ...m, sent: { round: m.round, at: m.time, rated: {} } }
  const after = withPart(sent, unit, { ...part, state: 'REPLIED', draft: null, planned, isMet: true })
  return m.state === 'TRACKING' && !planned ? { ...after, state: 'CLOSED' } : after
}

/** What a unit gives back waits for its office, or goes to the committee. */
function relieved(m: Model, _: Part, __: Actor, unit: UnitIndex): Model {
  const left = m.parts[unit === 0 ? 1 : 0] !== null
  const assigned = left
    ? m.assigned
    : m.assigned?.by === 'OFFICE'
      ? { by: 'OFFICE' as const, isDispatched: false }
      : null
  return withPart({ ...m, assigned }, unit, null)
}

const decide: Pick<PartRule, 'permitted' | 'sees' | 'may' | 'from'> = {
  permitted: () => true,
  sees: isInside,
  may: isAssigner,
  from: ['RETURN_REQUESTED'],
}

export const PART_RULES = {
  SIGN_FOR: { permitted: inUnit, may: ofUnit, from: ['NEW'], guard: handled, after: moved('SIGNED_FOR') },
  START: { permitted: inUnit, may: ofUnit, from: ['SIGNED_FOR'], guard: handled, after: moved('HANDLING') },
  REQUEST_RETURN: {
    permitted: inUnit,
    may: ofUnit,
    from: ['NEW', 'SIGNED_FOR'],
    guard: (m, part) =>
      handled(m) || (part.round > 1 && 'NOT_RETURNABLE') || (m.time > part.since && 'DEADLINE_PASSED'),
    after: moved('RETURN_REQUESTED'),
  },
  GRANT_RETURN: {
    ...decide,
    guard: (m, part) => handled(m) || (part.role === 'HOST' && m.parts[1] !== null && 'NO_HOST'),
    after: relieved,
  },
  REFUSE_RETURN: { ...decide, guard: handled, after: moved('SIGNED_FOR') },
  GIVE_OPINION: {
    permitted: inUnit,
    may: ofUnit,
    from: ['HANDLING'],
    guard: (m, part) => handled(m) || (part.role !== 'CO_HANDLER' && 'NOT_CO_HANDLER'),
    after: (m, part, _, unit) => withPart(m, unit, { ...part, state: 'OPINION_GIVEN', isMet: true }),
  },
  WAIVE_OPINION: {
    permitted: inUnit,
    may: isHost,
    from: ['NEW', 'SIGNED_FOR', 'HANDLING', 'RETURN_REQUESTED'],
    guard: (m, part) => handled(m) || (part.waived && 'ALREADY_WAIVED'),
    after: (m, part, _, unit) => withPart(m, unit, { ...part, waived: true, isMet: true }),
  },
  DRAFT_DONE: draft(false),
  DRAFT_PLANNED: draft(true),
  COUNTERSIGN: {
    permitted: isHead,
    sees: isInside,
    may: headOf,
    from: ['REPLY_DRAFTED'],
    guard: (m, part, by) => answered(m, part) || (part.draft?.by === by && 'OWN_DRAFT'),
    after: moved('COUNTERSIGNED'),
  },
  SEND_BACK: {
    permitted: isHead,
    sees: isInside,
    may: headOf,
    from: ['REPLY_DRAFTED', 'COUNTERSIGNED'],
    guard: answered,
    after: moved('HANDLING'),
  },
  SEND: {
    permitted: isHead,
    sees: isInside,
    may: headOf,
    from: ['COUNTERSIGNED'],
    guard: (m, part) => {
      const helping = part.role === 'HOST' ? m.parts[1] : null
      return (
        answered(m, part) ||
        (helping !== null && helping.state !== 'OPINION_GIVEN' && !helping.waived && 'OPINION_MISSING')
      )
    },
    after: sendReply,
  },
} as const satisfies Record<string, PartRule>
