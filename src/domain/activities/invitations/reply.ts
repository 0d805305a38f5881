import { Refused, userError } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { expectVersion } from '../../../platform/commands/load.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { type ActivityTarget, stateAfter } from '../commands.ts'
import { activityInvitations } from '../tables.ts'
import { type InvitationRow, invitationIs, lockOwnInvitation } from './load.ts'

/** The member will attend. Who will not asks for leave: there is no other no (rules, section 3, Flow). */
export const invitationReply = command<ActivityTarget, Key>(
  'invitationReply',
  async (work, { id, expectedVersion }) => {
    const { locked, invitation } = await lockOwnInvitation(work, id, 'REPLY')
    expectVersion(invitation, expectedVersion)
    stateAfter(locked, 'REPLY')
    if (invitation.state === 'ATTENDING') throw new Refused(alreadyReplied)
    if (invitation.state === 'ON_LEAVE' || (await asksForLeave(work, invitation))) throw new Refused(leaveOpen)
    await setInvitation(work, invitation, { state: 'ATTENDING', repliedAt: work.now.toISOString() })
    return { organizationId: invitation.organizationId, id: invitation.id }
  },
)

/** Writes changes of a locked invitation as its next version. */
export async function setInvitation(
  { db, record }: Work,
  row: InvitationRow,
  changes: { readonly state: string; readonly repliedAt: string | null },
): Promise<void> {
  const version = row.version + 1
  await db
    .update(activityInvitations)
    .set({ ...changes, version })
    .where(invitationIs(row))
  const { activityId, memberId } = row
  record(row.organizationId, {
    ...{ recordType: 'ActivityInvitation', recordId: row.id, version, op: 'UPDATE' },
    payload: { activityId, memberId, ...changes },
  })
}

/** Leave for all half-days waits for a decision. */
async function asksForLeave({ tx }: Work, { organizationId, id, activityId }: InvitationRow): Promise<boolean> {
  const { rows } = await tx.client.query<{ asks: boolean }>({ ...ASKS, values: [organizationId, id, activityId] })
  return rows[0]?.asks ?? false
}

const ASKS = {
  name: 'activity_asks_for_leave',
  text: `select not exists (select from activity_half_days h where h.organization_id = $1 and h.activity_id = $3
    and not exists (select from activity_leave_half_days l
      join activity_leave_requests r on r.organization_id = l.organization_id and r.id = l.leave_request_id
      where l.organization_id = $1 and l.half_day_id = h.id and r.invitation_id = $2 and r.state in ('REQUESTED', 'APPROVED'))) as asks`,
}

const alreadyReplied = userError('ALREADY_REPLIED', 'id', '您已回复参加', 'You have replied that you will attend')

const leaveOpen = userError(
  'LEAVE_OPEN',
  'id',
  '您已对本次活动请假，请先撤回请假',
  'You have asked for leave from it; take that back first',
)
