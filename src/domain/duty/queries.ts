import { availableActions } from '../../kernel/workflow.ts'
import type { Context } from '../../platform/context.ts'
import { existsWhere, isAny, sameOrganization } from '../../platform/graphql/compiler/predicates.ts'
import { idIs } from '../../platform/graphql/compiler/resolvers.ts'
import type { Scope } from '../../platform/graphql/compiler/scope.ts'
import {
  attached,
  computed,
  connection,
  extendShape,
  fieldsOf,
  lookup,
  many,
  one,
  type Shape,
  shape,
  summary,
} from '../../platform/graphql/compiler/shape.ts'
import { seenThrough } from '../files/policy.ts'
import { file } from '../files/queries.ts'
import { member } from '../members/queries.ts'
import { members } from '../members/tables.ts'
import { organizationOf } from '../organizations/queries.ts'
import { categoriesByCode } from './categories/index.ts'
import { isOwnSeat } from './own-seats.ts'
import { visibleDutyFile, visibleDutyRecord } from './policy.ts'
import { dutyRecords } from './tables.ts'
import { type DutyState, dutyWorkflow, OWN_ENTRY } from './workflow.ts'

const record = (column: string) =>
  one(
    () => dutyRecord,
    (row, other) => `${sameOrganization(row, other)} and ${other.alias}.id = ${row.alias}.${column}`,
  )

const recordThat = (column: string) =>
  one(
    () => dutyRecord,
    (row, other) => `${sameOrganization(row, other)} and ${other.alias}.${column} = ${row.alias}.id`,
  )

/** Name of an account of the record's committee: of another committee's account nothing is told. */
const nameOf =
  (column: string) =>
  ({ alias }: Scope) =>
    `(select a.display_name from accounts a where a.organization_id = ${alias}.organization_id and a.id = ${alias}.${column})`

interface ActionFacts {
  readonly organizationId: string
  readonly state: DutyState
  readonly isOwnSeat: boolean
  readonly isOwnEntry: boolean
  readonly isFromWorkflow: boolean
  readonly isReplaced: boolean
}

function actionsOf({ organizationId, state, isOwnEntry, ...situation }: ActionFacts, { viewer, language }: Context) {
  const holds = (capability: string) =>
    capability === OWN_ENTRY
      ? isOwnEntry && viewer.can('DUTY_OWN', organizationId)
      : viewer.can(capability, organizationId)
  return availableActions(dutyWorkflow, state, situation, holds).map(({ action, isAvailable, obstacle }) => ({
    action,
    isAvailable,
    reason: obstacle?.message[language] ?? null,
  }))
}

export const dutyRecord: Shape = shape('DutyRecord', dutyRecords, {
  prefix: 'duty',
  visible: visibleDutyRecord,
  fields: fieldsOf({
    category: lookup(dutyRecords.category, categoriesByCode),
    title: dutyRecords.title,
    occurredOn: dutyRecords.occurredOn,
    scoreYear: dutyRecords.scoreYear,
    facts: dutyRecords.facts,
    state: dutyRecords.state,
    reason: dutyRecords.reason,
    sourceType: dutyRecords.sourceType,
    recordedBy: nameOf('recorded_by'),
    decidedBy: nameOf('decided_by'),
    decidedAt: dutyRecords.decidedAt,
    createdAt: dutyRecords.createdAt,
    version: dutyRecords.version,
    organization: organizationOf,
    member: one(
      () => member,
      (row, seat) => `${sameOrganization(row, seat)} and ${seat.alias}.id = ${row.alias}.member_id`,
    ),
    evidence: attached(
      many(
        () => file,
        (row, proof) => `${sameOrganization(row, proof)} and ${proof.alias}.id in (select e.file_id from duty_evidence e
          where e.organization_id = ${row.alias}.organization_id and e.record_id = ${row.alias}.id)`,
        proof => `${proof.alias}.id`,
      ),
    ),
    reverses: record('reverses_id'),
    reversedBy: recordThat('reverses_id'),
    replaces: record('replaces_id'),
    replacedBy: recordThat('replaces_id'),
    availableActions: computed<ActionFacts>(
      {
        organizationId: ({ alias }) => `${alias}.organization_id::text`,
        state: dutyRecords.state,
        isOwnSeat,
        isOwnEntry: row =>
          `(${isAny(`${row.alias}.member_id`, row.ownSeats())} and ${row.alias}.recorded_by = ${row.ownAccount()})`,
        isFromWorkflow: ({ alias }) => `${alias}.source_type <> 'ENTRY'`,
        isReplaced: ({ alias }) => `exists (select from duty_records later
          where later.organization_id = ${alias}.organization_id and later.replaces_id = ${alias}.id)`,
      },
      actionsOf,
    ),
  }),
  filters: {
    member: (row, id) => idIs(row, 'mem', id, 'member_id'),
    category: (row, code) => `${row.col(dutyRecords.category)} = ${code.param('text')}`,
    categories: (row, codes) => `${row.col(dutyRecords.category)} = any(${codes.param('text[]')})`,
    state: (row, state) => `${row.col(dutyRecords.state)} = ${state.param('text')}`,
    scoreYear: (row, year) => `${row.col(dutyRecords.scoreYear)} = ${year.param('integer')}`,
    sourceType: (row, type) => `${row.col(dutyRecords.sourceType)} = ${type.param('text')}`,
    occurred: (row, range) =>
      [
        'true',
        ...(range.field('from').value == null
          ? []
          : [`${row.col(dutyRecords.occurredOn)} >= ${range.field('from').param('date')}`]),
        ...(range.field('to').value == null
          ? []
          : [`${row.col(dutyRecords.occurredOn)} <= ${range.field('to').param('date')}`]),
      ].join(' and '),
  },
  orders: { OCCURRED_ON: dutyRecords.occurredOn, CREATED_AT: dutyRecords.createdAt },
})

/** What counts or may count of one member, in groups: a few dozen rows. */
const countsBy = (column: string, { alias }: Scope, also = ''): string =>
  `select d.${column}, count(*) filter (where d.state = 'CONFIRMED') as confirmed, count(*) filter (where d.state = 'PENDING') as pending
    from duty_records d
    where d.organization_id = ${alias}.organization_id and d.member_id = ${alias}.id and d.state in ('CONFIRMED', 'PENDING') ${also}
    group by d.${column}`

const counts = {
  count: ({ alias }: Scope) => `${alias}.confirmed + ${alias}.pending`,
  confirmed: ({ alias }: Scope) => `${alias}.confirmed`,
  pending: ({ alias }: Scope) => `${alias}.pending`,
}

// Rows of a summary belong to the duty file that they are asked of, which its reader sees.
const partOfFile = { prefix: '', visible: () => 'true' }

const categoryCount: Shape = shape('DutyCategoryCount', dutyRecords, {
  ...partOfFile,
  fields: fieldsOf({ category: lookup(dutyRecords.category, categoriesByCode), ...counts }),
})

const yearCount: Shape = shape('DutyYearCount', dutyRecords, {
  ...partOfFile,
  fields: fieldsOf({ year: dutyRecords.scoreYear, ...counts }),
})

/** A member's duty file is the seat seen from the ledger: one member, one term. */
export const dutyFile: Shape = shape('DutyFile', members, {
  prefix: 'dfile',
  visible: visibleDutyFile,
  fields: fieldsOf({
    member: one(
      () => member,
      (row, seat) => `${sameOrganization(row, seat)} and ${seat.alias}.id = ${row.alias}.id`,
    ),
    records: connection(
      () => dutyRecord,
      (row, entry) => `${sameOrganization(row, entry)} and ${entry.alias}.member_id = ${row.alias}.id`,
      'OCCURRED_ON',
      'ASC',
    ),
    countsByCategory: summary(
      () => categoryCount,
      (row, argument) => {
        const year = argument?.field('year')
        return countsBy('category', row, year?.value == null ? '' : `and d.score_year = ${year.param('integer')}`)
      },
      ({ alias }) => `${alias}.category`,
    ),
    countsByYear: summary(
      () => yearCount,
      row => countsBy('score_year', row),
      ({ alias }) => `${alias}.score_year`,
    ),
  }),
})

extendShape(member, {
  dutyRecords: connection(
    () => dutyRecord,
    (row, entry) => `${sameOrganization(row, entry)} and ${entry.alias}.member_id = ${row.alias}.id`,
    'OCCURRED_ON',
  ),
  dutyFile: one(
    () => dutyFile,
    (row, kept) => `${sameOrganization(row, kept)} and ${kept.alias}.id = ${row.alias}.id`,
  ),
})

seenThrough(row => {
  const entry = row.another()
  return existsWhere(
    `duty_evidence e join duty_records ${entry.alias}
      on ${entry.alias}.organization_id = e.organization_id and ${entry.alias}.id = e.record_id`,
    `e.organization_id = ${row.alias}.organization_id and e.file_id = ${row.alias}.id`,
    visibleDutyRecord(entry),
  )
})

export const dutyShapes = [dutyRecord, dutyFile, categoryCount, yearCount]
