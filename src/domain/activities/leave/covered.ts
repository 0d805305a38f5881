import type { Work } from '../../../platform/commands/command.ts'
import { ATTENDED } from '../attendance/rules.ts'
import type { InvitationRow } from '../invitations/load.ts'
import type { LeaveState } from './workflow.ts'

/** The half-days for which a member's requests in these states ask. The invitation is locked. */
export async function coveredHalfDays(
  { tx }: Work,
  { organizationId, id }: InvitationRow,
  states: readonly LeaveState[],
): Promise<ReadonlySet<string>> {
  const { rows } = await tx.client.query<{ id: string }>({ ...COVERED, values: [organizationId, id, states] })
  return new Set(rows.map(row => row.id))
}

const COVERED = {
  name: 'activity_leave_covered',
  text: `select h.half_day_id as id from activity_leave_requests r
    join activity_leave_half_days h on h.organization_id = r.organization_id and h.leave_request_id = r.id
    where r.organization_id = $1 and r.invitation_id = $2 and r.state = any($3::text[])`,
}

/** The half-days to which a member has come. */
export async function attendedHalfDays(
  { tx }: Work,
  { organizationId, activityId, memberId }: InvitationRow,
): Promise<ReadonlySet<string>> {
  const { rows } = await tx.client.query<{ id: string }>({
    ...HALF_DAYS_ATTENDED,
    values: [organizationId, activityId, memberId, ATTENDED],
  })
  return new Set(rows.map(row => row.id))
}

const HALF_DAYS_ATTENDED = {
  name: 'activity_half_days_attended',
  text: `select half_day_id as id from activity_attendances where organization_id = $1 and activity_id = $2 and member_id = $3
    and status = any($4::text[])`,
}
