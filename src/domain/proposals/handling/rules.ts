import type { TextRule } from '../../../kernel/text.ts'
import { type UserError, userError } from '../../../kernel/user-error.ts'
import type { AssignmentState } from './assignment-workflow.ts'
import type { HandlingRole } from './guards.ts'
import { answers, type Part, standing } from './outcome.ts'

/** Units of one proposal, and proposals of one batch. */
export const UNITS_MAX = 30
export const BATCH_MAX = 200

export const NOTE: TextRule = { max: 500, multiline: true }
export const OPINION: TextRule = { max: 5000, multiline: true }
export const COMMENT: TextRule = { max: 2000, multiline: true }
export const CONTACT: TextRule = { max: 50 }
export const PHONE: TextRule = { max: 30 }

/** What a unit has to keep: re-handling has its own time, a co-handler's opinion too. */
export function answerKind(role: HandlingRole, round: number): 'REHANDLING' | 'REPLY' | 'CO_HANDLER_OPINION' {
  if (!answers({ role })) return 'CO_HANDLER_OPINION'
  return round > 1 ? 'REHANDLING' : 'REPLY'
}

/** What hangs on a part from its first day (rules, section 1: Deadlines hang on the unit row). */
export function deadlinesOf(role: HandlingRole, round: number) {
  const answer = answerKind(role, round)
  if (round > 1) return [answer] as const
  return answers({ role }) ? (['RETURN', 'FIRST_CONTACT', answer] as const) : (['RETURN', answer] as const)
}

export interface PlannedPart {
  readonly unitId: string
  readonly role: HandlingRole
}

export interface Roles {
  /** Parts that stand already and stay. */
  readonly kept: readonly PlannedPart[]
  readonly added: readonly PlannedPart[]
  /** No assigning office is still to name units. */
  readonly isComplete: boolean
}

/** Whether units and roles go together: one alone, or one host with its co-handlers, or each for its part. Pure. */
export function roleErrors(roles: Roles, field: string): UserError[] {
  const { kept, added } = roles
  if (added.length > UNITS_MAX) {
    return [userError('TOO_MANY', field, `最多 ${UNITS_MAX} 个承办单位`, `At most ${UNITS_MAX} units`)]
  }
  const earlier = kept.map(part => part.unitId)
  const twice = added.flatMap(({ unitId }, index) => {
    const isKnown = earlier.includes(unitId)
    earlier.push(unitId)
    return isKnown ? [unitTwice(`${field}.${index}.unit`)] : []
  })
  return twice.length > 0 ? twice : formErrors(roles, field)
}

function formErrors({ kept, added, isComplete }: Roles, field: string): UserError[] {
  const all = [...kept, ...added]
  const count = (role: HandlingRole) => all.filter(part => part.role === role).length
  const [sole, hosts, coHandlers, separate] = [count('SOLE'), count('HOST'), count('CO_HANDLER'), count('SEPARATE')]
  if (hosts > 1) return [severalHosts(field)]
  if (sole > 0 && (all.length > 1 || !isComplete)) return [soleWithOthers(field)]
  if (separate > 0 && hosts + coHandlers > 0) return [mixed(field)]
  if (!isComplete) return []
  if (coHandlers > 0 && hosts === 0) return [noHost(field)]
  // One that is left after the others were taken back may keep its role; nobody is sent out so.
  return all.length === 1 && added.length === 1 && sole === 0 ? [alone(field)] : []
}

export interface Handling {
  readonly round: number
  readonly assignments: readonly { readonly id: string; readonly state: AssignmentState }[]
  readonly parts: readonly (Part & PlannedPart & { readonly id: string })[]
}

export interface Reassignment {
  readonly assignmentId: string
  /** Where the assignment stands after it. */
  readonly state: AssignmentState
  /** The part that goes. */
  readonly leavingId?: string
  readonly added: readonly PlannedPart[]
}

/** Whether units and roles still go together when a part goes, comes, or an assignment is given back. Pure. */
export function reassignmentErrors(handling: Handling, change: Reassignment, field: string): UserError[] {
  const { assignmentId, state, leavingId, added } = change
  const kept = standing(handling.parts, handling.round).filter(({ id }) => id !== leavingId)
  const isAnswered = kept.some(part => part.role === 'HOST' && part.state === 'REPLIED')
  if (isAnswered && added.some(({ role }) => role === 'CO_HANDLER')) return [hostReplied(field)]
  const isComplete = handling.assignments
    .map(one => (one.id === assignmentId ? state : one.state))
    .every(after => after !== 'ASSIGNED')
  return roleErrors({ kept, added, isComplete }, field)
}

const unitTwice = (field: string) =>
  userError('DUPLICATE', field, '同一承办单位重复', 'A unit has one part in a proposal')

const severalHosts = (field: string) =>
  userError('SEVERAL_HOSTS', field, '一件提案只能有一个主办单位', 'A proposal has one host only')

const noHost = (field: string) =>
  userError('NO_HOST', field, '有会办单位时须指定主办单位', 'Co-handlers need a host: name one')

const soleWithOthers = (field: string) =>
  userError(
    'ROLES_DO_NOT_FIT',
    field,
    '独办时不能有其他承办单位，请改用主办、会办或分办',
    'A sole unit stands alone; use host and co-handlers, or separate parts',
  )

const mixed = (field: string) =>
  userError(
    'ROLES_DO_NOT_FIT',
    field,
    '分办与主办、会办不能并用',
    'Separate parts do not go together with a host and co-handlers',
  )

/** Nobody would wait for its opinion, which it could not even give: the proposal is replied to as soon as all are named. */
const hostReplied = (field: string) =>
  userError(
    'ROLES_DO_NOT_FIT',
    field,
    '主办单位已答复，不能再增加会办单位；不需办理的交办请退回',
    'The host has replied already, and no co-handler joins it; return an assignment that has nothing left to handle',
  )

const alone = (field: string) =>
  userError('ROLES_DO_NOT_FIT', field, '只有一个承办单位时应为独办', 'A single unit handles it as the sole one')
