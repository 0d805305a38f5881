import { newId, parseGlobalId } from '../../../kernel/ids.ts'
import { Refused, userError } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { notFound } from '../../../platform/commands/load.ts'
import { insertRows } from '../../../platform/db/bulk.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { stateAfter, textOf } from '../commands.ts'
import { usableFiles } from '../files.ts'
import { halfDaysIn } from '../half-days/load.ts'
import { type InvitationRow, lockOwnInvitation } from '../invitations/load.ts'
import { approverOf, leaveRulesOf } from '../kinds/rules.ts'
import { kindById } from '../references.ts'
import { REASON_MAX } from '../rules.ts'
import { attendedHalfDays, coveredHalfDays } from './covered.ts'
import { activityLeaveHalfDays, activityLeaveRequests } from './tables.ts'
import { leaveWorkflow } from './workflow.ts'

export interface LeaveRequestCreateInput {
  readonly id?: string | null
  readonly invitation: string
  readonly type: string
  readonly reason: string
  readonly halfDays?: readonly string[] | null
  readonly file?: string | null
}

/** A member asks for leave; who decides is said by the kind's rule for all half-days that he asked for. */
export const leaveRequestCreate = command<{ readonly input: LeaveRequestCreateInput }, Key>(
  'leaveRequestCreate',
  async (work, { input }) => {
    const { locked, invitation } = await lockOwnInvitation(work, input.invitation, 'REQUEST_LEAVE', 'input.invitation')
    stateAfter(locked, 'REQUEST_LEAVE')
    const { organizationId, activityId, memberId } = invitation
    const reason = textOf('input.reason', input.reason, { max: REASON_MAX, multiline: true })
    const asked = await coveredHalfDays(work, invitation, ['REQUESTED', 'APPROVED'])
    const halfDayIds = await chosen(work, invitation, input.halfDays, asked, await attendedHalfDays(work, invitation))
    const [fileId = null] =
      input.file == null ? [] : await usableFiles(work, organizationId, [input.file], () => 'input.file')
    const kind = await kindById(work, organizationId, locked.row.kindId)
    // Together with what was asked before: a long absence is not split to reach a lower approver.
    const approver = approverOf(leaveRulesOf(kind.leaveRules), asked.size + halfDayIds.length)
    const request = {
      ...{ activityId, invitationId: invitation.id, memberId, type: input.type, fileId, approver },
      state: leaveWorkflow.initial,
    }
    const id = input.id ?? newId()
    const createdAt = work.now.toISOString()
    await work.db.insert(activityLeaveRequests).values({ organizationId, id, ...request, reason, createdAt })
    const rows = halfDayIds.map(halfDayId => ({ organizationId, leaveRequestId: id, halfDayId }))
    await insertRows(work.tx, activityLeaveHalfDays, rows)
    // Why is for those who decide, and not for all who read the log.
    const payload = { ...request, halfDayIds }
    work.record(organizationId, { recordType: 'LeaveRequest', recordId: id, version: 1, op: 'CREATE', payload })
    return { organizationId, id }
  },
)

/** The half-days that are asked for, of this activity and not asked for already; all that are left when none is named. */
async function chosen(
  work: Work,
  { organizationId, activityId }: InvitationRow,
  given: readonly string[] | null | undefined,
  asked: ReadonlySet<string>,
  attended: ReadonlySet<string>,
): Promise<readonly string[]> {
  const all = (await halfDaysIn(work, { organizationId, id: activityId })).map(({ id }) => id)
  if (given == null) {
    const left = all.filter(id => !asked.has(id) && !attended.has(id))
    if (left.length > 0) return left
    throw new Refused((all.every(id => asked.has(id)) ? alreadyRequested : hasAttended)('input.halfDays'))
  }
  if (given.length === 0) throw new Refused(noHalfDay)
  const ids = given.map(globalId => {
    const key = parseGlobalId(globalId)
    return key?.prefix === 'ahd' && key.organizationId === organizationId ? key.id : ''
  })
  const errors = ids.flatMap((id, index) => {
    const field = `input.halfDays.${index}`
    if (!all.includes(id)) return notFound(field).errors
    if (ids.indexOf(id) < index) return [twice(field)]
    if (attended.has(id)) return [hasAttended(field)]
    return asked.has(id) ? [alreadyRequested(field)] : []
  })
  if (errors.length > 0) throw new Refused(...errors)
  return ids
}

const noHalfDay = userError('REQUIRED', 'input.halfDays', '请选择请假的半天', 'Choose at least one half-day')

const twice = (field: string) => userError('DUPLICATE', field, '同一半天重复', 'The same half-day stands twice')

const alreadyRequested = (field: string) =>
  userError('ALREADY_REQUESTED', field, '已对该半天请假', 'Leave was asked for this half-day already')

const hasAttended = (field: string) =>
  userError(
    'HAS_ATTENDANCE',
    field,
    '该半天已有您的出席记录，不能请假；如有误请联系会务人员更正',
    'Your attendance of this half-day is recorded; ask the office to correct it if it is wrong',
  )
