import { newId } from '../../../kernel/ids.ts'
import { Refused } from '../../../kernel/user-error.ts'
import { advance } from '../../../kernel/workflow.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { ownSeat } from '../../duty/commands/own-seat.ts'
import { insertActivity } from '../commands/create.ts'
import {
  type ActivityRow,
  type ActivityTarget,
  keyOf,
  lockActivity,
  moveActivity,
  recordActivity,
  stateAfter,
} from '../commands.ts'
import { kindById, kindOf } from '../references.ts'
import { activityInvitations } from '../tables.ts'
import { activityWorkflow } from '../workflow.ts'
import { checkedContent, type OwnContent } from './content.ts'
import { notMembers } from './rules.ts'
import { writeParts } from './store.ts'

interface Recording {
  readonly input: OwnContent & {
    readonly id?: string | null
    /** Global id of the own seat; not needed by whoever has one seat. */
    readonly member?: string | null
    readonly kind: string
  }
}

/** A member records what he did himself, of a kind that members record (rules, section 3); it waits for the office. */
export const activityRecord = command<Recording, Key>('activityRecord', async (work, { input }) => {
  const { id: given, member, kind: kindId, ...rest } = input
  const { organizationId, id: memberId } = await ownSeat(work, member ?? null, 'ACTIVITY_OWN')
  const kind = await kindOf(work, organizationId, kindId)
  if (kind.recordedBy !== 'MEMBER') throw new Refused(notMembers(kind.name))
  const id = given ?? newId()
  const content = await checkedContent(work, { organizationId, memberId, id, kind }, rest)
  const { startsAt, endsAt } = content.columns
  const situation = { now: work.now, startsAt: new Date(startsAt), endsAt: new Date(endsAt), ...NOTHING_YET }
  const state = advance(activityWorkflow, 'RECORD', activityWorkflow.initial, situation)
  const columns = { ...content.columns, kindId: kind.id, memberId, state }
  const row = await insertActivity(work, organizationId, id, columns)
  await invite(work, row, memberId)
  const parts = await writeParts(work, row, content)
  recordActivity(work, row, { ...columns, ...parts }, 'CREATE')
  return keyOf(row)
})

const NOTHING_YET = {
  ...{ replyUntil: null, hasAttendance: false, isRecorded: false, canSignIn: false, hasOwnLeave: false },
  ...{ hasOutcomes: false, hasLeaveToDecide: false, isOwn: true },
}

/** He is asked to attend what he did: from then on it is an activity like any other. */
async function invite({ db, now }: Work, { organizationId, id: activityId }: ActivityRow, memberId: string) {
  const at = now.toISOString()
  const reply = { state: 'ATTENDING', repliedAt: at, createdAt: at }
  await db.insert(activityInvitations).values({ organizationId, id: newId(), activityId, memberId, ...reply })
}

interface Revising extends ActivityTarget {
  readonly input: OwnContent
}

/** Puts a corrected record before the office, in place of what was not decided on or was returned. */
export const activityRevise = command<Revising, Key>('activityRevise', async (work, { input, ...target }) => {
  const locked = await lockActivity(work, target, 'REVISE')
  const state = stateAfter(locked, 'REVISE')
  const { organizationId, id, kindId, memberId } = locked.row
  const kind = await kindById(work, organizationId, kindId)
  const content = await checkedContent(work, { organizationId, memberId: memberId ?? '', id, kind }, input)
  const parts = await writeParts(work, locked.row, content)
  const row = await moveActivity(work, locked.row, { ...content.columns, state, reason: null })
  recordActivity(work, row, { ...content.columns, state, ...parts })
  return keyOf(row)
})

/** The member takes back what is not confirmed; it stays, cancelled. */
export const activityWithdraw = command<ActivityTarget, Key>('activityWithdraw', async (work, target) => {
  const locked = await lockActivity(work, target, 'WITHDRAW')
  const changes = { state: stateAfter(locked, 'WITHDRAW'), cancelledAt: work.now.toISOString() }
  const row = await moveActivity(work, locked.row, changes)
  recordActivity(work, row, changes)
  return keyOf(row)
})
