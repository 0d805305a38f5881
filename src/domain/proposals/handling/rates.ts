import { groupsOf, idIs } from '../../../platform/graphql/compiler/resolvers.ts'
import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import { type Argument, fieldsOf, one, type Shape, shape } from '../../../platform/graphql/compiler/shape.ts'
import { assigningOffice, undertakingUnit } from '../../organizations/queries.ts'
import { inOrganization } from '../../organizations/resolvers.ts'
import { onDays } from '../queries.ts'
import { insidePart } from './policy.ts'
import { proposalHandlings } from './tables.ts'

/** Percent with two decimals, exact, as text; null where there is nothing to count. */
const percent =
  (part: string, whole: string) =>
  ({ alias }: Scope): string =>
    `round(100.0 * (${part.replaceAll('$', alias)}) / nullif(${whole.replaceAll('$', alias)}, 0), 2)::text`

const named = (target: () => Shape, column: string) =>
  one(
    target,
    (row, other) =>
      `${other.alias}.organization_id = ${row.alias}.organization_id and ${other.alias}.id = ${row.alias}.${column}`,
  )

const counted = (column: string) => (row: Scope) => `${row.alias}.${column}`

/** A group of parts as `partsBy` counts them. */
export const handlingRate: Shape = shape('ProposalHandlingRate', proposalHandlings, {
  prefix: '',
  visible: () => 'true',
  fields: fieldsOf({
    unit: named(() => undertakingUnit, 'unit_id'),
    office: named(() => assigningOffice, 'office_id'),
    replyClass: counted('reply_class'),
    assigned: counted('assigned'),
    replied: counted('replied'),
    onTime: counted('on_time'),
    late: counted('late'),
    handlingRate: percent('$.replied', '$.assigned'),
    onTimeRate: percent('$.on_time', '($.on_time + $.late)'),
    rated: counted('rated'),
    satisfied: counted('satisfied'),
    basicallySatisfied: counted('basically'),
    dissatisfied: counted('dissatisfied'),
    satisfaction: percent('$.satisfied + $.basically', '$.rated'),
  }),
})

const COLUMNS = ['unit_id', 'office_id', 'reply_class'] as const
const COLUMN_OF: Readonly<Record<string, (typeof COLUMNS)[number]>> = {
  UNIT: 'unit_id',
  OFFICE: 'office_id',
  CLASS: 'reply_class',
}
const TYPE_OF = { unit_id: 'uuid', office_id: 'uuid', reply_class: 'text' } as const

/** Handling rate (办复率) and the like, whatever is grouped: one statement. */
export const handlingRates = groupsOf(
  handlingRate,
  partsBy,
  ({ alias }) => `${alias}.assigned desc, ${COLUMNS.map(column => `${alias}.${column}`).join(', ')}`,
)

function partsBy(part: Scope, argument: Argument): string {
  const by = COLUMN_OF[String(argument.field('by').value)]
  const keys = COLUMNS.map(column => (column === by ? `g.${column}` : `null::${TYPE_OF[column]} as ${column}`))
  return `select ${by ? 'g.organization_id' : 'null::bigint as organization_id'}, ${keys.join(', ')},
      count(*)::int as assigned, count(g.replied_on)::int as replied,
      count(*) filter (where g.replied_on <= g.due_on)::int as on_time,
      count(*) filter (where coalesce(g.replied_on, ${part.today()}) > g.due_on)::int as late,
      coalesce(sum(g.rated), 0)::int as rated, coalesce(sum(g.satisfied), 0)::int as satisfied,
      coalesce(sum(g.basically), 0)::int as basically, coalesce(sum(g.dissatisfied), 0)::int as dissatisfied
    from (${partsOf(part, argument)}) g group by ${by ? `g.organization_id, g.${by}` : '()'} having count(*) > 0`
}

/**
 * The parts that count: of those who answer, in the first round, not given to others; with the last day in force, the class
 * of the letter in force and the feedback of the last round that was rated.
 */
function partsOf(part: Scope, argument: Argument): string {
  const { alias } = part
  const ofUnit = `h.organization_id = ${alias}.organization_id and h.proposal_id = ${alias}.proposal_id and h.unit_id = ${alias}.unit_id`
  const letters = `from proposal_handlings h join proposal_replies r on r.organization_id = h.organization_id and r.handling_id = h.id`
  const count = (overall: string) => `count(*) filter (where f.overall = '${overall}')`
  return `select ${alias}.organization_id, ${alias}.unit_id, a.office_id, letter.reply_class, deadline.due_on,
      (${alias}.replied_at at time zone 'Asia/Shanghai')::date as replied_on, feedback.*
    from proposal_handlings ${alias}
    join proposal_assignments a on a.organization_id = ${alias}.organization_id and a.id = ${alias}.assignment_id
    left join lateral (select d.due_on from proposal_deadlines d where d.organization_id = ${alias}.organization_id
      and d.handling_id = ${alias}.id and d.kind = 'REPLY' and d.is_current limit 1) deadline on true
    left join lateral (select r.reply_class ${letters} where ${ofUnit} and r.state = 'SENT'
      order by h.round desc limit 1) letter on true
    cross join lateral (select count(*) as rated, ${count('SATISFIED')} as satisfied,
      ${count('BASICALLY_SATISFIED')} as basically, ${count('DISSATISFIED')} as dissatisfied
      from (select f.overall, h.round, max(h.round) over () as last ${letters}
        join proposal_feedback f on f.organization_id = r.organization_id and f.reply_id = r.id and not f.is_late
        where ${ofUnit}) f where f.round = f.last) feedback
    where ${conditions(part, argument).join(' and ')}`
}

function conditions(part: Scope, argument: Argument): string[] {
  const { alias } = part
  const filter = argument.field('filter')
  const [session, period, assigned] = [filter.field('session'), filter.field('period'), filter.field('assigned')]
  const proposal = part.another()
  const ofProposal = [
    ...(session.value == null ? [] : [idIs(proposal, 'ses', session, 'session_id')]),
    ...(period.value == null ? [] : [`${proposal.alias}.period = ${period.param('text')}`]),
  ]
  return [
    inOrganization(part, argument, 'organization'),
    insidePart(part),
    `${alias}.role <> 'CO_HANDLER' and ${alias}.round = 1 and ${alias}.state <> 'REASSIGNED'`,
    ...(assigned.value == null ? [] : [onDays(row => `${row.alias}.created_at`)(part, assigned, argument)]),
    ...(ofProposal.length === 0
      ? []
      : [
          `exists (select from proposals ${proposal.alias} where ${proposal.alias}.organization_id = ${alias}.organization_id
            and ${proposal.alias}.id = ${alias}.proposal_id and ${ofProposal.join(' and ')})`,
        ]),
  ]
}
