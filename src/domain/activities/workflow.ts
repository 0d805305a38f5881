import { defineWorkflow } from '../../kernel/workflow.ts'
import {
  type ActivitySituation,
  ended,
  leaveToDecide,
  noAttendance,
  noOutcomes,
  notEnded,
  notOneself,
  ownLeaveOpen,
  recorded,
  replyOpen,
  signInOpen,
  started,
} from './guards.ts'

export type { ActivitySituation } from './guards.ts'

export type ActivityState = 'PLANNED' | 'NOTIFIED' | 'HELD' | 'CLOSED' | 'CANCELLED' | 'SUBMITTED' | 'RETURNED'

export type ActivityAction =
  | 'UPDATE'
  | 'NOTIFY'
  | 'NOTIFY_MORE'
  | 'UNINVITE'
  | 'ARRANGE'
  | 'MOVE'
  | 'CANCEL'
  | 'REPLY'
  | 'REQUEST_LEAVE'
  | 'WITHDRAW_LEAVE'
  | 'DECIDE_LEAVE'
  | 'HOLD'
  | 'SIGN_IN'
  | 'RECORD_ATTENDANCE'
  | 'CORRECT_ATTENDANCE'
  | 'CLOSE'
  | 'REOPEN'
  | 'RECORD'
  | 'REVISE'
  | 'WITHDRAW'
  | 'CONFIRM'
  | 'RETURN'

/** A member who is asked to attend. */
export const INVITEE = 'invitee'
/** The member who recorded it of himself. */
export const RECORDER = 'recorder'

/** The life of an activity (rules, section 3, Flow). */
export const activityWorkflow = defineWorkflow<ActivityState, ActivityAction, ActivitySituation>({
  initial: 'PLANNED',
  states: {
    PLANNED: { zh: '计划中', en: 'Planned' },
    NOTIFIED: { zh: '已通知', en: 'Notified' },
    HELD: { zh: '已举行', en: 'Held' },
    CLOSED: { zh: '已办结', en: 'Closed' },
    CANCELLED: { zh: '已取消', en: 'Cancelled' },
    SUBMITTED: { zh: '待确认', en: 'Submitted' },
    RETURNED: { zh: '已退回', en: 'Returned' },
  },
  transitions: {
    UPDATE: { from: ['PLANNED', 'NOTIFIED', 'HELD'], by: ['ACTIVITY_MANAGE'] },
    NOTIFY: { from: ['PLANNED'], to: 'NOTIFIED', by: ['ACTIVITY_MANAGE'] },
    // Also while it is held: who came without a notice is entered.
    NOTIFY_MORE: { from: ['NOTIFIED', 'HELD'], by: ['ACTIVITY_MANAGE'] },
    UNINVITE: { from: ['NOTIFIED', 'HELD'], by: ['ACTIVITY_MANAGE'] },
    ARRANGE: { from: ['NOTIFIED', 'HELD'], by: ['ACTIVITY_MANAGE'] },
    MOVE: { from: ['PLANNED', 'NOTIFIED'], by: ['ACTIVITY_MANAGE'], guards: [noAttendance, noOutcomes] },
    CANCEL: {
      from: ['PLANNED', 'NOTIFIED'],
      to: 'CANCELLED',
      by: ['ACTIVITY_MANAGE'],
      guards: [noAttendance, noOutcomes],
    },
    REPLY: { from: ['NOTIFIED'], by: [INVITEE], guards: [replyOpen] },
    REQUEST_LEAVE: { from: ['NOTIFIED', 'HELD'], by: [INVITEE], guards: [notEnded] },
    WITHDRAW_LEAVE: { from: ['NOTIFIED', 'HELD'], by: [INVITEE], guards: [notEnded, ownLeaveOpen] },
    // Who of them decides on a request is said by the kind's rule.
    DECIDE_LEAVE: {
      from: ['NOTIFIED', 'HELD'],
      by: ['ACTIVITY_MANAGE', 'ACTIVITY_LEAVE_APPROVE'],
      guards: [leaveToDecide],
    },
    HOLD: { from: ['NOTIFIED'], to: 'HELD', by: ['ACTIVITY_MANAGE'], guards: [started] },
    SIGN_IN: { from: ['NOTIFIED', 'HELD'], by: [INVITEE], guards: [signInOpen] },
    RECORD_ATTENDANCE: { from: ['NOTIFIED', 'HELD'], by: ['ACTIVITY_MANAGE'] },
    CORRECT_ATTENDANCE: { from: ['NOTIFIED', 'HELD', 'CLOSED'], by: ['ACTIVITY_MANAGE'], guards: [recorded] },
    CLOSE: { from: ['NOTIFIED', 'HELD'], to: 'CLOSED', by: ['ACTIVITY_MANAGE'], guards: [ended] },
    REOPEN: { from: ['CLOSED'], to: 'HELD', by: ['ACTIVITY_MANAGE'] },
    // What a member records of himself has been done: it begins before the office, which confirms it as his other duties.
    RECORD: { from: ['PLANNED'], to: 'SUBMITTED', by: [RECORDER] },
    REVISE: { from: ['SUBMITTED', 'RETURNED'], to: 'SUBMITTED', by: [RECORDER] },
    WITHDRAW: { from: ['SUBMITTED', 'RETURNED'], to: 'CANCELLED', by: [RECORDER] },
    CONFIRM: { from: ['SUBMITTED'], to: 'CLOSED', by: ['DUTY_CONFIRM'], guards: [notOneself] },
    RETURN: { from: ['SUBMITTED'], to: 'RETURNED', by: ['DUTY_CONFIRM'], guards: [notOneself] },
  },
})

const isState = (text: string): text is ActivityState => Object.hasOwn(activityWorkflow.states, text)

export function stateOf({ state }: { readonly state: string }): ActivityState {
  if (isState(state)) return state
  throw new Error(`no state of an activity: ${state}`)
}

/** Recorded by a member and not confirmed: nothing hangs on it yet. */
export const isUnconfirmed = ({ state }: { readonly state: string }): boolean =>
  state === 'SUBMITTED' || state === 'RETURNED'
