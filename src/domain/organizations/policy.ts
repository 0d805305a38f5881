import type { Viewer } from '../../kernel/viewer.ts'
import type { Scope } from '../../platform/graphql/compiler/scope.ts'

interface OrganizationRow {
  readonly organizationId: string
}

/** The tree of committees is published fact: every account sees it. */
export const visibleOrganization = (): string => 'true'

/** Terms, sessions, dictionaries and policies of a committee. */
export const visibleEntry = (row: Scope): string => row.allowed('ORGANIZATION_READ')

/** The same for a row in hand. */
export const canSeeEntry = (viewer: Viewer, row: OrganizationRow): boolean =>
  viewer.can('ORGANIZATION_READ', row.organizationId)

/** Edit names, terms, dictionaries and policies; make a committee below. */
export const canManage = (viewer: Viewer, row: OrganizationRow): boolean =>
  viewer.can('ORGANIZATION_MANAGE', row.organizationId)
