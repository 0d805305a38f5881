import t from 'tap'
import type { ActivitySituation } from '../../../src/domain/activities/guards.ts'
import {
  type LeaveAction,
  type LeaveState,
  leaveWorkflow,
  permissionOf,
} from '../../../src/domain/activities/leave/workflow.ts'
import { type ActivityAction, type ActivityState, activityWorkflow } from '../../../src/domain/activities/workflow.ts'
import { availableActions, obstaclesTo } from '../../../src/kernel/workflow.ts'
import { RIGHTS } from '../../security/matrix.ts'

const hours = (n: number) => new Date(Date.UTC(2030, 2, 10) + n * 3_600_000)
/** Begun and ended hours ago, or in hours; nothing is recorded. */
const situation = (now: number, more: Partial<ActivitySituation> = {}): ActivitySituation => ({
  ...{
    now: hours(now),
    startsAt: hours(0),
    endsAt: hours(8),
    replyUntil: null,
    hasAttendance: false,
    hasOutcomes: false,
    isRecorded: true,
    canSignIn: true,
    hasOwnLeave: true,
    hasLeaveToDecide: true,
    isOwn: false,
    ...more,
  },
})
const [BEFORE, DURING, AFTER] = [situation(-1), situation(1), situation(9)]

/** Rules, section 3, written down a second time: who, from which states, to which, when. `=` stays. */
const TABLE: Readonly<Record<ActivityAction, readonly [by: string, from: string, to: string, when: string]>> = {
  UPDATE: ['ACTIVITY_MANAGE', 'PLANNED NOTIFIED HELD', '=', 'BEFORE DURING AFTER'],
  NOTIFY: ['ACTIVITY_MANAGE', 'PLANNED', 'NOTIFIED', 'BEFORE DURING AFTER'],
  NOTIFY_MORE: ['ACTIVITY_MANAGE', 'NOTIFIED HELD', '=', 'BEFORE DURING AFTER'],
  UNINVITE: ['ACTIVITY_MANAGE', 'NOTIFIED HELD', '=', 'BEFORE DURING AFTER'],
  ARRANGE: ['ACTIVITY_MANAGE', 'NOTIFIED HELD', '=', 'BEFORE DURING AFTER'],
  MOVE: ['ACTIVITY_MANAGE', 'PLANNED NOTIFIED', '=', 'BEFORE DURING AFTER'],
  CANCEL: ['ACTIVITY_MANAGE', 'PLANNED NOTIFIED', 'CANCELLED', 'BEFORE DURING AFTER'],
  REPLY: ['invitee', 'NOTIFIED', '=', 'BEFORE'],
  REQUEST_LEAVE: ['invitee', 'NOTIFIED HELD', '=', 'BEFORE DURING'],
  WITHDRAW_LEAVE: ['invitee', 'NOTIFIED HELD', '=', 'BEFORE DURING'],
  DECIDE_LEAVE: ['ACTIVITY_MANAGE ACTIVITY_LEAVE_APPROVE', 'NOTIFIED HELD', '=', 'BEFORE DURING AFTER'],
  HOLD: ['ACTIVITY_MANAGE', 'NOTIFIED', 'HELD', 'DURING AFTER'],
  SIGN_IN: ['invitee', 'NOTIFIED HELD', '=', 'BEFORE DURING AFTER'],
  RECORD_ATTENDANCE: ['ACTIVITY_MANAGE', 'NOTIFIED HELD', '=', 'BEFORE DURING AFTER'],
  CORRECT_ATTENDANCE: ['ACTIVITY_MANAGE', 'NOTIFIED HELD CLOSED', '=', 'BEFORE DURING AFTER'],
  CLOSE: ['ACTIVITY_MANAGE', 'NOTIFIED HELD', 'CLOSED', 'AFTER'],
  REOPEN: ['ACTIVITY_MANAGE', 'CLOSED', 'HELD', 'BEFORE DURING AFTER'],
  RECORD: ['recorder', 'PLANNED', 'SUBMITTED', 'BEFORE DURING AFTER'],
  REVISE: ['recorder', 'SUBMITTED RETURNED', 'SUBMITTED', 'BEFORE DURING AFTER'],
  WITHDRAW: ['recorder', 'SUBMITTED RETURNED', 'CANCELLED', 'BEFORE DURING AFTER'],
  CONFIRM: ['DUTY_CONFIRM', 'SUBMITTED', 'CLOSED', 'BEFORE DURING AFTER'],
  RETURN: ['DUTY_CONFIRM', 'SUBMITTED', 'RETURNED', 'BEFORE DURING AFTER'],
}

const STATES = Object.keys(activityWorkflow.states) as ActivityState[]
const ACTIONS = Object.entries(TABLE) as [ActivityAction, (typeof TABLE)[ActivityAction]][]

t.test('every action from every state at every time is as the rules say', async t => {
  for (const [action, [by, from, to, when]] of ACTIONS) {
    const transition = activityWorkflow.transitions[action]
    t.same([...transition.by].sort(), by.split(' ').sort(), `${action}: who`)
    t.equal(transition.to ?? '=', to, `${action}: to`)
    for (const state of STATES)
      for (const [name, facts] of Object.entries({ BEFORE, DURING, AFTER })) {
        const isOpen = obstaclesTo(activityWorkflow, action, state, facts).length === 0
        t.equal(isOpen, from.split(' ').includes(state) && when.split(' ').includes(name), `${action} ${state} ${name}`)
      }
  }
})

t.test('each role is offered what its rights give, and an invitee his part', async t => {
  for (const [role, { own }] of Object.entries(RIGHTS))
    for (const isInvitee of [false, true])
      for (const state of STATES) {
        const held = new Set([...own.split(' '), ...(isInvitee ? ['invitee'] : [])])
        const offered = availableActions(activityWorkflow, state, BEFORE, one => held.has(one)).map(one => one.action)
        const expected = ACTIONS.filter(([, [by]]) => by.split(' ').some(one => held.has(one))).map(
          ([action]) => action,
        )
        t.same(offered, expected, `${role} ${state} ${isInvitee}`)
      }
})

t.test('replies end by the notice’s date, and what is recorded is not moved away', async t => {
  const codes = (action: ActivityAction, facts: ActivitySituation) =>
    obstaclesTo(activityWorkflow, action, 'NOTIFIED', facts).map(({ code }) => code)
  t.same(codes('REPLY', situation(-2, { replyUntil: hours(-3) })), ['REPLY_CLOSED'])
  t.same(codes('REPLY', situation(-3, { replyUntil: hours(-3) })), [], 'up to the moment itself')
  for (const action of ['CONFIRM', 'RETURN'] as const)
    t.same(
      obstaclesTo(activityWorkflow, action, 'SUBMITTED', { ...AFTER, isOwn: true }).map(({ code }) => code),
      ['OWN_RECORD'],
    )
  t.same(codes('WITHDRAW_LEAVE', { ...BEFORE, hasOwnLeave: false }), ['INVALID_STATE'])
  t.same(codes('DECIDE_LEAVE', { ...BEFORE, hasLeaveToDecide: false }), ['INVALID_STATE'])
  t.same(codes('SIGN_IN', { ...DURING, canSignIn: false }), ['INVALID_STATE'])
  t.same(codes('CORRECT_ATTENDANCE', { ...DURING, isRecorded: false }), ['INVALID_STATE'])
  const recorded = situation(1, { hasAttendance: true })
  t.same([codes('MOVE', recorded), codes('CANCEL', recorded)], [['HAS_ATTENDANCE'], ['HAS_ATTENDANCE']])
  const hasOutcomes = situation(1, { hasOutcomes: true })
  t.same([codes('MOVE', hasOutcomes), codes('CANCEL', hasOutcomes)], [['HAS_OUTCOMES'], ['HAS_OUTCOMES']])
})

t.test('leave: decided once, by another, and taken back at any time', async t => {
  const open: Readonly<Record<LeaveState, string>> = {
    REQUESTED: 'APPROVE REFUSE WITHDRAW',
    APPROVED: 'WITHDRAW',
    REFUSED: '',
    WITHDRAWN: '',
  }
  for (const [state, actions] of Object.entries(open) as [LeaveState, string][])
    for (const action of ['APPROVE', 'REFUSE', 'WITHDRAW'] as LeaveAction[])
      for (const isOwnSeat of [false, true]) {
        const isOpen = obstaclesTo(leaveWorkflow, action, state, { isOwnSeat }).length === 0
        const mayOneself = action === 'WITHDRAW' || !isOwnSeat
        t.equal(isOpen, actions.split(' ').includes(action) && mayOneself, `${action} ${state} ${isOwnSeat}`)
      }
  t.equal(permissionOf('OFFICE'), 'ACTIVITY_MANAGE')
  t.equal(permissionOf('CHAIRPERSON'), 'ACTIVITY_LEAVE_APPROVE')
})
