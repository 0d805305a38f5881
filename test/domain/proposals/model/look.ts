import { businessDate } from '../../../../src/kernel/clock.ts'
import { isOverdue, type Model, type Part } from './model.ts'
import type { Real } from './real.ts'

export interface Found {
  readonly id: string
  readonly version: number
  readonly state: string
}

export interface FoundPart extends Found {
  readonly role: string
  readonly waived: boolean
  readonly reply: Found | null
  readonly request: Found | null
  readonly isOverdue: boolean
}

/** What stands in the database, whoever may see it. */
export interface Looked extends Found {
  readonly textNumber: number
  readonly round: number
  readonly assignment: Found | null
  readonly sentReply: string | null
  readonly parts: readonly (FoundPart | null)[]
  readonly duties: readonly string[]
  readonly period: string | null
  readonly second: string
  readonly child: Found | null
  readonly isKey: boolean
  readonly supervisions: number
  readonly rounds: readonly Found[]
  /** Year of the filing. */
  readonly year: number | null
  readonly isExcellent: boolean
  readonly isPublished: boolean
}

const found = (alias: string) =>
  `jsonb_build_object('id', ${alias}.id, 'version', ${alias}.version, 'state', ${alias}.state)`

const LOOK = `select p.id, p.version, p.state, p.text_number as "textNumber", p.round, p.period, p.is_key as "isKey",
  p.excellent_year is not null as "isExcellent", p.published_at is not null as "isPublished",
  extract(year from p.filed_at at time zone 'Asia/Shanghai')::int as year,
  (select count(*)::int from proposal_supervisions s where s.proposal_id = p.id) as supervisions,
  (select coalesce(jsonb_agg(${found('n')} order by n.round), '[]') from proposal_nominations n where n.proposal_id = p.id) as rounds,
  (select ${found('c')} from proposals c where c.merged_into_id = p.id) as child,
  coalesce((select s.state from proposal_signers s where s.proposal_id = p.id and s.member_id = $4), 'NONE') as second,
  (select ${found('a')} from proposal_assignments a where a.proposal_id = p.id and a.state <> 'RETURNED' and a.office_id is not null
    order by a.created_at desc, a.id desc limit 1) as assignment,
  (select r.id from proposal_replies r where r.proposal_id = p.id and r.sent_at is not null order by r.sent_at desc, r.id desc limit 1) as "sentReply",
  (select jsonb_agg((select ${found('h')} || jsonb_build_object('role', h.role, 'waived', h.opinion_waived_reason is not null,
      'reply', (select ${found('r')} from proposal_replies r where r.handling_id = h.id and r.state in ('DRAFT', 'COUNTERSIGNED')),
      'request', (select ${found('q')} from proposal_requests q where q.handling_id = h.id and q.state = 'PENDING'),
      'isOverdue', exists (select from proposal_deadlines d where d.handling_id = h.id and d.is_current and d.met_at is null
        and d.kind in ('REPLY', 'CO_HANDLER_OPINION', 'REHANDLING') and d.due_on < $5::date))
    from proposal_handlings h where h.proposal_id = p.id and h.unit_id = u and h.round = p.round and h.state <> 'REASSIGNED') order by place)
    from unnest($2::uuid[]) with ordinality as units (u, place)) as parts,
  (select coalesce(jsonb_agg(case d.member_id when $3 then 'first ' when $4 then 'second ' else '?' end || d.category order by 1), '[]')
    from duty_records d where d.source_id = p.id and d.state = 'CONFIRMED') as duties
  from proposals p where p.id = $1`

export async function look({ w, proposalId }: Real): Promise<Looked> {
  const units = w.units.slice(0, 2).map(({ unitId }) => unitId)
  const values = [proposalId, units, w.first.memberId, w.second.memberId, businessDate(w.clock())]
  const { rows } = await w.owner.query<Looked>(LOOK, values)
  const [row] = rows
  if (!row) throw new Error(`no proposal ${proposalId}`)
  return row
}

const part = (m: Model, one: Part | null) =>
  one && {
    ...{ role: one.role, state: one.state, waived: one.waived, isDrafted: one.draft !== null },
    isOverdue: isOverdue(m, one),
  }

/** What the model and the database can be compared by. */
export const summaryOf = (m: Model) => ({
  ...{ state: m.state, round: m.round, parts: m.parts.map(one => part(m, one)), duties: m.duties.toSorted() },
  ...{ isSent: m.sent !== null, period: m.period, second: m.second, child: m.child },
  ...{ isKey: m.isKey, supervisions: m.supervisions, rounds: m.rounds, isExcellent: m.isExcellent },
  isPublished: m.isPublished,
})

export const foundSummary = ({ state, round, parts, duties, sentReply, child, rounds, ...rest }: Looked) => ({
  ...{ state, round, duties: duties.toSorted(), isSent: sentReply !== null, period: rest.period, second: rest.second },
  ...{ child: child?.state ?? null, isKey: rest.isKey, supervisions: rest.supervisions },
  ...{ rounds: rounds.map(one => one.state), isExcellent: rest.isExcellent, isPublished: rest.isPublished },
  parts: parts.map(
    one =>
      one && {
        ...{ role: one.role, state: one.state, waived: one.waived, isDrafted: one.reply !== null },
        isOverdue: one.isOverdue,
      },
  ),
})
