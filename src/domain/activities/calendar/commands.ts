import { and, eq, inArray, isNull } from 'drizzle-orm'
import { newId, parseGlobalId } from '../../../kernel/ids.ts'
import { Refused, userError } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { forbidden, notFound } from '../../../platform/commands/load.ts'
import { hashToken, newOpaqueToken } from '../../../platform/security/opaque-token.ts'
import { requireSession } from '../../identity/policy.ts'
import { members } from '../../members/tables.ts'
import { feedUrl } from './address.ts'
import { FEED_PREFIX } from './queries.ts'
import { calendarFeeds } from './tables.ts'

export interface NewFeed {
  readonly organizationId: string
  readonly id: string
  /** Shown once; only the hash of its token is stored. */
  readonly url: string
}

/** Opens the one feed of the viewer's account. It has no client id: a result kept for a retry would hold the secret. */
export const calendarFeedCreate = command('calendarFeedCreate', async (work: Work): Promise<NewFeed> => {
  const { viewer, context, now } = work
  requireSession(viewer)
  const { organizationId, accountId } = viewer
  if (!organizationId || !accountId) throw forbidden()
  await requireSeat(work)
  const [id, token] = [newId(), newOpaqueToken('cal', organizationId)]
  const tokenHash = hashToken(context.keyRing.current(), token)
  const opened = await work.db
    .insert(calendarFeeds)
    .values({ organizationId, id, accountId, tokenHash, createdAt: now.toISOString() })
    // Two at once: the second finds the first's, also when it has not been committed yet.
    .onConflictDoNothing()
    .returning({ id: calendarFeeds.id })
  if (opened.length === 0) throw new Refused(feedExists)
  const change = { recordType: 'CalendarFeed', recordId: id, version: 1, op: 'CREATE' as const }
  work.record(organizationId, { ...change, payload: { accountId } })
  return { organizationId, id, url: feedUrl(context.config.PUBLIC_URL, token) }
})

const feedExists = userError(
  'FEED_EXISTS',
  null,
  '您已有一个日历订阅地址；如已遗失或泄露，请先撤销再新建',
  'You have a calendar feed already; revoke it first if its address is lost or known to others',
)

const noSeat = userError(
  'NO_SEAT',
  null,
  '您没有在任的委员席位，无日程可订阅',
  'You hold no seat as a member now, so there is nothing to subscribe to',
)

/** Whoever has left has no calendar. */
async function requireSeat({ db, viewer }: Work): Promise<void> {
  const places = [...viewer.organizationsWith('ACTIVITY_OWN')]
  const which = and(
    inArray(members.organizationId, places),
    inArray(members.id, [...viewer.memberIds]),
    eq(members.status, 'ACTIVE'),
  )
  const held = await db.select({ id: members.id }).from(members).where(which).limit(1)
  if (held.length === 0) throw new Refused(noSeat)
}

/** Ends one's own feed at once. Calendar programs keep what they have read until they are told to forget it. */
export const calendarFeedRevoke = command('calendarFeedRevoke', async (work: Work, { id }: { id: string }) => {
  const { viewer, now } = work
  requireSession(viewer)
  const key = parseGlobalId(id)
  const { organizationId, accountId } = viewer
  if (!accountId || key?.prefix !== FEED_PREFIX || key.organizationId !== organizationId) throw notFound('id')
  const which = and(
    eq(calendarFeeds.organizationId, organizationId),
    eq(calendarFeeds.id, key.id),
    eq(calendarFeeds.accountId, accountId),
    isNull(calendarFeeds.revokedAt),
  )
  const [ended] = await work.db
    .update(calendarFeeds)
    .set({ revokedAt: now.toISOString(), version: 2 })
    .where(which)
    .returning({ id: calendarFeeds.id })
  if (!ended) throw notFound('id')
  const change = { recordType: 'CalendarFeed', recordId: key.id, version: 2, op: 'UPDATE' as const }
  work.record(organizationId, { ...change, payload: { accountId, revokedAt: now.toISOString() } })
  return key
})
