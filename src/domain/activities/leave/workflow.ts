import { defineWorkflow, type Guard } from '../../../kernel/workflow.ts'

export type LeaveState = 'REQUESTED' | 'APPROVED' | 'REFUSED' | 'WITHDRAWN'
export type LeaveAction = 'APPROVE' | 'REFUSE' | 'WITHDRAW'

/** The member who asked. */
export const OWN_REQUEST = 'ownRequest'
/** Who decides by the kind's rule: the office by ACTIVITY_MANAGE, leaders by ACTIVITY_LEAVE_APPROVE. */
export const APPROVER = 'approver'

export interface LeaveSituation {
  /** A seat of the actor is the one that asks. */
  readonly isOwnSeat: boolean
}

const notOneself: Guard<LeaveSituation> = ({ isOwnSeat }) =>
  isOwnSeat
    ? {
        code: 'OWN_REQUEST',
        message: {
          zh: '不能审批本人的请假，请由其他人员办理',
          en: 'Nobody decides on leave of his own seat; ask a colleague',
        },
      }
    : null

/** A request for leave (rules, section 3, Flow). */
export const leaveWorkflow = defineWorkflow<LeaveState, LeaveAction, LeaveSituation>({
  initial: 'REQUESTED',
  states: {
    REQUESTED: { zh: '待审批', en: 'Requested' },
    APPROVED: { zh: '已批准', en: 'Approved' },
    REFUSED: { zh: '未批准', en: 'Refused' },
    WITHDRAWN: { zh: '已撤回', en: 'Withdrawn' },
  },
  transitions: {
    APPROVE: { from: ['REQUESTED'], to: 'APPROVED', by: [APPROVER], guards: [notOneself] },
    REFUSE: { from: ['REQUESTED'], to: 'REFUSED', by: [APPROVER], guards: [notOneself] },
    WITHDRAW: { from: ['REQUESTED', 'APPROVED'], to: 'WITHDRAWN', by: [OWN_REQUEST] },
  },
})

const isState = (text: string): text is LeaveState => Object.hasOwn(leaveWorkflow.states, text)

export function leaveStateOf({ state }: { readonly state: string }): LeaveState {
  if (isState(state)) return state
  throw new Error(`no state of a request for leave: ${state}`)
}

/** The permission with which an approver decides. */
export const permissionOf = (approver: string): string =>
  approver === 'OFFICE' ? 'ACTIVITY_MANAGE' : 'ACTIVITY_LEAVE_APPROVE'
