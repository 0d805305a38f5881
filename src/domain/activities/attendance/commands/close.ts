import { and, eq, inArray } from 'drizzle-orm'
import { newId } from '../../../../kernel/ids.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import {
  type ActivityRow,
  type ActivityTarget,
  keyOf,
  lockActivity,
  moveActivity,
  recordActivity,
  stateAfter,
  textOf,
} from '../../commands.ts'
import { isOpenInvitation } from '../../policy.ts'
import { bookDuties, reverseDuties } from '../duties.ts'
import { REASON_MAX } from '../rules.ts'
import { correct, insertOnce } from '../store.ts'
import { activityAttendances } from '../tables.ts'

/**
 * Closes an activity: who was asked and is not recorded was on leave or absent, and what attendance proves is booked in the
 * members' duty files, in the same transaction (rules, section 5).
 */
export const activityClose = command<ActivityTarget, Key>('activityClose', async (work, target) => {
  const locked = await lockActivity(work, target, 'CLOSE')
  const state = stateAfter(locked, 'CLOSE')
  await excuse(work, locked.row)
  await fillMissing(work, locked.row)
  const row = await moveActivity(work, locked.row, { state, closedAt: work.now.toISOString() })
  await bookDuties(work, row)
  recordActivity(work, row, { state })
  return keyOf(row)
})

interface Reopening extends ActivityTarget {
  readonly input: { readonly reason: string }
}

/** Opens a closed activity again: its duty records are taken back, its attendance stays and can be gone on with. */
export const activityReopen = command<Reopening, Key>('activityReopen', async (work, { input, ...target }) => {
  const locked = await lockActivity(work, target, 'REOPEN')
  const state = stateAfter(locked, 'REOPEN')
  const reason = textOf('input.reason', input.reason, { max: REASON_MAX })
  const row = await moveActivity(work, locked.row, { state, closedAt: null })
  await reverseDuties(work, row, reason)
  recordActivity(work, row, { state, reason })
  return keyOf(row)
})

/** Why an earlier closing's word on a member is taken back. */
const REASON = '请假已批准'

/** Leave that was granted after an earlier closing had taken the member for absent; what the staff said of him since stands. */
async function excuse(work: Work, { organizationId, id }: ActivityRow): Promise<void> {
  const { rows } = await work.tx.client.query<{ id: string }>({ ...EXCUSED, values: [organizationId, id] })
  if (rows.length === 0) return
  const ids = rows.map(row => row.id)
  const which = and(eq(activityAttendances.organizationId, organizationId), inArray(activityAttendances.id, ids))
  const absent = await work.db
    .select()
    .from(activityAttendances)
    .where(which)
    .orderBy(activityAttendances.id)
    .for('update')
  for (const row of absent) await correct(work, row, { status: 'ON_LEAVE', reason: REASON })
}

interface Missing {
  readonly halfDayId: string
  readonly memberId: string
  readonly onLeave: boolean
}

async function fillMissing(work: Work, { organizationId, id }: ActivityRow): Promise<void> {
  const { rows } = await work.tx.client.query<Missing>({ ...MISSING, values: [organizationId, id] })
  await insertOnce(
    work,
    rows.map(({ halfDayId, memberId, onLeave }) => ({
      ...{ organizationId, id: newId(), activityId: id, halfDayId, memberId },
      ...({ status: onLeave ? 'ON_LEAVE' : 'ABSENT', method: 'SYSTEM' } as const),
    })),
  )
}

/** SQL: leave was granted to the invitation `i` for the half-day. */
const hasLeave = (halfDayId: string): string => `exists (select from activity_leave_requests r
        join activity_leave_half_days l on l.organization_id = r.organization_id and l.leave_request_id = r.id
      where r.organization_id = i.organization_id and r.invitation_id = i.id and r.state = 'APPROVED'
        and l.half_day_id = ${halfDayId})`

const EXCUSED = {
  name: 'excused_attendances',
  text: `select t.id from activity_attendances t
    join activity_invitations i on i.organization_id = t.organization_id and i.activity_id = t.activity_id and i.member_id = t.member_id
    where t.organization_id = $1 and t.activity_id = $2 and t.status = 'ABSENT' and t.method = 'SYSTEM' and ${hasLeave('t.half_day_id')}
      and ${isOpenInvitation('i')}
      and not exists (select from activity_attendance_corrections c where c.organization_id = t.organization_id and c.attendance_id = t.id)`,
}

const MISSING = {
  name: 'missing_attendances',
  text: `select h.id as "halfDayId", i.member_id as "memberId", ${hasLeave('h.id')} as "onLeave"
    from activity_invitations i
    join activity_half_days h on h.organization_id = i.organization_id and h.activity_id = i.activity_id
    where i.organization_id = $1 and i.activity_id = $2 and ${isOpenInvitation('i')}
      and not exists (select from activity_attendances t
        where t.organization_id = h.organization_id and t.half_day_id = h.id and t.member_id = i.member_id)
    order by h.starts_at, i.member_id`,
}
