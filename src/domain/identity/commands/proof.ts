import { and, eq } from 'drizzle-orm'
import type { Change } from '../../../platform/changelog/append.ts'
import type { Context } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { SignInAttempt } from '../../../platform/security/throttle.ts'
import { accounts } from '../tables.ts'

export type AccountRow = typeof accounts.$inferSelect

/** What someone who is not signed in shows to prove who they are. */
export interface Credentials {
  readonly login: string
  readonly password: string
  readonly totpCode?: string | null | undefined
  /** A random secret that the app made once: keeps its sign-in open while strangers guess. */
  readonly device?: string | null | undefined
}

/** Someone whose password was right. */
export interface Identified {
  readonly context: Context
  readonly action: string
  readonly credentials: Credentials
  readonly account: AccountRow
  readonly attempt: SignInAttempt
  /** The stored hash is of another cost than today's. */
  readonly rehash: boolean
}

/** The same in a transaction, the account locked and its second factor shown. */
export interface Proven extends Identified {
  readonly tx: Tx
  readonly db: Tx['db']
  readonly now: Date
  record(change: Omit<Change, 'action'>): void
}

export const isAccount = ({ organizationId, id }: { organizationId: string; id: string }) =>
  and(eq(accounts.organizationId, organizationId), eq(accounts.id, id))
