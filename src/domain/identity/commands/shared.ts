import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import { isMobile } from '../../../kernel/phone.ts'
import type { Change } from '../../../platform/changelog/append.ts'
import type { Context } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import { maskPhone } from '../../../platform/security/masks.ts'
import { requireSession } from '../policy.ts'
import { isRole, type Role } from '../roles.ts'
import { accounts, personalAccessTokens, signInSessions } from '../tables.ts'
import type { ViewerFacts } from '../viewer.ts'

type AccountRow = typeof accounts.$inferSelect

type AccountFacts = Pick<
  AccountRow,
  'id' | 'version' | 'login' | 'displayName' | 'status' | 'personId' | 'mustChangePassword'
>

/** A change of an account as the log keeps it: no secret, and a phone number only masked. */
export function accountChange(
  { id, version, login, displayName, status, personId, mustChangePassword }: AccountFacts,
  op: 'CREATE' | 'UPDATE',
  more: Readonly<Record<string, unknown>> = {},
): Omit<Change, 'action'> {
  const shown = isMobile(login) ? maskPhone(login) : login
  return {
    recordType: 'Account',
    recordId: id,
    version,
    op,
    payload: { login: shown, displayName, status, personId, mustChangePassword, ...more },
  }
}

interface Recorder {
  readonly tx: Tx
  record(change: Omit<Change, 'action'>): void
}

/** Writes an account's new values as its next version and notes that in the log. */
export async function saveAccount(
  { tx, record }: Recorder,
  account: AccountRow,
  values: Partial<AccountRow>,
  more?: Readonly<Record<string, unknown>>,
): Promise<AccountRow> {
  const next = { ...account, ...values, version: account.version + 1 }
  await tx.db
    .update(accounts)
    .set({ ...values, version: next.version })
    .where(and(eq(accounts.organizationId, account.organizationId), eq(accounts.id, account.id)))
  record(accountChange(next, 'UPDATE', more))
  return next
}

export type RevokedReason =
  | 'SIGNED_OUT'
  | 'PASSWORD_CHANGED'
  | 'PASSWORD_RESET'
  | 'SUSPENDED'
  | 'REUSED'
  | 'TOO_MANY'
  | 'REVOKED'

/** Ends sessions of an account, all of them or all but one. Their access tokens stop within seconds. */
export async function endSessions(
  tx: Tx,
  account: { organizationId: string; id: string },
  now: Date,
  revokedReason: RevokedReason,
  except?: string | null,
): Promise<void> {
  await tx.db
    .update(signInSessions)
    .set({ revokedAt: now.toISOString(), revokedReason })
    .where(
      and(
        eq(signInSessions.organizationId, account.organizationId),
        eq(signInSessions.accountId, account.id),
        isNull(signInSessions.revokedAt),
        ...(except ? [ne(signInSessions.id, except)] : []),
      ),
    )
}

export async function endTokens(tx: Tx, account: { organizationId: string; id: string }, now: Date): Promise<void> {
  await tx.db
    .update(personalAccessTokens)
    .set({ revokedAt: now.toISOString() })
    .where(
      and(
        eq(personalAccessTokens.organizationId, account.organizationId),
        eq(personalAccessTokens.accountId, account.id),
        isNull(personalAccessTokens.revokedAt),
      ),
    )
}

export interface HeldRole {
  readonly role: Role
  readonly organizationId: string
}

/** The roles that an account holds now, in every committee of this node; null when there is no such account. */
export async function rolesOf(tx: Tx, account: { organizationId: string; id: string }): Promise<HeldRole[] | null> {
  const { rows } = await tx.db.execute<{ facts: ViewerFacts | null }>(
    sql`select load_viewer(${account.organizationId}, ${account.id}, null, null) as facts`,
  )
  const grants = rows[0]?.facts?.grants
  return grants ? grants.flatMap(({ role, organizationId }) => (isRole(role) ? [{ role, organizationId }] : [])) : null
}

export const refuseToken = ({ viewer }: Context): void => requireSession(viewer)
