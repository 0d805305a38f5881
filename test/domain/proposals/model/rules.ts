import { closed, rate, rated, unrated } from './feedback-rules.ts'
import { leftRounds, MARK_RULES } from './mark-rules.ts'
import {
  type Actor,
  asked,
  BEFORE_SUBMISSION,
  clerk,
  earned,
  isClerk,
  isExpired,
  isMember,
  type Model,
  newPart,
  type Part,
  type ProposalRule,
  seesPart,
  seesProposal,
  settled,
  type UnitIndex,
  unless,
} from './model.ts'
import { PART_RULES, type PartRule } from './part-rules.ts'

const anybody = () => true
const isFirst = (_: Model, by: Actor) => by === 'first'
const EXAMINED = ['SUBMITTED', 'FIRST_CHECKED', 'RECHECKED']
const to =
  (state: string) =>
  (m: Model): Model => ({ ...m, state })

const sign = (second: 'ACCEPTED' | 'DECLINED'): ProposalRule => [
  isMember,
  (m, by) => by === 'second' && (m.second === 'INVITED' || m.second === 'ACCEPTED'),
  m =>
    unless(m, ...BEFORE_SUBMISSION) ||
    (m.second === 'ACCEPTED' && 'ALREADY_ANSWERED') ||
    (isExpired(m) && 'INVITATION_EXPIRED'),
  m => ({ ...m, second }),
]

const assign = (by: 'OFFICE' | 'DIRECT'): ProposalRule => [
  isClerk,
  clerk,
  m => unless(m, 'FILED'),
  m =>
    settled({
      ...m,
      assigned: { by, isDispatched: by === 'DIRECT' },
      parts: [by === 'DIRECT' ? newPart('SOLE', m) : null, null],
    }),
]

export const PROPOSAL_RULES = {
  UPDATE: [
    anybody,
    isFirst,
    m => unless(m, ...BEFORE_SUBMISSION),
    m => (m.second === 'ACCEPTED' ? { ...m, second: 'INVITED', invitedAt: m.time } : m),
  ],
  INVITE: [
    isMember,
    isFirst,
    m =>
      unless(m, ...BEFORE_SUBMISSION) ||
      ((m.second === 'ACCEPTED' || (m.second === 'INVITED' && !isExpired(m))) && 'ALREADY_SIGNER'),
    m => ({ ...m, second: 'INVITED', invitedAt: m.time, state: m.state === 'DRAFT' ? 'CO_SIGNING' : m.state }),
  ],
  ACCEPT: sign('ACCEPTED'),
  DECLINE: sign('DECLINED'),
  SUBMIT: [
    anybody,
    isFirst,
    m => unless(m, ...BEFORE_SUBMISSION) || (m.second === 'INVITED' && !isExpired(m) && 'INVITATION_PENDING'),
    m => ({
      ...{ ...m, state: 'SUBMITTED', isSubmitted: true, duties: earned(m, 'PROPOSAL_SUBMITTED') },
      period: m.period ?? (m.time === 0 ? 'SESSION' : 'ORDINARY'),
    }),
  ],
  WITHDRAW: [
    anybody,
    isFirst,
    m => unless(m, ...BEFORE_SUBMISSION, ...EXAMINED, 'FILED') || (m.child !== null && 'HAS_MERGED'),
    m => ({
      ...{ ...m, state: 'WITHDRAWN', isWithdrawn: true, duties: [], rounds: leftRounds(m) },
      ...{ isKey: false, isExcellent: false, isPublished: false },
    }),
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
    m => ({ ...m, state: 'FILED', isFiled: true, duties: [...m.duties, ...earned(m, 'PROPOSAL_FILED')] }),
  ],
  NOT_FILE: [isClerk, clerk, m => unless(m, ...EXAMINED), to('NOT_FILED')],
  MERGE_IN: [isClerk, clerk, m => unless(m, 'FILED'), m => ({ ...m, child: 'MERGED' })],
  MERGE_AWAY: [
    isClerk,
    clerk,
    m => unless(m, 'FILED') || (m.child !== null && 'HAS_MERGED') || (m.isKey && 'KEY_PROPOSAL'),
    to('MERGED'),
  ],
  UNMERGE: [isClerk, clerk, m => unless(m, 'MERGED'), to('FILED')],
  ASSIGN_OFFICE: assign('OFFICE'),
  ASSIGN_DIRECT: assign('DIRECT'),
  RATE_GOOD: rate('GOOD'),
  RATE_BAD: rate('BAD'),
  CLOSE: [
    isClerk,
    clerk,
    m =>
      unless(m, 'REPLIED', 'FEEDBACK') ||
      (m.time === m.sent?.at && asked(m).some(one => m.sent?.rated[one] === undefined) && 'FEEDBACK_MISSING'),
    closed,
  ],
  ARCHIVE: [
    isClerk,
    clerk,
    m => unless(m, 'CLOSED', 'CLOSED_WITH_DISSENT', 'NOT_FILED', 'WITHDRAWN') || (!m.isSubmitted && 'NEVER_SUBMITTED'),
    to('ARCHIVED'),
  ],
  ...MARK_RULES,
} as const satisfies Record<string, ProposalRule>

export type ProposalStep = keyof typeof PROPOSAL_RULES
export type PartStep = keyof typeof PART_RULES
export type DispatchStep = 'DISPATCH_SOLE' | 'DISPATCH_HOST'

export type ChildStep = 'RATE_CHILD_GOOD' | 'RATE_CHILD_BAD'

export interface Step {
  readonly action: ProposalStep | PartStep | DispatchStep | ChildStep | 'TIME_PASSES'
  readonly by: Actor
  readonly unit: UnitIndex
}

export interface Outcome {
  readonly code: string
  readonly after: Model
}

const LEAPS = 3

const isProposalStep = (action: string): action is ProposalStep => Object.hasOwn(PROPOSAL_RULES, action)
export const isPartStep = (action: string): action is PartStep => Object.hasOwn(PART_RULES, action)
export const isChildStep = (action: string): action is ChildStep => action.startsWith('RATE_CHILD')
export const isDecision = (action: string): boolean => ['PASS', 'AWARD', 'ELIMINATE'].includes(action)

/** What a step comes to, and what stands then; null where it has nothing to act on. */
export function predict(m: Model, step: Step): Outcome | null {
  const outcome = predictOwn(m, step)
  return outcome && { ...outcome, after: followed(m, outcome.after) }
}

/** The merged one stands where this one stands, but for the archive. */
function followed(before: Model, after: Model): Model {
  if (after.child === null || after.state === before.state || after.state === 'ARCHIVED') return after
  return { ...after, child: after.state === 'FILED' ? 'MERGED' : after.state }
}

function predictOwn(m: Model, { action, by, unit }: Step): Outcome | null {
  if (action === 'TIME_PASSES') return m.time < LEAPS ? { code: 'DONE', after: { ...m, time: m.time + 1 } } : null
  if (isChildStep(action)) return predictChild(m, action, by)
  if (isPartStep(action)) return predictPart(m, { action, by, unit })
  return isProposalStep(action) ? predictProposal(m, action, by) : predictDispatch(m, action, by)
}

function predictProposal(m: Model, action: ProposalStep, by: Actor): Outcome | null {
  const refused = (code: string): Outcome => ({ code, after: m })
  const [permitted, may, obstacle, after]: ProposalRule = PROPOSAL_RULES[action]
  if ((action === 'RATE_GOOD' || action === 'RATE_BAD') && m.sent === null) return null
  if (action === 'MERGE_IN' && m.child !== null) return null
  if (isDecision(action) && m.rounds.length === 0) return null
  if (!permitted(by)) return refused('FORBIDDEN')
  if (!seesProposal(m, by)) return refused('NOT_FOUND')
  if (!may(m, by)) return refused('FORBIDDEN')
  const code = obstacle(m, by)
  return code ? refused(code) : { code: 'DONE', after: after(m, by) }
}

/** Feedback on the proposal that was merged into this one: its own proposer's, on the same letter. */
function predictChild(m: Model, action: ChildStep, by: Actor): Outcome | null {
  const refused = (code: string): Outcome => ({ code, after: m })
  if (m.child === null || m.sent === null) return null
  if (!isMember(by)) return refused('FORBIDDEN')
  if (by !== 'third') return refused('NOT_FOUND')
  const code = unrated(m, by, m.child)
  if (code) return refused(code)
  return { code: 'DONE', after: rated(m, by, m.child, action === 'RATE_CHILD_GOOD' ? 'GOOD' : 'BAD') }
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
  const parts: Model['parts'] = isSole ? [newPart('SOLE', m), null] : [newPart('HOST', m), newPart('CO_HANDLER', m)]
  return { code: 'DONE', after: settled({ ...m, assigned: { by: 'OFFICE', isDispatched: true }, parts }) }
}
