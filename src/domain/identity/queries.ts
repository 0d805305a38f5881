import type { Context } from '../../platform/context.ts'
import type { Scope } from '../../platform/graphql/compiler/scope.ts'
import { computed, fieldsOf, many, one, type Shape, shape } from '../../platform/graphql/compiler/shape.ts'
import { assigningOffice, organizationOf, undertakingUnit } from '../organizations/queries.ts'
import { ownOrAccountReader, ownRow, visibleAccount, visibleGrant } from './policy.ts'
import { ACCOUNT_PREFIX, GRANT_PREFIX, SESSION_PREFIX, TOKEN_PREFIX } from './prefixes.ts'
import { permissions } from './roles.ts'
import { normaliseLogin } from './rules.ts'
import { accounts, personalAccessTokens, roleGrants, signInSessions } from './tables.ts'

const personal = (sql: (row: Scope) => string) => (row: Scope) =>
  `case when ${ownOrAccountReader(row)} then ${sql(row)} end`

const inForce = (grant: Scope): string =>
  `${grant.alias}.valid_from <= now() and (${grant.alias}.valid_until is null or ${grant.alias}.valid_until > now())`

const heldBy = (account: Scope, grant: Scope): string =>
  `${grant.alias}.account_organization_id = ${account.alias}.organization_id and ${grant.alias}.account_id = ${account.alias}.id`

export const account: Shape = shape('Account', accounts, {
  prefix: ACCOUNT_PREFIX,
  visible: visibleAccount,
  fields: fieldsOf({
    login: personal(row => row.col(accounts.login)),
    displayName: accounts.displayName,
    status: accounts.status,
    mustChangePassword: personal(row => row.col(accounts.mustChangePassword)),
    passwordChangedAt: personal(row => row.col(accounts.passwordChangedAt)),
    hasSecondFactor: personal(row => `${row.col(accounts.totpConfirmedAt)} is not null`),
    version: accounts.version,
    createdAt: accounts.createdAt,
    organization: organizationOf,
    roleGrants: many(
      () => roleGrant,
      (row, grant) => `${heldBy(row, grant)} and ${inForce(grant)}`,
      byAge,
    ),
  }),
  filters: {
    status: (row, status) => `${row.col(accounts.status)} = ${status.param('text')}`,
    login: (row, login) =>
      `${row.col(accounts.login)} = ${login.param('text', typed => normaliseLogin(String(typed)))}`,
    role: (row, role) => {
      const grant = row.another()
      return `exists (select from role_grants ${grant.alias} where ${heldBy(row, grant)} and ${inForce(grant)}
        and ${grant.alias}.organization_id = ${row.alias}.organization_id and ${grant.alias}.role = ${role.param('text')})`
    },
  },
  orders: { CREATED_AT: accounts.createdAt, NAME: accounts.displayName, LOGIN: accounts.login },
})

function byAge(row: { alias: string }): string {
  return `${row.alias}.created_at, ${row.alias}.id`
}

/** The unit or office of a grant's committee. */
const heldFor = (target: () => Shape, column: string) =>
  one(
    target,
    (row, other) =>
      `${other.alias}.organization_id = ${row.alias}.organization_id and ${other.alias}.id = ${row.alias}.${column}`,
  )

export const roleGrant: Shape = shape('RoleGrant', roleGrants, {
  prefix: GRANT_PREFIX,
  visible: visibleGrant,
  fields: fieldsOf({
    role: roleGrants.role,
    validFrom: roleGrants.validFrom,
    validUntil: roleGrants.validUntil,
    version: roleGrants.version,
    organization: organizationOf,
    undertakingUnit: heldFor(() => undertakingUnit, 'undertaking_unit_id'),
    assigningOffice: heldFor(() => assigningOffice, 'assigning_office_id'),
    account: one(
      () => account,
      (row, holder) =>
        `${holder.alias}.organization_id = ${row.alias}.account_organization_id and ${holder.alias}.id = ${row.alias}.account_id`,
    ),
  }),
})

export const signInSession: Shape = shape('SignInSession', signInSessions, {
  prefix: SESSION_PREFIX,
  visible: ownRow,
  fields: fieldsOf({
    userAgent: signInSessions.userAgent,
    address: signInSessions.address,
    createdAt: signInSessions.createdAt,
    lastUsedAt: signInSessions.lastUsedAt,
    expiresAt: signInSessions.expiresAt,
    revokedAt: signInSessions.revokedAt,
    isCurrent: computed({ id: signInSessions.id }, ({ id }: { id: string }, { viewer }) => id === viewer.sessionId),
  }),
})

export const personalAccessToken: Shape = shape('PersonalAccessToken', personalAccessTokens, {
  prefix: TOKEN_PREFIX,
  visible: ownRow,
  fields: fieldsOf({
    name: personalAccessTokens.name,
    scopes: personalAccessTokens.scopes,
    createdAt: personalAccessTokens.createdAt,
    expiresAt: personalAccessTokens.expiresAt,
    lastUsedAt: personalAccessTokens.lastUsedAt,
    revokedAt: personalAccessTokens.revokedAt,
    version: personalAccessTokens.version,
  }),
})

const ownedBy = (row: Scope, child: Scope): string =>
  `${child.alias}.organization_id = ${row.alias}.organization_id and ${child.alias}.account_id = ${row.alias}.id`

/** Who is asking: their account, and what belongs to it. Later modules add to it (`seats`). */
export const viewerShape: Shape = shape('Viewer', accounts, {
  prefix: '',
  visible: row => `${row.alias}.organization_id = ${row.home()} and ${row.alias}.id = ${row.ownAccount()}`,
  fields: fieldsOf({
    account: one(
      () => account,
      (row, same) =>
        `${same.alias}.organization_id = ${row.alias}.organization_id and ${same.alias}.id = ${row.alias}.id`,
    ),
    via: computed({ id: accounts.id }, (_facts: { id: string }, { viewer }) => viewer.via?.toUpperCase()),
    roles: many(
      () => roleGrant,
      (row, grant) => `${heldBy(row, grant)} and ${inForce(grant)}`,
      byAge,
    ),
    permissions: computed({ id: accounts.id }, (_facts: { id: string }, context) => heldPermissions(context)),
    sessions: many(
      () => signInSession,
      (row, child) =>
        `${ownedBy(row, child)} and ${child.alias}.revoked_at is null and ${child.alias}.expires_at > now()`,
      child => `${child.alias}.last_used_at desc, ${child.alias}.id`,
    ),
    personalAccessTokens: many(
      () => personalAccessToken,
      (row, child) => `${ownedBy(row, child)} and ${child.alias}.revoked_at is null`,
      byAge,
    ),
  }),
})

const heldPermissions = ({ viewer }: Context) =>
  permissions
    .filter(permission => viewer.has(permission))
    .map(permission => ({ permission, organizationCodes: viewer.organizationsWith(permission).toSorted() }))

export const identityShapes = [viewerShape, account, roleGrant, signInSession, personalAccessToken]
