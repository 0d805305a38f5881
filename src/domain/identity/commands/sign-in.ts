import { and, desc, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm'
import { newId } from '../../../kernel/ids.ts'
import type { Outcome } from '../../../platform/commands/command.ts'
import type { Context } from '../../../platform/context.ts'
import { hashToken, newOpaqueToken } from '../../../platform/security/opaque-token.ts'
import { isPasswordExpired, passwordProfiles } from '../../../platform/security/password-policy.ts'
import { passwordChangeRequired, secondFactorMissing } from '../refusals.ts'
import { isStaff, MOST_SESSIONS, sessionEnd, sessionLifetimes } from '../rules.ts'
import { refreshTokens, signInSessions } from '../tables.ts'
import { asAccount, withCredentials } from './credentials.ts'
import type { Credentials, Proven } from './proof.ts'
import { rolesOf, saveAccount } from './shared.ts'

/** What a client keeps: the access token for minutes, the refresh token until it is used. */
export interface Tokens {
  readonly accessToken: string
  readonly accessTokenExpiresAt: Date
  readonly refreshToken: string
  readonly refreshTokenExpiresAt: Date
}

export interface OpenSession {
  readonly organizationId: string
  readonly accountId: string
  readonly sessionId: string
  readonly refreshToken: string
  readonly expiresAt: string
}

export const signIn = async (context: Context, credentials: Credentials): Promise<Outcome<Tokens>> => {
  const opened = await withCredentials(context, 'signIn', credentials, identified => asAccount(identified, openSession))
  return opened.result === null ? opened : { result: await tokensOf(context, opened.result), userErrors: [] }
}

/** The pair of tokens of a session. */
export async function tokensOf(context: Context, session: OpenSession): Promise<Tokens> {
  const access = await context.accessTokens.issue(session)
  return {
    accessToken: access.token,
    accessTokenExpiresAt: access.expiresAt,
    refreshToken: session.refreshToken,
    refreshTokenExpiresAt: new Date(session.expiresAt),
  }
}

async function openSession(proven: Proven): Promise<OpenSession> {
  const { account, context, db, now } = proven
  const { organizationId, id: accountId } = account
  const profile = passwordProfiles[context.config.PASSWORD_POLICY]
  const changedAt = new Date(account.passwordChangedAt ?? account.createdAt)
  if (account.mustChangePassword || isPasswordExpired(changedAt, now, profile)) throw passwordChangeRequired()
  await requireSecondFactor(proven)
  await tidySessions(proven)
  const sessionId = newId()
  const expiresAt = sessionEnd(now, now, sessionLifetimes[context.config.PASSWORD_POLICY]).toISOString()
  const at = now.toISOString()
  await db.insert(signInSessions).values({
    organizationId,
    id: sessionId,
    accountId,
    expiresAt,
    createdAt: at,
    lastUsedAt: at,
    userAgent: printable(context.userAgent),
    address: context.address,
  })
  const refreshToken = newOpaqueToken('rt', organizationId)
  const tokenHash = hashToken(context.keyRing.current(), refreshToken)
  await db.insert(refreshTokens).values({ organizationId, id: newId(), sessionId, tokenHash, createdAt: at })
  if (proven.rehash) await renewHash(proven)
  proven.record({
    recordType: 'SignInSession',
    recordId: sessionId,
    version: 1,
    op: 'CREATE',
    payload: { accountId, expiresAt },
  })
  return { organizationId, accountId, sessionId, refreshToken, expiresAt }
}

const printable = (userAgent: string): string => userAgent.replace(/[^\x20-\x7e]/g, '').slice(0, 200)

async function requireSecondFactor({ account, context, tx }: Proven): Promise<void> {
  if (context.config.SECOND_FACTOR !== 'staff' || account.totpConfirmedAt) return
  const held = (await rolesOf(tx, account)) ?? []
  if (isStaff(held.map(({ role }) => role))) throw secondFactorMissing()
}

/** At a sign-in the hash is renewed when the cost was raised since; the password is at hand only now. */
async function renewHash(proven: Proven): Promise<void> {
  const passwordHash = await proven.context.passwords.hash(proven.credentials.password)
  await saveAccount(proven, proven.account, { passwordHash })
}

/** Keeps the list of sessions short: ends the longest unused ones, and forgets those that ended a month ago. */
async function tidySessions({ account, db, now }: Proven): Promise<void> {
  const { organizationId, id } = account
  const own = and(eq(signInSessions.organizationId, organizationId), eq(signInSessions.accountId, id))
  const live = await db
    .select({ id: signInSessions.id })
    .from(signInSessions)
    .where(and(own, isNull(signInSessions.revokedAt), gt(signInSessions.expiresAt, now.toISOString())))
    .orderBy(desc(signInSessions.lastUsedAt), desc(signInSessions.id))
  const surplus = live.slice(MOST_SESSIONS - 1).map(session => session.id)
  if (surplus.length > 0) {
    await db
      .update(signInSessions)
      .set({ revokedAt: now.toISOString(), revokedReason: 'TOO_MANY' })
      .where(and(eq(signInSessions.organizationId, organizationId), inArray(signInSessions.id, surplus)))
  }
  const ended = and(own, lt(signInSessions.expiresAt, sql`${now.toISOString()}::timestamptz - interval '30 days'`))
  const old = await db.select({ id: signInSessions.id }).from(signInSessions).where(ended).limit(MOST_SESSIONS)
  if (old.length === 0) return
  const ids = old.map(session => session.id)
  await db
    .delete(refreshTokens)
    .where(and(eq(refreshTokens.organizationId, organizationId), inArray(refreshTokens.sessionId, ids)))
  await db
    .delete(signInSessions)
    .where(and(eq(signInSessions.organizationId, organizationId), inArray(signInSessions.id, ids)))
}
