import { and, eq } from 'drizzle-orm'
import { newId } from '../../../kernel/ids.ts'
import { systemViewer } from '../../../kernel/viewer.ts'
import { appendChanges } from '../../../platform/changelog/append.ts'
import type { Outcome } from '../../../platform/commands/command.ts'
import type { Context } from '../../../platform/context.ts'
import { type Tx, transaction } from '../../../platform/db/transaction.ts'
import { hashToken, parseOpaqueToken, successorOf } from '../../../platform/security/opaque-token.ts'
import { invalidRefreshToken } from '../refusals.ts'
import { LOST_ANSWER_MS, sessionEnd, sessionLifetimes } from '../rules.ts'
import { accounts, refreshTokens, signInSessions } from '../tables.ts'
import type { RevokedReason } from './shared.ts'
import { type OpenSession, type Tokens, tokensOf } from './sign-in.ts'

/**
 * Exchanges a refresh token for the next pair (RFC 9700, 4.14.2). A token used a second time ends its whole session,
 * unless its answer was lost: within 30 s and with the successor unused, the same successor is given again. A plain
 * exchange leaves no entry in the log, since it changes no business record; a reuse does.
 */
export async function refreshSession(context: Context, refreshToken: string): Promise<Outcome<Tokens>> {
  const successor = successorOf(context.keyRing.current(), refreshToken)
  const organizationId = parseOpaqueToken(refreshToken)?.organizationId
  if (!successor || !organizationId) return refused()
  const session = await transaction(context.database, systemViewer(organizationId), tx =>
    rotate(tx, context, { organizationId, refreshToken, successor }),
  )
  return session === null ? refused() : { result: await tokensOf(context, session), userErrors: [] }
}

const refused = () => ({ result: null, userErrors: invalidRefreshToken().errors }) as const

interface Exchange {
  readonly organizationId: string
  readonly refreshToken: string
  readonly successor: string
}

async function rotate(
  tx: Tx,
  context: Context,
  { organizationId, refreshToken, successor }: Exchange,
): Promise<OpenSession | null> {
  const now = context.clock()
  const hashOf = (token: string) => hashToken(context.keyRing.current(), token)
  const found = await lockToken(tx, organizationId, hashOf(refreshToken))
  if (!found || !isLive(found, now)) return null
  const { token, session } = found
  if (token.usedAt && !(await wasLost(tx, token, hashOf(successor), now))) {
    await revokeReused(tx, context, session, now)
    return null
  }
  const expiresAt = sessionEnd(
    new Date(session.createdAt),
    now,
    sessionLifetimes[context.config.PASSWORD_POLICY],
  ).toISOString()
  const at = now.toISOString()
  if (!token.usedAt) {
    await tx.db.update(refreshTokens).set({ usedAt: at }).where(isRow(refreshTokens, token))
    const next = { organizationId, id: newId(), sessionId: session.id, tokenHash: hashOf(successor), createdAt: at }
    await tx.db.insert(refreshTokens).values(next)
  }
  await tx.db.update(signInSessions).set({ lastUsedAt: at, expiresAt }).where(isRow(signInSessions, session))
  return { organizationId, accountId: session.accountId, sessionId: session.id, refreshToken: successor, expiresAt }
}

type Tenant = typeof refreshTokens | typeof signInSessions
const isRow = (table: Tenant, row: { organizationId: string; id: string }) =>
  and(eq(table.organizationId, row.organizationId), eq(table.id, row.id))

interface Found {
  readonly token: typeof refreshTokens.$inferSelect
  readonly session: typeof signInSessions.$inferSelect
  readonly status: string
}

/** The token's row, locked: of two requests with the same token the second sees what the first did. */
async function lockToken(tx: Tx, organizationId: string, tokenHash: Uint8Array): Promise<Found | undefined> {
  const [token] = await tx.db
    .select()
    .from(refreshTokens)
    .where(and(eq(refreshTokens.organizationId, organizationId), eq(refreshTokens.tokenHash, tokenHash)))
    .for('update')
  if (!token) return undefined
  const [found] = await tx.db
    .select({ session: signInSessions, status: accounts.status })
    .from(signInSessions)
    .innerJoin(
      accounts,
      and(eq(accounts.organizationId, signInSessions.organizationId), eq(accounts.id, signInSessions.accountId)),
    )
    .where(and(eq(signInSessions.organizationId, organizationId), eq(signInSessions.id, token.sessionId)))
    .for('update', { of: signInSessions })
  return found && { token, ...found }
}

const isLive = ({ session, status }: Found, now: Date): boolean =>
  session.revokedAt === null && new Date(session.expiresAt) > now && status === 'ACTIVE'

async function wasLost(tx: Tx, token: Found['token'], successorHash: Uint8Array, now: Date): Promise<boolean> {
  if (now.getTime() - new Date(token.usedAt ?? 0).getTime() > LOST_ANSWER_MS) return false
  const [successor] = await tx.db
    .select()
    .from(refreshTokens)
    .where(and(eq(refreshTokens.organizationId, token.organizationId), eq(refreshTokens.tokenHash, successorHash)))
  return successor?.usedAt === null
}

/** One of the two who hold this token stole it: both must sign in again. */
async function revokeReused(tx: Tx, context: Context, session: Found['session'], now: Date): Promise<void> {
  const revokedReason: RevokedReason = 'REUSED'
  await tx.db
    .update(signInSessions)
    .set({ revokedAt: now.toISOString(), revokedReason })
    .where(isRow(signInSessions, session))
  const payload = { accountId: session.accountId, revokedReason }
  await appendChanges(tx, session.organizationId, context.requestId, [
    { recordType: 'SignInSession', recordId: session.id, version: 2, op: 'UPDATE', action: 'signInRefresh', payload },
  ])
}

/**
 * Ends the session of a refresh token (RFC 7009). Says nothing of whether it was one. Possession of the token is the
 * permission; also one that was used already, since its holder may have missed the answer.
 */
export async function revokeByRefreshToken(context: Context, refreshToken: string): Promise<void> {
  const parsed = parseOpaqueToken(refreshToken)
  if (parsed?.kind !== 'rt') return
  const { organizationId } = parsed
  await transaction(context.database, systemViewer(organizationId), async tx => {
    const found = await lockToken(tx, organizationId, hashToken(context.keyRing.current(), refreshToken))
    if (!found || found.session.revokedAt !== null) return
    const revokedReason: RevokedReason = 'SIGNED_OUT'
    const { session } = found
    await tx.db
      .update(signInSessions)
      .set({ revokedAt: context.clock().toISOString(), revokedReason })
      .where(isRow(signInSessions, session))
    const payload = { accountId: session.accountId, revokedReason }
    await appendChanges(
      { ...tx, viewer: { ...tx.viewer, accountId: session.accountId } },
      organizationId,
      context.requestId,
      [{ recordType: 'SignInSession', recordId: session.id, version: 2, op: 'UPDATE', action: 'signOut', payload }],
    )
  })
}
