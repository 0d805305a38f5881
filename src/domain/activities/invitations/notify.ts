import { newId } from '../../../kernel/ids.ts'
import { Refused } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { type ActivityTarget, keyOf, lockActivity, moveActivity, recordActivity, stateAfter } from '../commands.ts'
import { replyUntilErrors } from '../rules.ts'
import { type ActivityScope, membersIn } from './scope.ts'

interface ActivityNotify extends ActivityTarget {
  readonly input: { readonly scope: ActivityScope; readonly replyUntil?: string | null }
}

/**
 * Asks members in office to attend. Repeated, it asks those who were not asked yet; whoever is named and was taken off the
 * list is asked again.
 */
export const activityNotify = command<ActivityNotify, Key>('activityNotify', async (work, { input, ...target }) => {
  const locked = await lockActivity(work, target, 'NOTIFY')
  const { row } = locked
  const state = stateAfter(locked, locked.state === 'PLANNED' ? 'NOTIFY' : 'NOTIFY_MORE')
  const errors = replyUntilErrors(input.replyUntil ? new Date(input.replyUntil) : null, new Date(row.startsAt))
  if (errors.length > 0) throw new Refused(...errors)
  const { all, named } = await membersIn(work, row.organizationId, input.scope)
  const invited = await invite(work, row, all, named)
  const notified = await moveActivity(work, row, {
    state,
    notifiedAt: row.notifiedAt ?? work.now.toISOString(),
    ...(input.replyUntil === undefined ? {} : { replyUntil: input.replyUntil }),
  })
  recordActivity(work, notified, { state, scope: input.scope, replyUntil: notified.replyUntil, invited })
  return keyOf(notified)
})

/** One statement, however many they are. Gives the ids of the members who are newly asked. */
async function invite(work: Work, activity: Key, memberIds: readonly string[], named: readonly string[]) {
  const { rows } = await work.tx.client.query<{ memberId: string }>({
    ...INVITE,
    values: [activity.organizationId, activity.id, memberIds.map(newId), memberIds, named, work.now.toISOString()],
  })
  return rows.map(({ memberId }) => memberId)
}

const INVITE = {
  name: 'activity_invite',
  text: `insert into activity_invitations (organization_id, id, activity_id, member_id, state, created_at)
    select $1, u.id, $2, u.member_id, 'INVITED', $6 from unnest($3::uuid[], $4::uuid[]) u (id, member_id)
    on conflict (organization_id, activity_id, member_id) do update
      set state = 'INVITED', replied_at = null, version = activity_invitations.version + 1
      where activity_invitations.state = 'WITHDRAWN' and activity_invitations.member_id = any($5::uuid[])
    returning member_id as "memberId"`,
}
