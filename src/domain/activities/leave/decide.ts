import { and, eq } from 'drizzle-orm'
import { type GlobalId, parseGlobalId } from '../../../kernel/ids.ts'
import { checkText } from '../../../kernel/text.ts'
import { Refused } from '../../../kernel/user-error.ts'
import { advance } from '../../../kernel/workflow.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { expectVersion, forbidden, notFound } from '../../../platform/commands/load.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { ownSeatsIn } from '../../duty/own-seats.ts'
import { type ActivityTarget, type Locked, lockActivityByKey, stateAfter, textOf } from '../commands.ts'
import { halfDaysIn } from '../half-days/load.ts'
import { type InvitationRow, invitationIs } from '../invitations/load.ts'
import { setInvitation } from '../invitations/reply.ts'
import { REASON_MAX } from '../rules.ts'
import { activityInvitations } from '../tables.ts'
import { type ActivityAction, INVITEE } from '../workflow.ts'
import { coveredHalfDays } from './covered.ts'
import { activityLeaveRequests } from './tables.ts'
import { type LeaveState, leaveStateOf, leaveWorkflow, permissionOf } from './workflow.ts'

type LeaveRow = typeof activityLeaveRequests.$inferSelect

interface Deciding extends ActivityTarget {
  readonly input: { readonly decision: 'APPROVED' | 'REFUSED'; readonly note?: string | null }
}

/** Decides on leave: the office or a leader, as the kind's rule said when it was asked; never on one's own. */
export const leaveRequestDecide = command<Deciding, Key>('leaveRequestDecide', async (work, { input, ...target }) => {
  const { locked, request, invitation } = await lockRequest(work, target, 'DECIDE_LEAVE')
  if (!work.viewer.can(permissionOf(request.approver), request.organizationId)) throw forbidden()
  expectVersion(request, target.expectedVersion)
  const isOwnSeat = (await ownSeatsIn(work, request.organizationId)).has(request.memberId)
  const action = input.decision === 'APPROVED' ? 'APPROVE' : 'REFUSE'
  const state = advance(leaveWorkflow, action, leaveStateOf(request), { isOwnSeat })
  stateAfter(locked, 'DECIDE_LEAVE')
  const decisionNote = noteOf(input)
  const decidedAt = work.now.toISOString()
  await write(work, request, { state, decisionNote, decidedBy: work.viewer.accountId, decidedAt })
  await follow(work, invitation)
  return { organizationId: request.organizationId, id: request.id }
})

/** The member takes his request back; leave that was approved ends with it, and he is asked to reply again. */
export const leaveRequestWithdraw = command<ActivityTarget, Key>('leaveRequestWithdraw', async (work, target) => {
  const { locked, request, invitation } = await lockRequest(work, target, 'WITHDRAW_LEAVE')
  const { organizationId, memberId } = request
  const isOwn = work.viewer.can('ACTIVITY_OWN', organizationId) && work.viewer.memberIds.includes(memberId)
  if (!isOwn) throw forbidden()
  expectVersion(request, target.expectedVersion)
  stateAfter(locked, 'WITHDRAW_LEAVE')
  const state = advance(leaveWorkflow, 'WITHDRAW', leaveStateOf(request), { isOwnSeat: true })
  await write(work, request, { state })
  await follow(work, invitation)
  return { organizationId, id: request.id }
})

/** Approved: with what was said, if anything. Refused: with the reason. */
const noteOf = ({ decision, note }: Deciding['input']): string | null => {
  if (decision === 'REFUSED') return textOf('input.note', note ?? '', { max: REASON_MAX, multiline: true })
  const checked = checkText('input.note', note ?? '', { max: REASON_MAX, multiline: true, min: 0 })
  if ('error' in checked) throw new Refused(checked.error)
  return checked.text === '' ? null : checked.text
}

/** The activity first, then the invitation, then the request: the order in which everybody locks. */
async function lockRequest(
  work: Work,
  { id: globalId }: ActivityTarget,
  action: ActivityAction,
): Promise<{ readonly locked: Locked; readonly request: LeaveRow; readonly invitation: InvitationRow }> {
  const key = parseGlobalId(globalId)
  const [found] = key?.prefix === 'lvr' ? await select(work, key) : []
  if (!found || !seesRequest(work, found)) throw notFound('id')
  const activity = { organizationId: found.organizationId, id: found.activityId }
  const permit = action === 'DECIDE_LEAVE' ? ['ACTIVITY_MANAGE', 'ACTIVITY_LEAVE_APPROVE'] : [INVITEE]
  const locked = await lockActivityByKey(work, activity, permit, { strength: 'share' })
  const which = invitationIs({ organizationId: found.organizationId, id: found.invitationId })
  const [invitation] = await work.db.select().from(activityInvitations).where(which).for('update')
  const [request] = await select(work, found).for('update')
  if (!request || !invitation) throw notFound('id')
  return { locked, request, invitation }
}

const seesRequest = ({ viewer }: Work, { organizationId, memberId }: LeaveRow): boolean =>
  viewer.can('ACTIVITY_READ', organizationId) ||
  (viewer.can('ACTIVITY_OWN', organizationId) && viewer.memberIds.includes(memberId))

const which = ({ organizationId, id }: Pick<GlobalId, 'organizationId' | 'id'>) =>
  and(eq(activityLeaveRequests.organizationId, organizationId), eq(activityLeaveRequests.id, id))

const select = ({ db }: Work, key: Key) => db.select().from(activityLeaveRequests).where(which(key))

async function write(
  work: Work,
  request: LeaveRow,
  changes: Partial<Pick<LeaveRow, 'decisionNote' | 'decidedBy' | 'decidedAt'>> & { readonly state: LeaveState },
): Promise<void> {
  const { organizationId, id, activityId, memberId } = request
  const version = request.version + 1
  await work.db
    .update(activityLeaveRequests)
    .set({ ...changes, version })
    .where(which(request))
  const payload = { activityId, memberId, state: changes.state }
  work.record(organizationId, { recordType: 'LeaveRequest', recordId: id, version, op: 'UPDATE', payload })
}

/** The invitation is ON_LEAVE while approved leave covers all half-days, and asks again when it no longer does. */
async function follow(work: Work, invitation: InvitationRow): Promise<void> {
  if (invitation.state === 'WITHDRAWN') return
  const { organizationId, activityId } = invitation
  const approved = await coveredHalfDays(work, invitation, ['APPROVED'])
  const all = await halfDaysIn(work, { organizationId, id: activityId })
  const isAway = all.length > 0 && all.every(({ id }) => approved.has(id))
  if (isAway && invitation.state !== 'ON_LEAVE') {
    await setInvitation(work, invitation, { state: 'ON_LEAVE', repliedAt: work.now.toISOString() })
  }
  if (!isAway && invitation.state === 'ON_LEAVE') {
    await setInvitation(work, invitation, { state: 'INVITED', repliedAt: null })
  }
}
