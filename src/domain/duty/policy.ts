import type { Viewer } from '../../kernel/viewer.ts'
import { all, either, isAny } from '../../platform/graphql/compiler/predicates.ts'
import type { Scope } from '../../platform/graphql/compiler/scope.ts'

interface Owned {
  readonly organizationId: string
  readonly memberId: string
}

/** A member's own duties: by the seat, where the token reaches it. */
export const ownsDuty = (viewer: Viewer, { organizationId, memberId }: Owned): boolean =>
  viewer.can('DUTY_OWN', organizationId) && viewer.memberIds.includes(memberId)

/** A duty record and its evidence are for the member and for those who read the committee's duties. */
export const seesDuty = (viewer: Viewer, row: Owned): boolean =>
  viewer.can('DUTY_READ', row.organizationId) || ownsDuty(viewer, row)

export const decidesDuty = (viewer: Viewer, { organizationId }: Owned): boolean =>
  viewer.can('DUTY_CONFIRM', organizationId)

export const recordsDuty = (viewer: Viewer, organizationId: string): boolean =>
  viewer.can('DUTY_RECORD', organizationId)

/** The same as `seesDuty`, of a row that names its member in `member`. */
const visibleTo = (row: Scope, member: string): string =>
  either(row.allowed('DUTY_READ'), all(row.allowed('DUTY_OWN'), isAny(`${row.alias}.${member}`, row.ownSeats())))

export const visibleDutyRecord = (row: Scope): string => visibleTo(row, 'member_id')

export const visibleDutyFile = (row: Scope): string => visibleTo(row, 'id')
