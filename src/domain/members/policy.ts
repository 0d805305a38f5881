import type { Viewer } from '../../kernel/viewer.ts'
import { either, existsWhere, isAny } from '../../platform/graphql/compiler/predicates.ts'
import type { Scope } from '../../platform/graphql/compiler/scope.ts'
import type { Expression, Field } from '../../platform/graphql/compiler/shape.ts'

interface Seat {
  readonly organizationId: string
  readonly id: string
}

/** Members are public within their committee; a member sees the own seats wherever they are. */
export const seesMember = (viewer: Viewer, { organizationId, id }: Seat): boolean =>
  viewer.can('MEMBER_READ', organizationId) || viewer.memberIds.includes(id)

export const managesMember = (viewer: Viewer, { organizationId }: Pick<Seat, 'organizationId'>): boolean =>
  viewer.can('MEMBER_MANAGE', organizationId)

/** Plain phone and identity number: by right, or one's own, but not by a token that was not even given MEMBER_READ. */
export const unmasksMember = (viewer: Viewer, { organizationId, id }: Seat): boolean =>
  viewer.can('MEMBER_PRIVATE_READ', organizationId) ||
  (viewer.memberIds.includes(id) && viewer.can('MEMBER_READ', organizationId))

export const ownSeat = (row: Scope): string => isAny(`${row.alias}.id`, row.ownSeats())

export const visibleMember = (row: Scope): string => either(row.allowed('MEMBER_READ'), ownSeat(row))

const ownPerson = (row: Scope): string =>
  existsWhere(
    'members own',
    `own.organization_id = ${row.alias}.organization_id and own.person_id = ${row.alias}.id`,
    isAny('own.id', row.ownSeats()),
  )

export const visiblePerson = (row: Scope): string => either(row.allowed('MEMBER_READ'), ownPerson(row))

const staff = (row: Scope): string => either(row.allowed('MEMBER_MANAGE'), row.allowed('DUTY_READ'))

const when = (condition: (row: Scope) => string, sql: Expression): Field => ({
  kind: 'value',
  sql: row => `case when ${condition(row)} then ${row.sql(sql)} end`,
})

/** Staff, or the person: who may know masks and date of birth. */
export const staffOrPerson = (row: Scope): string => either(staff(row), ownPerson(row))

/** What of a person is for staff and the person alone. */
export const privateOfPerson = (sql: Expression): Field => when(staffOrPerson, sql)

/** What of a seat is for staff and its holder alone: why it ended. */
export const privateOfMember = (sql: Expression): Field => when(row => either(staff(row), ownSeat(row)), sql)
