import { defineWorkflow } from '../../../kernel/workflow.ts'
import { underHandling } from './guards.ts'

export type AssignmentState = 'ASSIGNED' | 'DISPATCHED' | 'RETURNED'
export type AssignmentAction = 'DISPATCH' | 'RETURN' | 'TAKE_BACK' | 'GIVE_BACK'

/** Staff of the office that the assignment is for. */
export const ASSIGNED_OFFICE = 'assignedOffice'
/** Follows from the units' parts; no account has it. */
const COURSE = 'course'

export interface AssignmentSituation {
  readonly proposalState: string
}

/** First hop (rules, section 1: Assignment). One that the committee dispatched itself is born dispatched. */
export const assignmentWorkflow = defineWorkflow<AssignmentState, AssignmentAction, AssignmentSituation>({
  initial: 'ASSIGNED',
  states: {
    ASSIGNED: { zh: '待分办', en: 'Assigned' },
    DISPATCHED: { zh: '已分办', en: 'Dispatched' },
    RETURNED: { zh: '已退回', en: 'Returned' },
  },
  transitions: {
    DISPATCH: { from: ['ASSIGNED'], to: 'DISPATCHED', by: [ASSIGNED_OFFICE], guards: [underHandling] },
    RETURN: { from: ['ASSIGNED'], to: 'RETURNED', by: [ASSIGNED_OFFICE], guards: [underHandling] },
    // When its last unit is relieved: an office names others, the committee assigns anew.
    TAKE_BACK: { from: ['DISPATCHED'], to: 'ASSIGNED', by: [COURSE] },
    GIVE_BACK: { from: ['DISPATCHED'], to: 'RETURNED', by: [COURSE] },
  },
})

export const assignmentStateOf = ({ state }: { readonly state: string }): AssignmentState => {
  if (isAssignmentState(state)) return state
  throw new Error(`no state of an assignment: ${state}`)
}

const isAssignmentState = (state: string): state is AssignmentState => Object.hasOwn(assignmentWorkflow.states, state)
