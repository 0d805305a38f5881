import { and, eq, gt, isNull } from 'drizzle-orm'
import { parseGlobalId } from '../../../kernel/ids.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { notFound } from '../../../platform/commands/load.ts'
import { requireSession } from '../policy.ts'
import { SESSION_PREFIX } from '../prefixes.ts'
import { signInSessions } from '../tables.ts'
import type { RevokedReason } from './shared.ts'

/** Ends the session of the request itself. */
export const signOut = command('signOut', async (work: Work): Promise<number> => {
  requireSession(work.viewer)
  return revoke(work, 'SIGNED_OUT', work.viewer.sessionId)
})

/** Ends every session of one's account, this one too. Answers their number. */
export const signOutEverywhere = command('signOutEverywhere', async (work: Work): Promise<number> => {
  requireSession(work.viewer)
  return revoke(work, 'SIGNED_OUT')
})

/** Ends another of one's own sessions: the lost phone. */
export const revokeSession = command('sessionRevoke', async (work: Work, { id }: { id: string }) => {
  requireSession(work.viewer)
  const key = parseGlobalId(id)
  const isOwnPlace = key?.prefix === SESSION_PREFIX && key.organizationId === work.viewer.organizationId
  if (!isOwnPlace || (await revoke(work, 'REVOKED', key.id)) === 0) throw notFound('id')
  return key
})

async function revoke(
  { db, now, viewer, record }: Work,
  revokedReason: RevokedReason,
  only?: string | null,
): Promise<number> {
  const { organizationId, accountId } = viewer
  if (!organizationId || !accountId || only === null) return 0
  const ended = await db
    .update(signInSessions)
    .set({ revokedAt: now.toISOString(), revokedReason })
    .where(
      and(
        eq(signInSessions.organizationId, organizationId),
        eq(signInSessions.accountId, accountId),
        isNull(signInSessions.revokedAt),
        gt(signInSessions.expiresAt, now.toISOString()),
        ...(only ? [eq(signInSessions.id, only)] : []),
      ),
    )
    .returning({ id: signInSessions.id })
  for (const { id } of ended) {
    record(organizationId, {
      recordType: 'SignInSession',
      recordId: id,
      version: 2,
      op: 'UPDATE',
      payload: { accountId, revokedReason },
    })
  }
  return ended.length
}
