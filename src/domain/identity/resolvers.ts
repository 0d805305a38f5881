import type { Outcome } from '../../platform/commands/command.ts'
import { mutate, mutateWith, presentErrors } from '../../platform/commands/mutate.ts'
import type { Context } from '../../platform/context.ts'
import { readSelectedList } from '../../platform/graphql/compiler/read-list.ts'
import {
  byId,
  type Key,
  listOf,
  oneOf,
  type Resolver,
  readSelected,
} from '../../platform/graphql/compiler/resolvers.ts'
import type {
  MutationAccountRestoreArgs,
  MutationAccountSuspendArgs,
  MutationAccountUpdateArgs,
  MutationPersonalAccessTokenRevokeArgs,
  MutationRoleGrantArgs,
  MutationRoleRevokeArgs,
  MutationSignInSessionRevokeArgs,
} from '../../platform/graphql/generated.ts'
import { inOrganization } from '../organizations/resolvers.ts'
import {
  createAccount,
  resetPassword,
  restoreAccount,
  suspendAccount,
  updateAccount,
  type WithPassword,
} from './commands/accounts.ts'
import { changePassword, type PasswordChange } from './commands/password.ts'
import { createToken, revokeToken } from './commands/personal-access-tokens.ts'
import type { Credentials } from './commands/proof.ts'
import { refreshSession } from './commands/refresh.ts'
import { grantRole, grantRoleToMany, revokeRole } from './commands/roles.ts'
import { totpConfirm, totpDisable, totpEnroll } from './commands/second-factor.ts'
import { revokeSession, signOut, signOutEverywhere } from './commands/sessions.ts'
import { signIn, type Tokens } from './commands/sign-in.ts'
import { account, personalAccessToken, roleGrant, signInSession, viewerShape } from './queries.ts'

/** A mutation of someone who proves who they are by what is in its input. */
const proving =
  <Input, Result extends object>(act: (context: Context, input: Input) => Promise<Outcome<Result>>): Resolver =>
  async (_parent, args, context) => {
    const { result, userErrors } = await act(context, (args as { input: Input }).input)
    return { ...result, userErrors: presentErrors(userErrors, context.language) }
  }

/** The same, where the payload needs a name for its one value. */
const named = <Input, Value>(act: (context: Context, input: Input) => Promise<Outcome<Value>>, name: string) =>
  proving(async (context: Context, input: Input): Promise<Outcome<object>> => {
    const outcome = await act(context, input)
    return outcome.result === null
      ? { result: null, userErrors: outcome.userErrors }
      : { result: { [name]: outcome.result }, userErrors: [] }
  })

const accountWithPassword: Parameters<typeof mutateWith<object, WithPassword>>[1] = async (context, info, created) => ({
  account: await readSelected(context, info, 'account', account, created),
  initialPassword: created.initialPassword,
})

export const identityResolvers: Readonly<Record<'Query' | 'Mutation', Record<string, Resolver>>> = {
  Query: {
    viewer: oneOf(viewerShape, () => 'true'),
    account: byId(account),
    accounts: listOf(
      account,
      { field: 'CREATED_AT', direction: 'DESC' },
      (row, argument) => `${inOrganization(row, argument, 'organization')} and ${row.allowed('ACCOUNT_READ')}`,
    ),
  },
  Mutation: {
    signIn: proving<Credentials, Tokens>(signIn),
    signInRefresh: proving((context, { refreshToken }: { refreshToken: string }) =>
      refreshSession(context, refreshToken),
    ),
    signOut: mutateWith(signOut, (_context, _info, ended) => ({ endedSessions: ended })),
    signOutEverywhere: mutateWith(signOutEverywhere, (_context, _info, ended) => ({ endedSessions: ended })),
    signInSessionRevoke: mutate<MutationSignInSessionRevokeArgs>(revokeSession, 'signInSession', signInSession),
    passwordChange: named<PasswordChange, boolean>(changePassword, 'changed'),
    totpEnroll: proving<Credentials, { secret: string; url: string }>(totpEnroll),
    totpConfirm: named<Credentials, string[]>(totpConfirm, 'recoveryCodes'),
    totpDisable: named<Credentials, boolean>(totpDisable, 'disabled'),
    personalAccessTokenCreate: mutateWith(createToken, async (context, info, created) => ({
      token: created.token,
      personalAccessToken: await readSelected(context, info, 'personalAccessToken', personalAccessToken, created),
    })),
    personalAccessTokenRevoke: mutate<MutationPersonalAccessTokenRevokeArgs>(
      revokeToken,
      'personalAccessToken',
      personalAccessToken,
    ),
    accountCreate: mutateWith(createAccount, accountWithPassword),
    accountUpdate: mutate<MutationAccountUpdateArgs>(updateAccount, 'account', account),
    accountSuspend: mutate<MutationAccountSuspendArgs>(suspendAccount, 'account', account),
    accountRestore: mutate<MutationAccountRestoreArgs>(restoreAccount, 'account', account),
    accountPasswordReset: mutateWith(resetPassword, accountWithPassword),
    roleGrant: mutate<MutationRoleGrantArgs>(grantRole, 'roleGrant', roleGrant),
    roleGrantMany: mutateWith(grantRoleToMany, async (context, info, granted: readonly Key[]) => ({
      roleGrants: await readSelectedList(context, info, 'roleGrants', roleGrant, granted),
    })),
    roleRevoke: mutate<MutationRoleRevokeArgs>(revokeRole, 'roleGrant', roleGrant),
  },
}
