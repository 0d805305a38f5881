import { createAccount } from '../../../src/domain/identity/commands/terminal.ts'
import type { Role } from '../../../src/domain/identity/roles.ts'
import { type Client, clientOf, PLACES, type Place, type World } from '../../support/world.ts'

export const PASSWORD = '晋阳湖畔·秋水长天·落霞孤鹜 27'
export const OTHER_PASSWORD = '云冈石窟·北魏旧都·武州山川 61'

export interface Person {
  readonly login: string
  readonly password: string
  readonly accountId: string
  readonly organizationId: string
  /** Global id. */
  readonly id: string
}

/** An account that can sign in. */
export async function person(
  w: World,
  login: string,
  options: { place?: Place; roles?: readonly Role[] } = {},
): Promise<Person> {
  const organizationId = PLACES[options.place ?? 'CITY']
  const { id } = await createAccount(w.services, {
    organizationId,
    login,
    displayName: '柳青',
    roles: options.roles ?? ['MEMBER'],
    password: PASSWORD,
  })
  return { login, password: PASSWORD, accountId: id, organizationId, id: `acc_${organizationId}_${id}` }
}

export const SIGN_IN = `mutation ($input: CredentialsInput!) { signIn(input: $input) {
  accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt userErrors { code field message } } }`

export const REFRESH = `mutation ($refreshToken: String!) { signInRefresh(input: { refreshToken: $refreshToken }) {
  accessToken refreshToken userErrors { code field } } }`

export interface SignedIn extends Client {
  readonly refreshToken: string
}

/** Signs in as a phone does, and fails loudly when refused. */
export async function signedIn(
  w: World,
  who: Pick<Person, 'login' | 'password' | 'accountId' | 'organizationId'>,
  more: object = {},
): Promise<SignedIn> {
  const answer = await w.nobody.run(SIGN_IN, { input: { login: who.login, password: who.password, ...more } })
  const tokens = answer.data?.signIn
  if (!tokens?.accessToken) throw new Error(`sign-in refused: ${answer.text}`)
  return { ...clientWith(w, tokens.accessToken, who), refreshToken: tokens.refreshToken }
}

export const clientWith = (w: World, token: string, who = { accountId: '', organizationId: '' }): Client =>
  clientOf(w.app, { token, accountId: who.accountId, organizationId: who.organizationId })

/** The newest entries of a committee's log, newest first. */
export async function entries(w: World, organizationId: string, count: number) {
  const { rows } = await w.owner.query<{
    action: string
    op: string
    record_type: string
    record_id: string
    actor_id: string | null
    payload: unknown
  }>(
    `select action, op, record_type, record_id, actor_id, payload from change_log join change_payloads using (organization_id, epoch, seq)
     where organization_id = $1 order by seq desc limit $2`,
    [organizationId, count],
  )
  return rows
}

/** A clock that the test moves; it begins at the real time, since the database has a clock of its own. */
export function movableClock() {
  let ahead = 0
  return {
    clock: () => new Date(Date.now() + ahead),
    advance: (milliseconds: number) => {
      ahead += milliseconds
    },
  }
}
