import { newId } from '../../../kernel/ids.ts'
import { Refused, userError } from '../../../kernel/user-error.ts'
import { type Command, command, execute, type Work } from '../../../platform/commands/command.ts'
import { notFound } from '../../../platform/commands/load.ts'
import { systemContext } from '../../../platform/context.ts'
import type { Services } from '../../../platform/services.ts'
import { loginTaken } from '../refusals.ts'
import { type Role, worksFor } from '../roles.ts'
import { checkedLogin, checkedText, MAX_NAME_LENGTH, normaliseLogin, type TokenWish } from '../rules.ts'
import { insertAccount } from './accounts.ts'
import { initialPassword } from './password.ts'
import { issueTokenFor, type NewToken } from './personal-access-tokens.ts'
import { insertGrant } from './roles.ts'
import { NOWHERE, type Workplace } from './workplaces.ts'

/** What whoever runs the server does from its terminal: the first accounts, and tokens. No viewer, but the same rules. */

export interface AccountWish {
  /** Made when not given. */
  readonly id?: string
  readonly organizationId: string
  readonly login: string
  readonly displayName: string
  /** persons.id of a member. */
  readonly personId?: string
  /** Roles in the same committee. */
  readonly roles?: readonly Role[]
  /** The unit or office that its roles are for. */
  readonly workplace?: Workplace
  /** Used as it is and not to be changed at once (demonstration data); without it one is generated. */
  readonly password?: string
}

export interface CreatedAccount {
  readonly organizationId: string
  readonly id: string
  readonly login: string
  /** Null when the caller gave the password. */
  readonly initialPassword: string | null
}

/** Opens an account with its roles. Throws Refused: LOGIN_TAKEN, DUTIES_NOT_SEPARATED, REQUIRED (a unit or office) and the rules of the texts. */
export const createAccount = (services: Services, wish: AccountWish): Promise<CreatedAccount> =>
  run(services, wish.organizationId, openAccount, wish)

const openAccount = command('accountCreate', async (work: Work, wish: AccountWish): Promise<CreatedAccount> => {
  const { organizationId, personId = null, roles = [], workplace = NOWHERE } = wish
  for (const role of roles) requireWorkplace(role, workplace)
  const login = checkedLogin('login', wish.login)
  const displayName = checkedText('displayName', wish.displayName, MAX_NAME_LENGTH)
  const password = wish.password ?? initialPassword()
  const passwordHash = await work.context.passwords.hash(password)
  const { id = newId() } = wish
  const mustChangePassword = wish.password === undefined
  if (
    !(await insertAccount(work, id, { organizationId, login, displayName, personId, passwordHash, mustChangePassword }))
  ) {
    throw loginTaken('login')
  }
  for (const role of roles) {
    const account = { organizationId, id }
    await insertGrant(work, { organizationId, account, role, validUntil: null, workplace }, 'roles')
  }
  return { organizationId, id, login, initialPassword: mustChangePassword ? password : null }
})

/** Who works for a unit or an office and for none in particular would see nothing of anybody's. */
function requireWorkplace(role: Role, { undertakingUnitId, assigningOfficeId }: Workplace): void {
  const kind = worksFor(role)
  if (kind === undefined || (kind === 'UNDERTAKING_UNIT' ? undertakingUnitId : assigningOfficeId) !== null) return
  throw new Refused(
    userError(
      'REQUIRED',
      'roles',
      `角色 ${role} 须指明所属单位：请先新建账号，再由安全管理员授予（roleGrant）`,
      `${role} is held for a unit or an office: open the account first, then let a security administrator give the role (roleGrant)`,
    ),
  )
}

/** A personal access token for the account with this sign-in name. Throws Refused: NOT_FOUND and the rules of tokens. */
export async function issueToken(services: Services, login: string, input: TokenWish): Promise<NewToken> {
  const { rows } = await services.database.reads.query<{ organization_id: string; account_id: string }>(
    'select organization_id, account_id from route_sign_in($1)',
    [normaliseLogin(login)],
  )
  const [found] = rows
  if (!found) throw notFound('login')
  const account = { organizationId: found.organization_id, id: found.account_id }
  return run(services, account.organizationId, issueTokenFor, { account, input })
}

async function run<Input, Result>(
  services: Services,
  organizationId: string,
  what: Command<Input, Result>,
  input: Input,
): Promise<Result> {
  const outcome = await execute(systemContext(services, organizationId), what, input)
  if (outcome.result === null) throw new Refused(...outcome.userErrors)
  return outcome.result
}
