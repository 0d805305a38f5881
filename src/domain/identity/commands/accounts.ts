import { sql } from 'drizzle-orm'
import { newId } from '../../../kernel/ids.ts'
import { Refused, userError } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { expectVersion, forbidden, lockRow, notFound, requirePermission } from '../../../platform/commands/load.ts'
import { organizationNumber } from '../../organizations/queries.ts'
import { canControlAccount, canSeeAccount, canTouchAccount, requireSession } from '../policy.ts'
import { ACCOUNT_PREFIX } from '../prefixes.ts'
import { loginTaken } from '../refusals.ts'
import { checkedLogin, checkedText, MAX_NAME_LENGTH } from '../rules.ts'
import { accounts } from '../tables.ts'
import { initialPassword, rememberedPasswords } from './password.ts'
import type { AccountRow } from './proof.ts'
import { noSecondFactor } from './second-factor.ts'
import { accountChange, endSessions, endTokens, rolesOf, saveAccount } from './shared.ts'

export interface NewAccount {
  readonly organizationId: string
  /** In its normal form (rules.ts `checkedLogin`). */
  readonly login: string
  readonly displayName: string
  readonly personId: string | null
  readonly passwordHash: string | null
  readonly mustChangePassword: boolean
}

/** Writes an account with its sign-in name. False when the name is taken, anywhere on this node; nothing is written then. */
export async function insertAccount(work: Work, id: string, account: NewAccount): Promise<boolean> {
  const { organizationId, login } = account
  if (!(await claimLogin(work, login, { organizationId, id }))) return false
  const at = work.now.toISOString()
  await work.db.insert(accounts).values({ ...account, id, createdAt: at, passwordChangedAt: at })
  work.record(organizationId, accountChange({ ...account, id, version: 1, status: 'ACTIVE' }, 'CREATE'))
  return true
}

/** Of two who claim the same name at once one waits for the other, and then gets false. */
async function claimLogin(
  work: Work,
  login: string,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<boolean> {
  const { rows } = await work.db.execute<{ ours: boolean }>(
    sql`select claim_sign_in_name(${login}, ${organizationId}, ${id}) as ours`,
  )
  return rows[0]?.ours === true
}

export interface WithPassword {
  readonly organizationId: string
  readonly id: string
  /** Shown once. */
  readonly initialPassword: string
}

interface CreateInput {
  readonly input: { readonly organization: string; readonly login: string; readonly displayName: string }
}

export const createAccount = command(
  'accountCreate',
  async (work: Work, { input }: CreateInput): Promise<WithPassword> => {
    requireSession(work.viewer)
    const organizationId = organizationNumber(input.organization)
    if (organizationId === null) throw notFound('input.organization')
    requirePermission(work.viewer, 'ACCOUNT_MANAGE', organizationId)
    const login = checkedLogin('input.login', input.login)
    const displayName = checkedText('input.displayName', input.displayName, MAX_NAME_LENGTH)
    const [id, password] = [newId(), initialPassword()]
    const passwordHash = await work.context.passwords.hash(password)
    const account = { organizationId, login, displayName, personId: null, passwordHash, mustChangePassword: true }
    if (!(await insertAccount(work, id, account))) throw loginTaken('input.login')
    return { organizationId, id, initialPassword: password }
  },
)

interface Target {
  readonly id: string
  readonly expectedVersion: number
}

/** The account, locked, for someone who may do this to it. Throws NOT_FOUND, FORBIDDEN, VERSION_CONFLICT. */
async function lockAccount(work: Work, { id, expectedVersion }: Target): Promise<AccountRow> {
  requireSession(work.viewer)
  const account = await lockRow(work, accounts, ACCOUNT_PREFIX, id, { see: canSeeAccount, may: canTouchAccount })
  if (!canControlAccount(work.viewer, account, (await rolesOf(work.tx, account)) ?? [])) throw forbidden()
  expectVersion(account, expectedVersion)
  return account
}

const save = (work: Work, account: AccountRow, values: Partial<AccountRow>, more?: Readonly<Record<string, unknown>>) =>
  saveAccount({ tx: work.tx, record: change => work.record(account.organizationId, change) }, account, values, more)

const keyOf = ({ organizationId, id }: AccountRow) => ({ organizationId, id })

interface UpdateInput extends Target {
  readonly input: { readonly login?: string | null; readonly displayName?: string | null }
}

export const updateAccount = command('accountUpdate', async (work: Work, { input, ...target }: UpdateInput) => {
  const account = await lockAccount(work, target)
  const login = input.login == null ? account.login : checkedLogin('input.login', input.login)
  const displayName =
    input.displayName == null
      ? account.displayName
      : checkedText('input.displayName', input.displayName, MAX_NAME_LENGTH)
  if (login !== account.login) await exchangeLogin(work, account, login)
  if (login !== account.login || displayName !== account.displayName) await save(work, account, { login, displayName })
  return keyOf(account)
})

/** A phone number that someone gave up may become another's: the old name is let go. */
async function exchangeLogin(work: Work, { organizationId, id, login: old }: AccountRow, login: string): Promise<void> {
  if (!(await claimLogin(work, login, { organizationId, id }))) throw loginTaken('input.login')
  await work.db.execute(sql`select release_sign_in_name(${old}, ${organizationId}, ${id})`)
}

/** Stops an account at once: its sessions and tokens end, and none can be begun. */
export const suspendAccount = command('accountSuspend', async (work: Work, target: Target) => {
  const account = await lockAccount(work, target)
  if (account.id === work.viewer.accountId) {
    throw new Refused(userError('OWN_ACCOUNT', 'id', '不能停用自己的账号', 'Not your own account'))
  }
  expectStatus(account, 'ACTIVE')
  await save(work, account, { status: 'SUSPENDED' })
  await endSessions(work.tx, account, work.now, 'SUSPENDED')
  await endTokens(work.tx, account, work.now)
  return keyOf(account)
})

export const restoreAccount = command('accountRestore', async (work: Work, target: Target) => {
  const account = await lockAccount(work, target)
  expectStatus(account, 'SUSPENDED')
  await save(work, account, { status: 'ACTIVE' })
  return keyOf(account)
})

function expectStatus(account: AccountRow, status: 'ACTIVE' | 'SUSPENDED'): void {
  if (account.status === status) return
  throw new Refused(
    status === 'ACTIVE'
      ? userError('INVALID_STATE', 'id', '账号已停用', 'The account is suspended already')
      : userError('INVALID_STATE', 'id', '账号未停用', 'The account is not suspended'),
  )
}

interface ResetInput extends Target {
  /** Also takes away the second factor, for someone who lost phone and recovery codes. */
  readonly withSecondFactor?: boolean | null
}

/** Gives a new first password, which must be changed at once, and ends every session and token. */
export const resetPassword = command(
  'accountPasswordReset',
  async (work: Work, target: ResetInput): Promise<WithPassword> => {
    const account = await lockAccount(work, target)
    // passwordChange and totpDisable take the password and a code: whoever found an open session must not get past them.
    if (account.id === work.viewer.accountId) {
      throw new Refused(
        userError(
          'OWN_ACCOUNT',
          'id',
          '不能重置自己的密码：请修改密码（passwordChange），或请另一位管理员重置',
          'Not your own account: change the password (passwordChange), or ask another administrator',
        ),
      )
    }
    const password = initialPassword()
    const passwordHash = await work.context.passwords.hash(password)
    const passwordHistory = rememberedPasswords(work.context, account)
    const values = {
      passwordHash,
      passwordHistory,
      mustChangePassword: true,
      passwordChangedAt: work.now.toISOString(),
    }
    const withSecondFactor = target.withSecondFactor === true
    await save(work, account, { ...values, ...(withSecondFactor ? noSecondFactor : {}) }, { withSecondFactor })
    await endSessions(work.tx, account, work.now, 'PASSWORD_RESET')
    await endTokens(work.tx, account, work.now)
    return { ...keyOf(account), initialPassword: password }
  },
)
