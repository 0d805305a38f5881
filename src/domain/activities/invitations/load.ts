import { and, asc, eq, inArray } from 'drizzle-orm'
import { parseGlobalId } from '../../../kernel/ids.ts'
import { Refused, userError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { forbidden, notFound } from '../../../platform/commands/load.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { type Locked, lockActivityByKey } from '../commands.ts'
import { BULK_MAX } from '../rules.ts'
import { activityInvitations } from '../tables.ts'
import type { ActivityAction } from '../workflow.ts'

export type InvitationRow = typeof activityInvitations.$inferSelect

export const invitationIs = ({ organizationId, id }: Key) =>
  and(eq(activityInvitations.organizationId, organizationId), eq(activityInvitations.id, id))

/**
 * One's own invitation with its activity, locked: the activity first, as everybody locks, and shared, so that all members
 * may answer at once. NOT_FOUND for what one does not see, FORBIDDEN for another member's, NOT_INVITED for a withdrawn one.
 */
export async function lockOwnInvitation(
  work: Work,
  globalId: string,
  action: ActivityAction,
  field = 'id',
): Promise<{ readonly locked: Locked; readonly invitation: InvitationRow }> {
  const key = parseGlobalId(globalId)
  const { db, viewer } = work
  const [found] = key?.prefix === 'inv' ? await db.select().from(activityInvitations).where(invitationIs(key)) : []
  if (!found) throw notFound(field)
  const { organizationId, memberId } = found
  const isOwn = viewer.can('ACTIVITY_OWN', organizationId) && viewer.memberIds.includes(memberId)
  if (!isOwn) throw viewer.can('ACTIVITY_READ', organizationId) ? forbidden() : notFound(field)
  const activity = { organizationId, id: found.activityId }
  const locked = await lockOf(work, activity, action, field)
  const [invitation] = await db.select().from(activityInvitations).where(invitationIs(found)).for('update')
  if (!invitation || invitation.state === 'WITHDRAWN') throw new Refused(notInvited(field))
  return { locked, invitation }
}

/** Of an activity that one is no longer asked to attend, only that is told. */
async function lockOf(work: Work, activity: Key, action: ActivityAction, field: string): Promise<Locked> {
  try {
    return await lockActivityByKey(work, activity, action, { field, strength: 'share' })
  } catch (error) {
    if (error instanceof Refused) throw new Refused(notInvited(field))
    throw error
  }
}

const notInvited = (field: string) =>
  userError('NOT_INVITED', field, '您未受邀参加，或邀请已撤回', 'You are not asked to attend, or no longer')

/** Invitations of a locked activity by their global ids, in the order given. Throws Refused for every one that is not its. */
export async function lockInvitations(
  { db }: Work,
  activity: Key,
  globalIds: readonly string[],
  fieldOf: (index: number) => string,
): Promise<readonly InvitationRow[]> {
  if (globalIds.length === 0 || globalIds.length > BULK_MAX) throw new Refused(wrongNumber(fieldOf(0)))
  const keys = globalIds.map(parseGlobalId)
  const ids = keys.flatMap(key =>
    key?.prefix === 'inv' && key.organizationId === activity.organizationId ? [key.id] : [],
  )
  const rows = await db
    .select()
    .from(activityInvitations)
    .where(
      and(
        ...[eq(activityInvitations.organizationId, activity.organizationId), inArray(activityInvitations.id, ids)],
        eq(activityInvitations.activityId, activity.id),
      ),
    )
    .orderBy(asc(activityInvitations.id))
    .for('update')
  const found = new Map(rows.map(row => [row.id, row]))
  const errors = keys.flatMap((key, index) => {
    if (!key || !found.has(key.id)) return notFound(fieldOf(index)).errors
    return globalIds.indexOf(globalIds[index] ?? '') === index ? [] : [twice(fieldOf(index))]
  })
  if (errors.length > 0) throw new Refused(...errors)
  return keys.flatMap(key => found.get(key?.id ?? '') ?? [])
}

const wrongNumber = (field: string) =>
  userError('TOO_MANY', field.replace(/\.0.*$/, ''), `一次须为 1 到 ${BULK_MAX} 条`, `Give 1 to ${BULK_MAX} at a time`)

const twice = (field: string) => userError('DUPLICATE', field, '同一邀请重复', 'The same invitation stands twice')
