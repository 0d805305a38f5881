import { systemViewer } from '../../../kernel/viewer.ts'
import { transaction } from '../../../platform/db/transaction.ts'
import { boundedCache } from '../../../platform/security/bounded-cache.ts'
import type { Services } from '../../../platform/services.ts'
import type { OpenFeed } from './read.ts'

const NOTED_EVERY_MS = 60_000
const REMEMBERED = 10_000

/** Notes when a feed was read, at most once a minute and beside the request; a lost note shows its owner an older time. */
export function noteFeedUse({ database, clock, log }: Services) {
  const notedAt = boundedCache<number>(REMEMBERED)
  return ({ organizationId, id }: OpenFeed): void => {
    const now = clock()
    if (now.getTime() - (notedAt.get(id) ?? Number.NEGATIVE_INFINITY) < NOTED_EVERY_MS) return
    notedAt.set(id, now.getTime())
    transaction(database, systemViewer(organizationId), ({ client }) =>
      client.query({ ...NOTE, values: [organizationId, id, now.toISOString()] }),
    ).catch((err: unknown) => log.warn({ err }, 'the use of a calendar feed was not noted'))
  }
}

const NOTE = {
  name: 'note_feed_use',
  // Other processes note too.
  text: `update calendar_feeds set last_used_at = $3 where organization_id = $1 and id = $2
    and (last_used_at is null or last_used_at < $3::timestamptz - interval '1 minute')`,
}
