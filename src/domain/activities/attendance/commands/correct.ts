import { and, eq } from 'drizzle-orm'
import { parseGlobalId } from '../../../../kernel/ids.ts'
import { Refused } from '../../../../kernel/user-error.ts'
import { advance } from '../../../../kernel/workflow.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import { expectVersion, forbidden, notFound } from '../../../../platform/commands/load.ts'
import { rowsWithin } from '../../../../platform/graphql/compiler/read-rows.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { keyOf, type Locked, lockActivityByKey, textOf } from '../../commands.ts'
import { visibleOfMember } from '../../policy.ts'
import { activityWorkflow } from '../../workflow.ts'
import { rebookDuties } from '../duties.ts'
import * as errors from '../errors.ts'
import { type AttendanceStatus, attended, REASON_MAX } from '../rules.ts'
import { type AttendanceRow, correct } from '../store.ts'
import { activityAttendances } from '../tables.ts'
import { halfDayOf, refuseEarly } from '../target.ts'

interface CorrectInput {
  readonly id: string
  readonly expectedVersion: number
  readonly input: { readonly status: AttendanceStatus; readonly reason: string }
}

/** Corrects one attendance; the old value stays beside it. After the closing, its duty record is taken back and booked anew. */
export const attendanceCorrect = command<CorrectInput, Key>(
  'attendanceCorrect',
  async (work, { id, expectedVersion, input }) => {
    const { row, activity } = await lockAttendance(work, id)
    expectVersion(row, expectedVersion)
    advance(activityWorkflow, 'CORRECT_ATTENDANCE', activity.state, activity.situation)
    const reason = textOf('input.reason', input.reason, { max: REASON_MAX })
    if (input.status === row.status) throw new Refused(errors.sameStatus('input.status'))
    const halfDay = attended(input.status) ? await halfDayOf(work, activity.row, row.halfDayId) : undefined
    if (halfDay) refuseEarly(work, halfDay, 'input.status')
    await correct(work, row, { status: input.status, reason })
    if (activity.state === 'CLOSED') await rebookDuties(work, activity.row, [row.memberId], reason)
    return keyOf(row)
  },
)

/** Locks an attendance behind its activity. NOT_FOUND for what the viewer does not see, FORBIDDEN for what they only see. */
async function lockAttendance(
  work: Work,
  globalId: string,
): Promise<{ readonly row: AttendanceRow; readonly activity: Locked }> {
  const key = parseGlobalId(globalId)
  if (key?.prefix !== 'att') throw notFound('id')
  const seen = await sightOf(work, key)
  if (!seen) throw notFound('id')
  if (!work.viewer.can('ACTIVITY_MANAGE', key.organizationId)) throw forbidden()
  const of = { organizationId: key.organizationId, id: seen.activityId }
  const activity = await lockActivityByKey(work, of, 'CORRECT_ATTENDANCE', { strength: 'share' })
  const which = and(eq(activityAttendances.organizationId, key.organizationId), eq(activityAttendances.id, key.id))
  const [row] = await work.db.select().from(activityAttendances).where(which).for('update')
  if (!row) throw notFound('id')
  return { row, activity }
}

async function sightOf({ tx, now }: Work, { organizationId, id }: Key): Promise<{ activityId: string } | undefined> {
  const [seen] = await rowsWithin<{ activityId: string }>(
    tx,
    ({ row, value }) => {
      const one = row()
      return `select ${one.alias}.activity_id as "activityId" from activity_attendances ${one.alias}
        where ${one.alias}.organization_id = ${value(organizationId, 'bigint')} and ${one.alias}.id = ${value(id, 'uuid')}
          and ${visibleOfMember(one)}`
    },
    now,
  )
  return seen
}
