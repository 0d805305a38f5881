import { sameOrganization } from '../../../platform/graphql/compiler/predicates.ts'
import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import {
  connection,
  extendShape,
  type Filter,
  fieldsOf,
  many,
  type Shape,
  shape,
} from '../../../platform/graphql/compiler/shape.ts'
import { organizationOf } from '../../organizations/queries.ts'
import { isOwnRow, throughActivity, visibleActivity } from '../policy.ts'
import { activity } from '../queries.ts'
import { ofActivity, referred } from '../relations.ts'
import { DELEGATION_PREFIX } from './commands/delegations.ts'
import { SUBJECT_PREFIX } from './commands/subjects.ts'
import { PROVINCES } from './rules.ts'
import { activityDelegations, visitSubjects } from './tables.ts'

const visitsOf = ({ alias }: Scope): string => `select s.activity_id from activity_subjects s
  where s.organization_id = ${alias}.organization_id and s.subject_id = ${alias}.id`

/** A visit to the subject that the viewer may see, neither cancelled nor still to be confirmed. */
const tookPlace = (subject: Scope, visit: Scope): string => `(${sameOrganization(subject, visit)}
  and ${visit.alias}.id in (${visitsOf(subject)}) and ${visit.alias}.state not in ('CANCELLED', 'SUBMITTED', 'RETURNED')
  and ${visibleActivity(visit)})`

/** One's own visit went to it. */
const isVisitedByOneself = (row: Scope): string => {
  const visit = row.another()
  return `exists (select from activities ${visit.alias} where ${sameOrganization(row, visit)}
    and ${visit.alias}.id in (${visitsOf(row)}) and ${isOwnRow(visit)})`
}

/** Visited by an activity that began on these days; one that was cancelled or is not confirmed went to nobody. */
const visited: Filter = (row, range) => {
  const [from, to] = [range.field('from'), range.field('to')]
  const visit = row.another()
  const began = `(${visit.alias}.starts_at at time zone 'Asia/Shanghai')::date`
  return `exists (select from activities ${visit.alias} where ${tookPlace(row, visit)}
    ${from.value == null ? '' : `and ${began} >= ${from.param('date')}`}
    ${to.value == null ? '' : `and ${began} <= ${to.param('date')}`})`
}

export const visitSubject: Shape = shape('VisitSubject', visitSubjects, {
  prefix: SUBJECT_PREFIX,
  visible: row => `(${row.allowed('ACTIVITY_READ')} or ${isVisitedByOneself(row)})`,
  fields: fieldsOf({
    kind: visitSubjects.kind,
    name: visitSubjects.name,
    creditCode: visitSubjects.creditCode,
    visitCount: row => {
      const visit = row.another()
      return `(select count(*)::int from activities ${visit.alias} where ${tookPlace(row, visit)})`
    },
    version: visitSubjects.version,
    createdAt: visitSubjects.createdAt,
    visits: connection(
      () => activity,
      (row, visit) => `${sameOrganization(row, visit)} and ${visit.alias}.id in (${visitsOf(row)})`,
      'STARTS_AT',
    ),
    organization: organizationOf,
  }),
  filters: {
    kind: (row, kind) => `${row.col(visitSubjects.kind)} = ${kind.param('text')}`,
    name: (row, name) => `${row.col(visitSubjects.name)} = ${name.param('text')}`,
    visited,
  },
  orders: { CREATED_AT: visitSubjects.createdAt },
})

const provinceName = ({ alias }: Scope): string =>
  `case ${alias}.province_code ${[...PROVINCES].map(([code, name]) => `when '${code}' then '${name}'`).join(' ')} end`

export const activityDelegation: Shape = shape('ActivityDelegation', activityDelegations, {
  prefix: DELEGATION_PREFIX,
  visible: row => throughActivity(row, visibleActivity),
  fields: fieldsOf({
    name: activityDelegations.name,
    level: activityDelegations.level,
    provinceCode: activityDelegations.provinceCode,
    provinceName,
    leader: activityDelegations.leader,
    persons: activityDelegations.persons,
    version: activityDelegations.version,
    createdAt: activityDelegations.createdAt,
    activity: referred(() => activity, 'activity_id'),
  }),
})

extendShape(activity, {
  subjects: many(
    () => visitSubject,
    (row, subject) => `${sameOrganization(row, subject)} and ${subject.alias}.id in (select s.subject_id
      from activity_subjects s where s.organization_id = ${row.alias}.organization_id and s.activity_id = ${row.alias}.id)`,
    subject => `${subject.alias}.created_at, ${subject.alias}.id`,
  ),
  delegations: many(
    () => activityDelegation,
    ofActivity,
    delegation => `${delegation.alias}.created_at, ${delegation.alias}.id`,
  ),
})

export const visitShapes = [visitSubject, activityDelegation]
