import {
  type Actor,
  isClerk,
  isMember,
  type Model,
  newPart,
  type Part,
  proposers,
  seesPart,
  seesProposal,
  settled,
  type UnitIndex,
} from './model.ts'
import { PART_RULES, type PartRule } from './part-rules.ts'

type ProposalRule = readonly [
  /** Whoever has the permission of the mutation at all. */
  permitted: (by: Actor) => boolean,
  may: (m: Model, by: Actor) => boolean,
  obstacle: (m: Model, by: Actor) => string | false,
  after: (m: Model, by: Actor) => Model,
]

const anybody = () => true
const isFirst = (_: Model, by: Actor) => by === 'first'
const clerk = (_: Model, by: Actor) => isClerk(by)
const unless = (m: Model, ...states: readonly string[]) => !states.includes(m.state) && 'INVALID_STATE'
const BEFORE = ['DRAFT', 'CO_SIGNING', 'RETURNED_FOR_REVISION']
const EXAMINED = ['SUBMITTED', 'FIRST_CHECKED', 'RECHECKED']
const to =
  (state: string) =>
  (m: Model): Model => ({ ...m, state })
const earned = (m: Model, category: string) => proposers(m).map(member => `${member} ${category}`)

const sign = (second: 'ACCEPTED' | 'DECLINED'): ProposalRule => [
  isMember,
  (m, by) => by === 'second' && (m.second === 'INVITED' || m.second === 'ACCEPTED'),
  m => unless(m, ...BEFORE) || (m.second === 'ACCEPTED' && 'ALREADY_ANSWERED'),
  m => ({ ...m, second }),
]

const rate = (how: 'GOOD' | 'BAD'): ProposalRule => [
  isMember,
  (m, by) => proposers(m).some(one => one === by),
  (m, by) =>
    (m.sent?.rated[by] !== undefined && 'ALREADY_GIVEN') ||
    unless(m, 'REPLIED', 'FEEDBACK', 'REHANDLING', 'CLOSED', 'CLOSED_WITH_DISSENT', 'TRACKING') ||
    (m.sent?.round !== m.round && 'NOTHING_TO_RATE'),
  (m, by) => {
    const rated: Model = { ...m, sent: m.sent && { ...m.sent, rated: { ...m.sent.rated, [by]: how } } }
    return m.state === 'REPLIED' || m.state === 'FEEDBACK' ? settled(rated) : rated
  },
]

function closed(m: Model): Model {
  const isBad = Object.values(m.sent?.rated ?? {}).includes('BAD')
  if (!isBad) return { ...m, state: m.parts[0]?.planned ? 'TRACKING' : 'CLOSED' }
  if (m.round > 1) return { ...m, state: 'CLOSED_WITH_DISSENT' }
  const again = newPart(m.parts[0]?.role ?? 'SOLE', 2)
  return { ...m, state: 'REHANDLING', round: 2, parts: [again, null], earlier: [true, m.parts[1] !== null] }
}

const assign = (by: 'OFFICE' | 'DIRECT'): ProposalRule => [
  isClerk,
  clerk,
  m => unless(m, 'FILED'),
  m =>
    settled({
      ...m,
      assigned: { by, isDispatched: by === 'DIRECT' },
      parts: [by === 'DIRECT' ? newPart('SOLE', 1) : null, null],
    }),
]

export const PROPOSAL_RULES = {
  UPDATE: [
    anybody,
    isFirst,
    m => unless(m, ...BEFORE),
    m => ({ ...m, second: m.second === 'ACCEPTED' ? 'INVITED' : m.second }),
  ],
  INVITE: [
    isMember,
    isFirst,
    m => unless(m, ...BEFORE) || ((m.second === 'INVITED' || m.second === 'ACCEPTED') && 'ALREADY_SIGNER'),
    m => ({ ...m, second: 'INVITED', state: m.state === 'DRAFT' ? 'CO_SIGNING' : m.state }),
  ],
  ACCEPT: sign('ACCEPTED'),
  DECLINE: sign('DECLINED'),
  SUBMIT: [
    anybody,
    isFirst,
    m => unless(m, ...BEFORE) || (m.second === 'INVITED' && 'INVITATION_PENDING'),
    m => ({ ...m, state: 'SUBMITTED', isSubmitted: true, duties: earned(m, 'PROPOSAL_SUBMITTED') }),
  ],
  WITHDRAW: [
    anybody,
    isFirst,
    m => unless(m, ...BEFORE, ...EXAMINED, 'FILED'),
    m => ({ ...m, state: 'WITHDRAWN', duties: [] }),
  ],
  RETURN_FOR_REVISION: [isClerk, clerk, m => unless(m, 'SUBMITTED'), to('RETURNED_FOR_REVISION')],
  FIRST_CHECK: [
    isClerk,
    clerk,
    m => unless(m, 'SUBMITTED'),
    (m, by) => ({ ...m, state: 'FIRST_CHECKED', checkedBy: by }),
  ],
  RECHECK: [
    isClerk,
    clerk,
    (m, by) => unless(m, 'FIRST_CHECKED') || (m.checkedBy === by && 'SAME_CHECKER'),
    to('RECHECKED'),
  ],
  FILE: [
    isClerk,
    clerk,
    m => unless(m, 'RECHECKED'),
    m => ({ ...m, state: 'FILED', duties: [...m.duties, ...earned(m, 'PROPOSAL_FILED')] }),
  ],
  NOT_FILE: [isClerk, clerk, m => unless(m, ...EXAMINED), to('NOT_FILED')],
  ASSIGN_OFFICE: assign('OFFICE'),
  ASSIGN_DIRECT: assign('DIRECT'),
  RATE_GOOD: rate('GOOD'),
  RATE_BAD: rate('BAD'),
  CLOSE: [
    isClerk,
    clerk,
    m =>
      unless(m, 'REPLIED', 'FEEDBACK') ||
      (proposers(m).some(one => m.sent?.rated[one] === undefined) && 'FEEDBACK_MISSING'),
    closed,
  ],
  ARCHIVE: [
    isClerk,
    clerk,
    m => unless(m, 'CLOSED', 'CLOSED_WITH_DISSENT', 'NOT_FILED', 'WITHDRAWN') || (!m.isSubmitted && 'NEVER_SUBMITTED'),
    to('ARCHIVED'),
  ],
} as const satisfies Record<string, ProposalRule>

export type ProposalStep = keyof typeof PROPOSAL_RULES
export type PartStep = keyof typeof PART_RULES
export type DispatchStep = 'DISPATCH_SOLE' | 'DISPATCH_HOST'

export interface Step {
  readonly action: ProposalStep | PartStep | DispatchStep
  readonly by: Actor
  readonly unit: UnitIndex
}

export interface Outcome {
  readonly code: string
  readonly after: Model
}

const isProposalStep = (action: string): action is ProposalStep => Object.hasOwn(PROPOSAL_RULES, action)
export const isPartStep = (action: string): action is PartStep => Object.hasOwn(PART_RULES, action)

/** What a step comes to, and what stands then; null where it has nothing to act on. */
export function predict(m: Model, { action, by, unit }: Step): Outcome | null {
  const refused = (code: string): Outcome => ({ code, after: m })
  if (isProposalStep(action)) {
    const [permitted, may, obstacle, after]: ProposalRule = PROPOSAL_RULES[action]
    if ((action === 'RATE_GOOD' || action === 'RATE_BAD') && m.sent === null) return null
    if (!permitted(by)) return refused('FORBIDDEN')
    if (!seesProposal(m, by)) return refused('NOT_FOUND')
    if (!may(m, by)) return refused('FORBIDDEN')
    const code = obstacle(m, by)
    return code ? refused(code) : { code: 'DONE', after: after(m, by) }
  }
  return isPartStep(action) ? predictPart(m, { action, by, unit }) : predictDispatch(m, action, by)
}

function predictPart(m: Model, { action, by, unit }: Step & { readonly action: PartStep }): Outcome | null {
  const [part, rule]: [Part | null, PartRule] = [m.parts[unit], PART_RULES[action]]
  const refused = (code: string): Outcome => ({ code, after: m })
  if (part === null) return null
  if ((action === 'COUNTERSIGN' || action === 'SEND_BACK' || action === 'SEND') && part.draft === null) return null
  if ((action === 'GRANT_RETURN' || action === 'REFUSE_RETURN') && part.state !== 'RETURN_REQUESTED') return null
  if (!rule.permitted(by)) return refused('FORBIDDEN')
  if (!(rule.sees ?? seesPart)(m, by, unit)) return refused('NOT_FOUND')
  if (!rule.may(m, by, unit)) return refused('FORBIDDEN')
  if (!rule.from.includes(part.state)) return refused('INVALID_STATE')
  const code = rule.guard?.(m, part, by)
  return code ? refused(code) : { code: 'DONE', after: rule.after(m, part, by, unit) }
}

function predictDispatch(m: Model, action: DispatchStep, by: Actor): Outcome | null {
  if (m.assigned?.by !== 'OFFICE') return null
  if (by !== 'dispatcher') return { code: 'FORBIDDEN', after: m }
  if (m.assigned.isDispatched) return { code: 'INVALID_STATE', after: m }
  const isSole = action === 'DISPATCH_SOLE'
  const parts: Model['parts'] = isSole
    ? [newPart('SOLE', m.round), null]
    : [newPart('HOST', m.round), newPart('CO_HANDLER', m.round)]
  return { code: 'DONE', after: settled({ ...m, assigned: { by: 'OFFICE', isDispatched: true }, parts }) }
}
