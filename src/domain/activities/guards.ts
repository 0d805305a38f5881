import type { Guard } from '../../kernel/workflow.ts'

/** What the workflow must know beside the state. */
export interface ActivitySituation {
  readonly now: Date
  readonly startsAt: Date
  readonly endsAt: Date
  readonly replyUntil: Date | null
  /** Somebody has signed in, or was entered. */
  readonly hasAttendance: boolean
  /** Outcomes of it that count, or speeches that were held. */
  readonly hasOutcomes: boolean
  /** Attendance of the activity itself is there to be corrected. */
  readonly isRecorded: boolean
  /** A seat of the actor can sign in now to one of the half-days. */
  readonly canSignIn: boolean
  /** The actor's own leave waits or was granted. */
  readonly hasOwnLeave: boolean
  /** Leave waits for the actor's decision. */
  readonly hasLeaveToDecide: boolean
  /** The actor's own seat recorded it. */
  readonly isOwn: boolean
}

export const started: Guard<ActivitySituation> = ({ now, startsAt }) =>
  now >= startsAt
    ? null
    : { code: 'NOT_STARTED', message: { zh: '活动尚未开始', en: 'The activity has not begun yet' } }

export const ended: Guard<ActivitySituation> = ({ now, endsAt }) =>
  now >= endsAt ? null : { code: 'NOT_ENDED', message: { zh: '活动尚未结束', en: 'The activity has not ended yet' } }

export const notEnded: Guard<ActivitySituation> = ({ now, endsAt }) =>
  now < endsAt ? null : { code: 'ALREADY_ENDED', message: { zh: '活动已经结束', en: 'The activity has ended' } }

/** Until the date that the notice sets, else until it begins. */
export const replyOpen: Guard<ActivitySituation> = ({ now, startsAt, replyUntil }) =>
  now <= (replyUntil ?? startsAt)
    ? null
    : {
        code: 'REPLY_CLOSED',
        message: { zh: '回复已截止，请联系会务人员', en: 'The time for replies is over; ask the office' },
      }

/** What people did under the old times is not moved under new ones. */
export const noAttendance: Guard<ActivitySituation> = ({ hasAttendance }) =>
  hasAttendance
    ? {
        code: 'HAS_ATTENDANCE',
        message: {
          zh: '已有人员签到，不能变更时间或取消',
          en: 'Attendance is recorded already; it cannot be moved or cancelled',
        },
      }
    : null

/** What came of it came on its days: it is neither to come nor cancelled any more. */
export const noOutcomes: Guard<ActivitySituation> = ({ hasOutcomes }) =>
  hasOutcomes
    ? {
        code: 'HAS_OUTCOMES',
        message: {
          zh: '已登记成果或发言，不能变更时间或取消；登记有误的，请先作废成果、撤回发言认定',
          en: 'Outcomes or speeches of it are recorded; withdraw or recall those that are wrong before it is moved or cancelled',
        },
      }
    : null

export const recorded: Guard<ActivitySituation> = ({ isRecorded }) =>
  isRecorded
    ? null
    : {
        code: 'INVALID_STATE',
        message: { zh: '尚无可更正的出席记录', en: 'No attendance is recorded yet that could be corrected' },
      }

export const signInOpen: Guard<ActivitySituation> = ({ canSignIn }) =>
  canSignIn
    ? null
    : {
        code: 'INVALID_STATE',
        message: { zh: '现在没有您可以签到的半天', en: 'There is no half-day to which you can sign in now' },
      }

export const notOneself: Guard<ActivitySituation> = ({ isOwn }) =>
  isOwn
    ? {
        code: 'OWN_RECORD',
        message: {
          zh: '不能审核本人记录的活动，请由其他工作人员办理',
          en: 'Nobody decides on an activity that he recorded of himself; ask a colleague',
        },
      }
    : null

export const ownLeaveOpen: Guard<ActivitySituation> = ({ hasOwnLeave }) =>
  hasOwnLeave
    ? null
    : { code: 'INVALID_STATE', message: { zh: '您没有可撤回的请假', en: 'You have no leave to take back' } }

export const leaveToDecide: Guard<ActivitySituation> = ({ hasLeaveToDecide }) =>
  hasLeaveToDecide
    ? null
    : { code: 'INVALID_STATE', message: { zh: '没有待您审批的请假', en: 'No request for leave waits for you' } }
