import { createAccount, issueToken } from '../domain/identity/commands/terminal.ts'
import { isRole, type Permission, permissions, roles } from '../domain/identity/roles.ts'
import { businessDate } from '../kernel/clock.ts'
import { Refused, userError } from '../kernel/user-error.ts'
import { existingOrganization } from './organization.ts'
import { EXIT, print } from './output.ts'
import { list, text, textOr, withRuntime } from './with-runtime.ts'

type Options = Readonly<Record<string, unknown>>

export async function createAccountCommand(options: Options, [login = '']: readonly string[]): Promise<number> {
  const wished = list(options.role)
  const unknown = wished.filter(role => !isRole(role))
  if (unknown.length > 0) {
    const known = Object.keys(roles).join(', ')
    throw new Refused(
      userError(
        'UNKNOWN_ROLE',
        'role',
        `没有这个角色：${unknown.join()}；可选 ${known}`,
        `No such role: ${unknown.join()}. Roles: ${known}`,
      ),
    )
  }
  const made = await withRuntime(async services =>
    createAccount(services, {
      organizationId: await existingOrganization(services, text(options.organization)),
      login,
      displayName: text(options.name),
      roles: wished.filter(isRole),
    }),
  )
  print(options.json === true, { ok: true, ...made }, () => [
    `账号 · account   ${made.login} (${made.organizationId})`,
    `初始密码 · first password, to be changed at once   ${made.initialPassword ?? ''}`,
  ])
  return EXIT.OK
}

const DAYS = 90

export async function createTokenCommand(options: Options): Promise<number> {
  const scopes = list(options.scope)
  const unknown = scopes.filter(scope => !permissions.some(permission => permission === scope))
  if (unknown.length > 0) {
    const known = permissions.join(', ')
    throw new Refused(
      userError(
        'UNKNOWN_SCOPE',
        'scope',
        `没有这个权限：${unknown.join()}；可选 ${known}`,
        `No such permission: ${unknown.join()}. Permissions: ${known}`,
      ),
    )
  }
  const expiresOn = textOr(options.expires, businessDate(new Date(Date.now() + DAYS * 86_400_000)))
  const token = await withRuntime(services =>
    issueToken(services, text(options.account), {
      name: text(options.name),
      scopes: scopes as Permission[],
      expiresOn,
    }),
  )
  print(options.json === true, { ok: true, ...token }, () => [
    token.token,
    `有效期至 · valid until ${expiresOn}；只显示这一次 · shown only now`,
  ])
  return EXIT.OK
}
