import type { Viewer } from '../../kernel/viewer.ts'
import type { Scope } from '../../platform/graphql/compiler/scope.ts'
import { notForTokens } from './refusals.ts'
import type { Role } from './roles.ts'
import { isGuardian, isStaff } from './rules.ts'

interface Owned {
  readonly organizationId: string
  readonly accountId: string
}

export const isOwn = (viewer: Viewer, { organizationId, accountId }: Owned): boolean =>
  viewer.accountId === accountId && viewer.organizationId === organizationId

export const canSeeAccount = (viewer: Viewer, row: { organizationId: string; id: string }): boolean =>
  isOwn(viewer, { organizationId: row.organizationId, accountId: row.id }) ||
  viewer.can('ACCOUNT_READ', row.organizationId) ||
  viewer.can('AUDIT_READ', row.organizationId)

export const canTouchAccount = (viewer: Viewer, { organizationId }: { organizationId: string }): boolean =>
  viewer.can('ACCOUNT_MANAGE', organizationId) || viewer.can('ROLE_MANAGE', organizationId)

interface Held {
  readonly role: Role
  readonly organizationId: string
}

/**
 * Whoever sets an account's password can act as it. So nobody gets at an account that holds more than they administer:
 * an account that gives out rights or checks others is the security administrators' matter, and staff roles that an
 * account holds in another committee protect it from its own.
 */
export function canControlAccount(
  viewer: Viewer,
  { organizationId }: { organizationId: string },
  held: readonly Held[],
): boolean {
  const guardian = held.filter(({ role }) => isGuardian([role]))
  if (guardian.length > 0)
    return [{ organizationId }, ...guardian].every(place => viewer.can('ROLE_MANAGE', place.organizationId))
  const places = held.filter(({ role }) => isStaff([role])).map(place => place.organizationId)
  return [organizationId, ...places].every(place => viewer.can('ACCOUNT_MANAGE', place))
}

const own = (row: Scope, account: string): string =>
  `(${row.alias}.organization_id = ${row.home()} and ${row.alias}.${account} = ${row.ownAccount()})`

/** Auditors see accounts too: a log without names says nothing. */
export const visibleAccount = (row: Scope): string =>
  `(${own(row, 'id')} or ${row.allowed('ACCOUNT_READ')} or ${row.allowed('AUDIT_READ')})`

/** A sign-in name may be a phone number: it is for its owner and for who manages accounts. */
export const ownOrAccountReader = (row: Scope): string => `(${own(row, 'id')} or ${row.allowed('ACCOUNT_READ')})`

export const ownRow = (row: Scope): string => own(row, 'account_id')

/** One's own roles everywhere; all roles that count where one manages accounts or checks. */
export const visibleGrant = (row: Scope): string =>
  `((${row.alias}.account_organization_id = ${row.home()} and ${row.alias}.account_id = ${row.ownAccount()})` +
  ` or ${row.allowed('ACCOUNT_READ')} or ${row.allowed('AUDIT_READ')})`

/** Passwords, tokens, sessions and roles are matters of a person. Throws ApiError FORBIDDEN for a personal access token. */
export function requireSession(viewer: Viewer): void {
  if (viewer.via === 'token') throw notForTokens()
}

export const canSeeGrant = (
  viewer: Viewer,
  {
    organizationId,
    accountOrganizationId,
    accountId,
  }: { organizationId: string; accountOrganizationId: string; accountId: string },
): boolean =>
  isOwn(viewer, { organizationId: accountOrganizationId, accountId }) ||
  viewer.can('ACCOUNT_READ', organizationId) ||
  viewer.can('AUDIT_READ', organizationId)
