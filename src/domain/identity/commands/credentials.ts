import { setTimeout as sleep } from 'node:timers/promises'
import { isStorable } from '../../../kernel/text.ts'
import { Refused, type UserError } from '../../../kernel/user-error.ts'
import { systemViewer } from '../../../kernel/viewer.ts'
import { appendChanges, type Change } from '../../../platform/changelog/append.ts'
import type { Outcome } from '../../../platform/commands/command.ts'
import type { Context } from '../../../platform/context.ts'
import { transaction } from '../../../platform/db/transaction.ts'
import { accountSuspended, invalidCredentials } from '../refusals.ts'
import { normaliseLogin } from '../rules.ts'
import { accounts } from '../tables.ts'
import { type AccountRow, type Credentials, type Identified, isAccount, type Proven } from './proof.ts'
import { passSecondFactor } from './second-factor-check.ts'

/** Longer than any refusal takes: whether the account exists cannot be told from the time of the answer. */
const REFUSAL_MS = 300

/**
 * Runs one act of someone who shows account and password: throttled, answered alike for an unknown account and a wrong
 * password, a refusal audited where the account lives. Throws ApiError RATE_LIMITED or UNAVAILABLE.
 */
export async function withCredentials<T>(
  context: Context,
  action: string,
  credentials: Credentials,
  act: (identified: Identified) => Promise<T>,
): Promise<Outcome<T>> {
  const login = normaliseLogin(credentials.login)
  const attempt = {
    account: login,
    address: context.address,
    ...(credentials.device ? { device: credentials.device } : {}),
  }
  await context.throttle.consume(attempt)
  const least = sleep(REFUSAL_MS, undefined, { ref: false })
  const account = await accountOf(context, login)
  try {
    const { ok, rehash } = await context.passwords.verify(account?.passwordHash ?? null, credentials.password)
    if (!account || !ok) throw invalidCredentials()
    const result = await act({ context, action, credentials, account, attempt, rehash })
    await context.throttle.reward(attempt)
    return { result, userErrors: [] }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (account) await recordRefusal(context, action, account, error.errors)
    await least
    return { result: null, userErrors: error.errors }
  }
}

const NOWHERE = { organization_id: '0', account_id: '00000000-0000-0000-0000-000000000000' }

/** As many statements for an unknown sign-in name as for a known one. */
async function accountOf(context: Context, login: string): Promise<AccountRow | null> {
  // A name no account can have is not sent: the database refuses NUL, and lone surrogates would be replaced.
  const known = isStorable(login) ? login : ''
  const { rows } = await context.database.reads.query<typeof NOWHERE>({
    name: 'route_sign_in',
    text: 'select organization_id, account_id from route_sign_in($1)',
    values: [known],
  })
  const { organization_id: organizationId, account_id: id } = rows[0] ?? NOWHERE
  const [account] = await transaction(context.database, systemViewer(organizationId), tx =>
    tx.db.select().from(accounts).where(isAccount({ organizationId, id })),
  )
  return account ?? null
}

/**
 * The writing part of an act, in one transaction as the account itself: refuses a suspended account and a missing or
 * wrong second factor, and uses that factor up only if the whole act succeeds.
 */
export async function asAccount<T>(identified: Identified, work: (proven: Proven) => Promise<T>): Promise<T> {
  const { context, account, action } = identified
  const viewer = { ...systemViewer(account.organizationId), accountId: account.id }
  return transaction(context.database, viewer, async tx => {
    const changes: Change[] = []
    const [locked] = await tx.db.select().from(accounts).where(isAccount(account)).for('update')
    // The password was changed by someone else since it was compared.
    if (!locked || locked.passwordHash !== account.passwordHash) throw invalidCredentials()
    if (locked.status !== 'ACTIVE') throw accountSuspended()
    const proven: Proven = {
      ...identified,
      account: locked,
      tx,
      db: tx.db,
      now: context.clock(),
      record: change => void changes.push({ ...change, action }),
    }
    const result = await work({ ...proven, account: await passSecondFactor(proven) })
    await appendChanges(tx, account.organizationId, context.requestId, changes)
    return result
  })
}

async function recordRefusal(
  context: Context,
  action: string,
  account: AccountRow,
  errors: readonly UserError[],
): Promise<void> {
  const { organizationId, id, version } = account
  await transaction(context.database, systemViewer(organizationId), tx =>
    appendChanges(tx, organizationId, context.requestId, [
      {
        recordType: 'Account',
        recordId: id,
        version,
        op: 'REFUSED',
        action,
        payload: { codes: errors.map(error => error.code) },
      },
    ]),
  )
}
