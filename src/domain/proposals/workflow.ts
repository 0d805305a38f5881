import { defineWorkflow } from '../../kernel/workflow.ts'
import {
  anotherChecker,
  bodyReplyToRate,
  chosenAsKey,
  collectiveTime,
  complete,
  consented,
  feedbackDone,
  filedOnce,
  filedOrPublished,
  heldSeat,
  invitationOpen,
  keyForItself,
  memberProposal,
  noInvitationPending,
  noMergedChildren,
  notMerged,
  type ProposalSituation,
  paperToCorrect,
  replyToRate,
  sealedOrConvened,
  submittedOnce,
  termRuns,
} from './guards.ts'

export type { ProposalSituation } from './guards.ts'

export type ProposalState =
  | 'DRAFT'
  | 'CO_SIGNING'
  | 'SUBMITTED'
  | 'RETURNED_FOR_REVISION'
  | 'FIRST_CHECKED'
  | 'RECHECKED'
  | 'FILED'
  | 'NOT_FILED'
  | 'WITHDRAWN'
  | 'MERGED'
  | 'ASSIGNED'
  | 'IN_HANDLING'
  | 'REPLIED'
  | 'FEEDBACK'
  | 'REHANDLING'
  | 'CLOSED'
  | 'CLOSED_WITH_DISSENT'
  | 'TRACKING'
  | 'ARCHIVED'

/** What a person does. */
export type PersonsAction =
  | 'UPDATE'
  | 'INVITE'
  | 'SIGN'
  | 'SUBMIT'
  | 'WITHDRAW'
  | 'RETURN_FOR_REVISION'
  | 'FIRST_CHECK'
  | 'RECHECK'
  | 'FILE'
  | 'NOT_FILE'
  | 'MERGE'
  | 'UNMERGE'
  | 'ASSIGN'
  | 'ASSIGN_FURTHER'
  | 'GIVE_FEEDBACK'
  | 'ENTER_FEEDBACK'
  | 'CORRECT_FEEDBACK'
  | 'CLOSE'
  | 'ANSWER_AGAIN'
  | 'ARCHIVE'
  | 'MARK_KEY'
  | 'SUPERVISE'
  | 'NOMINATE'
  | 'PUBLISH'

/** What follows by itself: from an invitation, from the units' parts (handling/outcome.ts), from the feedback. */
export type CourseAction =
  | 'BEGIN_CO_SIGNING'
  | 'FOLLOW'
  | 'TAKE_BACK'
  | 'BEGIN_HANDLING'
  | 'STOP_HANDLING'
  | 'COMPLETE_REPLIES'
  | 'BEGIN_FEEDBACK'
  | 'STOP_FEEDBACK'
  | 'REHANDLE'
  | 'TRACK'
  | 'CLOSE_WITH_DISSENT'
  | 'END_TRACKING'

export type ProposalAction = PersonsAction | CourseAction

/** Whose proposal it is: the first proposer, of a collective one also who drafted it. */
export const FIRST_PROPOSER = 'firstProposer'
/** First proposer, or co-signer who accepted. */
export const PROPOSER = 'proposer'
/** Who was asked to sign, and has not declined. */
export const INVITEE = 'invitee'
/** Reviewer of a unit that handles it. */
export const OWN_UNIT_REVIEWER = 'ownUnitReviewer'
/** The course of things; no account has it. */
const COURSE = 'course'

const BEFORE_SUBMISSION: readonly ProposalState[] = ['DRAFT', 'CO_SIGNING', 'RETURNED_FOR_REVISION']
const IN_EXAMINATION: readonly ProposalState[] = ['SUBMITTED', 'FIRST_CHECKED', 'RECHECKED']
const ON_THE_WAY: readonly ProposalState[] = ['FILED', 'ASSIGNED', 'IN_HANDLING', 'REPLIED', 'FEEDBACK', 'REHANDLING']
const DONE: readonly ProposalState[] = ['CLOSED', 'CLOSED_WITH_DISSENT', 'TRACKING']
const RATED: readonly ProposalState[] = ['REPLIED', 'FEEDBACK', ...DONE]

/** The life of a proposal (rules, section 1, State of the proposal). */
export const proposalWorkflow = defineWorkflow<ProposalState, ProposalAction, ProposalSituation>({
  initial: 'DRAFT',
  states: {
    DRAFT: { zh: '草稿', en: 'Draft' },
    CO_SIGNING: { zh: '联名中', en: 'Co-signing' },
    SUBMITTED: { zh: '已提交', en: 'Submitted' },
    RETURNED_FOR_REVISION: { zh: '退回修改', en: 'Returned for revision' },
    FIRST_CHECKED: { zh: '已初审', en: 'First checked' },
    RECHECKED: { zh: '已复审', en: 'Re-checked' },
    FILED: { zh: '已立案', en: 'On file' },
    NOT_FILED: { zh: '不予立案', en: 'Not on file' },
    WITHDRAWN: { zh: '已撤案', en: 'Withdrawn' },
    MERGED: { zh: '已并案', en: 'Merged' },
    ASSIGNED: { zh: '已交办', en: 'Assigned' },
    IN_HANDLING: { zh: '办理中', en: 'In handling' },
    REPLIED: { zh: '已答复', en: 'Replied' },
    FEEDBACK: { zh: '评价中', en: 'Feedback' },
    REHANDLING: { zh: '重新办理', en: 'Re-handling' },
    CLOSED: { zh: '已办结', en: 'Closed' },
    CLOSED_WITH_DISSENT: { zh: '办结（保留意见）', en: 'Closed with dissent' },
    TRACKING: { zh: '跟踪办理', en: 'Tracking' },
    ARCHIVED: { zh: '已归档', en: 'Archived' },
  },
  transitions: {
    UPDATE: { from: BEFORE_SUBMISSION, by: [FIRST_PROPOSER] },
    INVITE: { from: BEFORE_SUBMISSION, by: [FIRST_PROPOSER], guards: [memberProposal] },
    SIGN: { from: BEFORE_SUBMISSION, by: [INVITEE], guards: [invitationOpen] },
    BEGIN_CO_SIGNING: { from: ['DRAFT'], to: 'CO_SIGNING', by: [COURSE] },
    SUBMIT: {
      from: BEFORE_SUBMISSION,
      to: 'SUBMITTED',
      by: [FIRST_PROPOSER],
      guards: [complete, noInvitationPending, heldSeat, termRuns, sealedOrConvened, collectiveTime],
    },
    WITHDRAW: {
      from: [...BEFORE_SUBMISSION, ...IN_EXAMINATION, 'FILED'],
      to: 'WITHDRAWN',
      by: [FIRST_PROPOSER],
      guards: [noMergedChildren],
    },
    RETURN_FOR_REVISION: { from: ['SUBMITTED'], to: 'RETURNED_FOR_REVISION', by: ['PROPOSAL_EXAMINE'] },
    FIRST_CHECK: { from: ['SUBMITTED'], to: 'FIRST_CHECKED', by: ['PROPOSAL_EXAMINE'] },
    RECHECK: { from: ['FIRST_CHECKED'], to: 'RECHECKED', by: ['PROPOSAL_EXAMINE'], guards: [anotherChecker] },
    FILE: { from: ['RECHECKED'], to: 'FILED', by: ['PROPOSAL_EXAMINE'] },
    NOT_FILE: { from: IN_EXAMINATION, to: 'NOT_FILED', by: ['PROPOSAL_EXAMINE'] },
    // A merged one keeps its number and follows the state of its target, from its assignment on.
    FOLLOW: { from: ['MERGED'], to: 'ASSIGNED', by: [COURSE] },
    MERGE: { from: ['FILED'], to: 'MERGED', by: ['PROPOSAL_EXAMINE'], guards: [noMergedChildren] },
    // A mistake is undone until the target is assigned: from then on this one follows it.
    UNMERGE: { from: ['MERGED'], to: 'FILED', by: ['PROPOSAL_EXAMINE'] },
    ASSIGN: { from: ['FILED'], to: 'ASSIGNED', by: ['PROPOSAL_ASSIGN'] },
    // Another office turns out to be concerned. A merged one is handled with its target.
    ASSIGN_FURTHER: { from: ['ASSIGNED', 'IN_HANDLING'], by: ['PROPOSAL_ASSIGN'], guards: [notMerged] },
    TAKE_BACK: { from: ['ASSIGNED', 'IN_HANDLING'], to: 'FILED', by: [COURSE] },
    BEGIN_HANDLING: { from: ['ASSIGNED', 'REPLIED', 'FEEDBACK'], to: 'IN_HANDLING', by: [COURSE] },
    STOP_HANDLING: { from: ['IN_HANDLING'], to: 'ASSIGNED', by: [COURSE] },
    COMPLETE_REPLIES: { from: ['ASSIGNED', 'IN_HANDLING', 'REHANDLING'], to: 'REPLIED', by: [COURSE] },
    BEGIN_FEEDBACK: { from: ['REPLIED'], to: 'FEEDBACK', by: [COURSE] },
    // What was entered as in time came late.
    STOP_FEEDBACK: { from: ['FEEDBACK'], to: 'REPLIED', by: [COURSE] },
    // Of a merged one the replies are those of its target; each proposer is asked separately (rules, Merging).
    // Late feedback is kept, and counts as none.
    GIVE_FEEDBACK: { from: RATED, by: [PROPOSER], guards: [replyToRate] },
    // A body answers on paper, as it proposed; whoever closes the proposal enters it.
    ENTER_FEEDBACK: { from: RATED, by: ['PROPOSAL_ASSIGN'], guards: [bodyReplyToRate] },
    CORRECT_FEEDBACK: { from: ['REPLIED', 'FEEDBACK'], by: ['PROPOSAL_ASSIGN'], guards: [paperToCorrect] },
    CLOSE: { from: ['REPLIED', 'FEEDBACK'], to: 'CLOSED', by: ['PROPOSAL_ASSIGN'], guards: [notMerged, feedbackDone] },
    REHANDLE: { from: ['REPLIED', 'FEEDBACK'], to: 'REHANDLING', by: [COURSE] },
    TRACK: { from: ['REPLIED', 'FEEDBACK'], to: 'TRACKING', by: [COURSE] },
    CLOSE_WITH_DISSENT: { from: ['REPLIED', 'FEEDBACK'], to: 'CLOSED_WITH_DISSENT', by: [COURSE] },
    ANSWER_AGAIN: { from: ['TRACKING'], by: [OWN_UNIT_REVIEWER] },
    END_TRACKING: { from: ['TRACKING'], to: 'CLOSED', by: [COURSE] },
    ARCHIVE: {
      from: ['CLOSED', 'CLOSED_WITH_DISSENT', 'NOT_FILED', 'WITHDRAWN'],
      to: 'ARCHIVED',
      by: ['PROPOSAL_MANAGE'],
      guards: [submittedOnce],
    },
    MARK_KEY: { from: ON_THE_WAY, by: ['PROPOSAL_MANAGE'], guards: [keyForItself] },
    SUPERVISE: { from: [...ON_THE_WAY, 'TRACKING'], by: ['PROPOSAL_MANAGE'], guards: [chosenAsKey] },
    NOMINATE: {
      from: [...ON_THE_WAY, ...DONE, 'MERGED', 'ARCHIVED'],
      by: ['PROPOSAL_MANAGE'],
      guards: [filedOnce],
    },
    PUBLISH: {
      from: [...ON_THE_WAY, ...DONE, 'MERGED', 'ARCHIVED'],
      by: ['PROPOSAL_MANAGE'],
      guards: [filedOrPublished, consented],
    },
  },
})

const isState = (text: string): text is ProposalState => Object.hasOwn(proposalWorkflow.states, text)

export function stateOf({ state }: { readonly state: string }): ProposalState {
  if (isState(state)) return state
  throw new Error(`no state of a proposal: ${state}`)
}
