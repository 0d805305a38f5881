import { defineWorkflow } from '../../../kernel/workflow.ts'
import {
  answersProposers,
  beingAnswered,
  beingHandled,
  coHandles,
  extensionRequested,
  type HandlingSituation,
  noRequestPending,
  notOwnDraft,
  notYetWaived,
  opinionsComplete,
  stillInTime,
  stillPlanned,
  withinReturnTime,
} from './guards.ts'

export type HandlingState =
  | 'NEW'
  | 'SIGNED_FOR'
  | 'HANDLING'
  | 'REPLY_DRAFTED'
  | 'COUNTERSIGNED'
  | 'REPLIED'
  | 'OPINION_GIVEN'
  | 'RETURN_REQUESTED'
  | 'REASSIGNED'
export type HandlingAction =
  | 'SIGN_FOR'
  | 'START'
  | 'REQUEST_RETURN'
  | 'GRANT_RETURN'
  | 'REFUSE_RETURN'
  | 'REASSIGN'
  | 'REQUEST_EXTENSION'
  | 'GRANT_EXTENSION'
  | 'REFUSE_EXTENSION'
  | 'GIVE_OPINION'
  | 'WAIVE_OPINION'
  | 'DRAFT_REPLY'
  | 'ANSWER_AGAIN'
  | 'COUNTERSIGN'
  | 'SEND_BACK'
  | 'SEND_REPLY'
  | 'URGE'

/** Capabilities: relations of the viewer to the row, each with its permission (policy.ts). */
export const UNIT_STAFF = 'unitStaff'
export const UNIT_HEAD = 'unitHead'
/** Whoever gave the unit its part: staff of the assigning office, or the committee's office where it assigned directly. */
export const ASSIGNER = 'assigner'
/** Staff of the unit that hosts, towards its co-handlers. */
export const HOST = 'host'

const UNANSWERED = ['NEW', 'SIGNED_FOR', 'HANDLING', 'REPLY_DRAFTED', 'COUNTERSIGNED'] as const
const EXTENDABLE = ['HANDLING', 'REPLY_DRAFTED', 'COUNTERSIGNED'] as const

/** One undertaking unit's part in a proposal (rules, section 1: Unit row state). */
export const handlingWorkflow = defineWorkflow<HandlingState, HandlingAction, HandlingSituation>({
  initial: 'NEW',
  states: {
    NEW: { zh: '待签收', en: 'New' },
    SIGNED_FOR: { zh: '已签收', en: 'Signed for' },
    HANDLING: { zh: '办理中', en: 'In handling' },
    REPLY_DRAFTED: { zh: '答复待签发', en: 'Reply drafted' },
    COUNTERSIGNED: { zh: '答复已签发', en: 'Countersigned' },
    REPLIED: { zh: '已答复', en: 'Replied' },
    OPINION_GIVEN: { zh: '会办意见已提交', en: 'Opinion given' },
    RETURN_REQUESTED: { zh: '申请退办', en: 'Return requested' },
    REASSIGNED: { zh: '已改办', en: 'Reassigned' },
  },
  transitions: {
    SIGN_FOR: { from: ['NEW'], to: 'SIGNED_FOR', by: [UNIT_STAFF], guards: [beingHandled] },
    START: { from: ['SIGNED_FOR'], to: 'HANDLING', by: [UNIT_STAFF], guards: [beingHandled] },
    REQUEST_RETURN: {
      from: ['NEW', 'SIGNED_FOR'],
      to: 'RETURN_REQUESTED',
      by: [UNIT_STAFF],
      guards: [beingHandled, withinReturnTime],
    },
    GRANT_RETURN: { from: ['RETURN_REQUESTED'], to: 'REASSIGNED', by: [ASSIGNER], guards: [beingHandled] },
    REFUSE_RETURN: { from: ['RETURN_REQUESTED'], to: 'SIGNED_FOR', by: [ASSIGNER], guards: [beingHandled] },
    REASSIGN: { from: UNANSWERED, to: 'REASSIGNED', by: [ASSIGNER], guards: [beingHandled] },
    REQUEST_EXTENSION: {
      from: ['HANDLING'],
      by: [UNIT_STAFF],
      guards: [beingHandled, stillInTime, noRequestPending],
    },
    GRANT_EXTENSION: { from: EXTENDABLE, by: [ASSIGNER], guards: [beingHandled, extensionRequested] },
    REFUSE_EXTENSION: { from: EXTENDABLE, by: [ASSIGNER], guards: [beingHandled, extensionRequested] },
    GIVE_OPINION: {
      from: ['HANDLING'],
      to: 'OPINION_GIVEN',
      by: [UNIT_STAFF],
      guards: [beingHandled, coHandles],
    },
    WAIVE_OPINION: {
      from: ['NEW', 'SIGNED_FOR', 'HANDLING', 'RETURN_REQUESTED'],
      by: [HOST],
      guards: [beingHandled, coHandles, notYetWaived],
    },
    DRAFT_REPLY: {
      from: ['HANDLING', 'REPLY_DRAFTED'],
      to: 'REPLY_DRAFTED',
      by: [UNIT_STAFF],
      guards: [beingAnswered, answersProposers],
    },
    ANSWER_AGAIN: { from: ['REPLIED'], to: 'REPLY_DRAFTED', by: [UNIT_STAFF], guards: [stillPlanned] },
    COUNTERSIGN: {
      from: ['REPLY_DRAFTED'],
      to: 'COUNTERSIGNED',
      by: [UNIT_HEAD],
      guards: [beingAnswered, notOwnDraft],
    },
    SEND_BACK: { from: ['REPLY_DRAFTED', 'COUNTERSIGNED'], to: 'HANDLING', by: [UNIT_HEAD], guards: [beingAnswered] },
    SEND_REPLY: {
      from: ['COUNTERSIGNED'],
      to: 'REPLIED',
      by: [UNIT_HEAD],
      guards: [beingAnswered, opinionsComplete],
    },
    // The committee's office may urge every unit, also those of an assigning office (催办).
    URGE: { from: UNANSWERED, by: [ASSIGNER, 'PROPOSAL_ASSIGN'], guards: [beingHandled] },
  },
})

export const handlingStateOf = ({ state }: { readonly state: string }): HandlingState => {
  if (isHandlingState(state)) return state
  throw new Error(`no state of a unit's part: ${state}`)
}

const isHandlingState = (state: string): state is HandlingState => Object.hasOwn(handlingWorkflow.states, state)
