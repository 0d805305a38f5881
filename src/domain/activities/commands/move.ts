import { Refused } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { untimeAgenda } from '../agenda/moved-agenda.ts'
import {
  type ActivityRow,
  type ActivityTarget,
  keyOf,
  lockActivity,
  moveActivity,
  recordActivity,
  stateAfter,
  textOf,
} from '../commands.ts'
import { type GivenHalfDay, halfDaysFor, halfDaysLogged, insertHalfDays } from '../half-days/load.ts'
import { spanErrors } from '../half-days/rules.ts'
import { kindById } from '../references.ts'
import { columnsOf, REASON_MAX, replyUntilErrors } from '../rules.ts'
import { shortenCall } from '../speeches/moved-call.ts'
import { refuseLeavingParts, refuseOutsideParent } from './parent.ts'

interface ActivityMove extends ActivityTarget {
  readonly input: {
    readonly startsAt: string
    readonly endsAt: string
    readonly halfDays?: readonly GivenHalfDay[] | null
    readonly place?: string | null
    readonly replyUntil?: string | null
    readonly reason: string
  }
}

/** New times: who is asked stays asked and replies again; leave was for the old half-days and has to be asked for again. */
export const activityMove = command<ActivityMove, Key>('activityMove', async (work, { input, ...target }) => {
  const locked = await lockActivity(work, target, 'MOVE')
  stateAfter(locked, 'MOVE')
  const { row } = locked
  const reason = textOf('input.reason', input.reason, { max: REASON_MAX, multiline: true })
  const times = { startsAt: new Date(input.startsAt), endsAt: new Date(input.endsAt) }
  const replyUntil = input.replyUntil ? new Date(input.replyUntil) : null
  const { columns, errors } = columnsOf(input.place == null ? {} : { place: input.place })
  const all = [...spanErrors(times), ...errors, ...replyUntilErrors(replyUntil, times.startsAt)]
  if (all.length > 0) throw new Refused(...all)
  const { countsHalfDays } = await kindById(work, row.organizationId, row.kindId)
  const halfDays = halfDaysFor(times, input.halfDays, countsHalfDays)
  await refuseOutsideParent(work, row, times)
  await refuseLeavingParts(work, row, times)
  const asked = await askAgain(work, row)
  await insertHalfDays(work, row, halfDays)
  const call = await shortenCall(work, row, times.endsAt)
  const agenda = await untimeAgenda(work, row, times)
  const changes = {
    ...{ startsAt: times.startsAt.toISOString(), endsAt: times.endsAt.toISOString(), reason, ...columns },
    replyUntil: replyUntil?.toISOString() ?? null,
  }
  const moved = await moveActivity(work, row, { ...changes, calendarSequence: row.calendarSequence + 1 })
  recordActivity(work, moved, { ...changes, halfDays: halfDaysLogged(halfDays), ...asked, ...call, ...agenda })
  return keyOf(moved)
})

/** Takes back replies and leave, and the half-days they were for. The log keeps how many there were. */
async function askAgain(work: Work, { organizationId, id }: ActivityRow) {
  const at = [organizationId, id]
  const replies = await work.tx.client.query({ ...REPLIES, values: at })
  const leave = await work.tx.client.query({ ...LEAVE, values: at })
  await work.tx.client.query({ ...LEAVE_HALF_DAYS, values: at })
  await work.tx.client.query({ ...HALF_DAYS, values: at })
  return { repliesAskedAgain: replies.rowCount ?? 0, leaveWithdrawn: leave.rowCount ?? 0 }
}

const REPLIES = {
  name: 'activity_move_replies',
  text: `update activity_invitations set state = 'INVITED', replied_at = null, version = version + 1
    where organization_id = $1 and activity_id = $2 and state in ('ATTENDING', 'ON_LEAVE')`,
}

const LEAVE = {
  name: 'activity_move_leave',
  text: `update activity_leave_requests set state = 'WITHDRAWN', version = version + 1
    where organization_id = $1 and activity_id = $2 and state in ('REQUESTED', 'APPROVED')`,
}

const LEAVE_HALF_DAYS = {
  name: 'activity_move_leave_half_days',
  text: `delete from activity_leave_half_days where organization_id = $1 and leave_request_id in
    (select id from activity_leave_requests where organization_id = $1 and activity_id = $2)`,
}

const HALF_DAYS = {
  name: 'activity_move_half_days',
  text: 'delete from activity_half_days where organization_id = $1 and activity_id = $2',
}
