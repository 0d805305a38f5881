import type { Viewer } from '../../../kernel/viewer.ts'
import { isAny } from '../../../platform/graphql/compiler/predicates.ts'
import type { Argument, Scope } from '../../../platform/graphql/compiler/scope.ts'
import { organizationNumber } from '../../organizations/queries.ts'
import { inOrganization } from '../../organizations/resolvers.ts'
import { amberUntil } from './reminders.ts'

interface FollowUp {
  readonly permissions: readonly string[]
  readonly where: (outcome: Scope) => string
}

/** Only what is followed up is ever open (workflow.ts). */
const open = (row: Scope, also: string): string => `(${row.alias}.state = 'OPEN' and ${also})`

const office = ['ACTIVITY_READ'] as const

/** What is to be followed up (跟踪办理), by its day. By `listed_due_on`, which the index of states has. */
const FOLLOW_UPS = {
  OVERDUE: { permissions: office, where: row => open(row, `${row.alias}.listed_due_on < ${row.today()}`) },
  DUE_SOON: {
    permissions: office,
    where: row => open(row, `${row.alias}.listed_due_on between ${row.today()} and ${amberUntil(row)}`),
  },
  LATER: {
    permissions: office,
    where: row => open(row, `${row.alias}.listed_due_on > ${amberUntil(row)} and ${row.alias}.due_on is not null`),
  },
  UNDATED: { permissions: office, where: row => open(row, `${row.alias}.due_on is null`) },
  MINE: {
    permissions: ['ACTIVITY_OWN'],
    where: row =>
      open(row, `${row.allowed('ACTIVITY_OWN')} and ${isAny(`${row.alias}.owner_member_id`, row.ownSeats())}`),
  },
} satisfies Record<string, FollowUp>

/** The lists' predicates within the committee in the field's argument. */
export const followUpPredicates = Object.fromEntries(
  Object.entries(FOLLOW_UPS).map(([kind, { where }]: [string, FollowUp]) => [
    kind,
    (row: Scope, argument: Argument) => `${inOrganization(row, argument, 'organization')} and ${where(row)}`,
  ]),
)

/** Kinds of the lists that belong to the viewer's permissions in a committee, the own one when none is named. */
export function followUpsOf(viewer: Viewer, { organization }: { readonly organization?: unknown }): readonly string[] {
  const asked = organization == null ? viewer.organizationId : organizationNumber(organization)
  if (!asked) return []
  return Object.entries(FOLLOW_UPS).flatMap(([kind, { permissions }]: [string, FollowUp]) =>
    permissions.some(permission => viewer.can(permission, asked)) ? [kind] : [],
  )
}
