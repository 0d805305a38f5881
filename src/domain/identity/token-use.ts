import { systemViewer } from '../../kernel/viewer.ts'
import { transaction } from '../../platform/db/transaction.ts'
import { boundedCache } from '../../platform/security/bounded-cache.ts'
import type { Services } from '../../platform/services.ts'

const NOTED_EVERY_MS = 60_000
const REMEMBERED = 10_000

/**
 * Notes when a personal access token was used: at most once a minute, and beside the request instead of in it. A note
 * that is lost with the process only shows an older time to the token's owner.
 */
export function noteTokenUse({ database, clock, log }: Services) {
  const notedAt = boundedCache<number>(REMEMBERED)
  return (organizationId: string, tokenHash: Uint8Array): void => {
    const now = clock()
    const key = Buffer.from(tokenHash).toString('base64')
    if (now.getTime() - (notedAt.get(key) ?? Number.NEGATIVE_INFINITY) < NOTED_EVERY_MS) return
    notedAt.set(key, now.getTime())
    transaction(database, systemViewer(organizationId), ({ client }) =>
      client.query({ ...NOTE, values: [organizationId, tokenHash, now.toISOString()] }),
    ).catch((err: unknown) => log.warn({ err }, 'the use of a token was not noted'))
  }
}

const NOTE = {
  name: 'note_token_use',
  // Other processes note too.
  text: `update personal_access_tokens set last_used_at = $3 where organization_id = $1 and token_hash = $2
    and (last_used_at is null or last_used_at < $3::timestamptz - interval '1 minute')`,
}
