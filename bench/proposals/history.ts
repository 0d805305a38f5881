import type { Statement } from '../data.ts'

const HANDLED = `('ASSIGNED', 'IN_HANDLING', 'REPLIED', 'FEEDBACK', 'CLOSED', 'ARCHIVED')`
const ANSWERED = `('REPLIED', 'FEEDBACK', 'CLOSED', 'ARCHIVED')`

/** A number that depends on the row alone, 0 to below `choices`. */
const chance = (seed: string, choices: number): string => `(hashtext(${seed}::text) & 2147483647) % ${choices}`

/** Whom the member of a committee's list is: the one behind the first proposer by so many places. */
const SIGNERS: readonly Statement[] = [
  {
    text: `create temp table ranked on commit preserve rows as
      select organization_id, id, row_number() over w as place, count(*) over (partition by organization_id) as total
      from members window w as (partition by organization_id order by id)`,
  },
  {
    text: `insert into proposal_signers (organization_id, id, proposal_id, member_id, role, state, rank, text_number, invited_at, answered_at)
      select p.organization_id, pg_temp.id(p.created_at, 'signer' || p.id || rank), p.id, s.id,
        case when rank = 0 then 'FIRST' else 'CO_SIGNER' end, 'ACCEPTED', rank, 1, p.created_at, p.created_at + interval '1 day'
      from proposals p join ranked f on f.organization_id = p.organization_id and f.id = p.first_proposer_id
        cross join generate_series(0, case when p.proposer_kind = 'MEMBERS_JOINT' then 3 else 0 end) rank
        join ranked s on s.organization_id = p.organization_id and s.place = (f.place + rank * 7 - 1) % f.total + 1`,
  },
]

const HANDLING: readonly Statement[] = [
  {
    text: `insert into proposal_assignments (organization_id, id, proposal_id, office_id, state, assigned_by, created_at)
      select p.organization_id, pg_temp.id(p.filed_at, 'assignment' || p.id), p.id, o.id, 'DISPATCHED', p.created_by, p.filed_at + interval '5 days'
      from proposals p join assigning_offices o on o.organization_id = p.organization_id and o.rank = ${chance('p.id', 2)}
      where p.state in ${HANDLED}`,
  },
  {
    text: `insert into proposal_handlings (organization_id, id, proposal_id, assignment_id, unit_id, role, state, signed_for_at, contacted_at, replied_at, created_at)
      select p.organization_id, pg_temp.id(p.filed_at, 'handling' || p.id || n), p.id, a.id, u.id,
        case when hosts then (case when n = 0 then 'HOST' else 'CO_HANDLER' end) else 'SOLE' end,
        case when p.state = 'ASSIGNED' then 'NEW' when p.state = 'IN_HANDLING' then 'HANDLING' when n = 0 then 'REPLIED' else 'OPINION_GIVEN' end,
        case when p.state <> 'ASSIGNED' then p.filed_at + interval '7 days' end,
        case when p.state <> 'ASSIGNED' then p.filed_at + interval '15 days' end,
        case when p.state in ${ANSWERED} and n = 0 then p.filed_at + interval '90 days' end, p.filed_at + interval '5 days'
      from proposals p join proposal_assignments a on a.organization_id = p.organization_id and a.proposal_id = p.id
        cross join lateral (select ${chance(`'host' || p.id`, 3)} = 0 as hosts) h
        cross join generate_series(0, case when hosts then 1 else 0 end) n
        join undertaking_units u on u.organization_id = p.organization_id and u.rank = (${chance(`'unit' || p.id`, 40)} + n) % 40`,
  },
  {
    text: `insert into proposal_replies (organization_id, id, proposal_id, handling_id, round, state, reply_class, local_letter, items, body,
        signer_name, contact_name, contact_phone, drafted_by, reviewed_by, sent_at, created_at)
      select h.organization_id, pg_temp.id(h.replied_at, 'reply' || h.id), h.proposal_id, h.id, 1, 'SENT', c.class, c.letter, '[]',
        '您提出的关于' || p.title || '收悉，现答复如下：' || p.suggestions, '刘局长', '王科长', '0352-2000000', p.created_by, p.created_by, h.replied_at, h.replied_at
      from proposal_handlings h join proposals p on p.organization_id = h.organization_id and p.id = h.proposal_id
        join (values (0, 'RESOLVED', 'A'), (1, 'RESOLVED', 'A'), (2, 'IN_PROGRESS_OR_PLANNED', 'B'), (3, 'NOT_FEASIBLE_NOW', 'C')) c (place, class, letter)
          on c.place = ${chance(`'class' || h.id`, 4)}
      where h.state = 'REPLIED'`,
  },
  {
    text: `insert into proposal_feedback (organization_id, id, proposal_id, reply_id, member_id, result, attitude, overall, comment, is_late, created_by, created_at)
      select r.organization_id, pg_temp.id(r.sent_at, 'feedback' || r.id || s.rank), r.proposal_id, r.id, s.member_id, 'SATISFIED', 'SATISFIED', 'SATISFIED',
        '办理单位上门沟通，答复具体', false, p.created_by, r.sent_at + interval '10 days'
      from proposal_replies r join proposals p on p.organization_id = r.organization_id and p.id = r.proposal_id
        join proposal_signers s on s.organization_id = r.organization_id and s.proposal_id = r.proposal_id
      where p.state in ('CLOSED', 'ARCHIVED')`,
  },
]

const EVENTS: readonly Statement[] = [
  {
    text: `insert into proposal_events (organization_id, id, proposal_id, action, from_state, to_state, audience, note, actor_id, created_at)
      select p.organization_id, pg_temp.id(p.created_at + e.days * interval '1 day', 'event' || p.id || e.days), p.id, e.action, e.source, e.target,
        'ALL', '', p.created_by, p.created_at + e.days * interval '1 day'
      from proposals p join (values
          (3, 'SUBMIT', 'DRAFT', 'SUBMITTED', '{}'::text[]),
          (8, 'FIRST_CHECK', 'SUBMITTED', 'FIRST_CHECKED', '{SUBMITTED}'),
          (12, 'RECHECK', 'FIRST_CHECKED', 'RECHECKED', '{SUBMITTED}'),
          (20, 'FILE', 'RECHECKED', 'FILED', '{SUBMITTED,RECHECKED}'),
          (25, 'ASSIGN', 'FILED', 'ASSIGNED', '{SUBMITTED,RECHECKED,FILED}'),
          (27, 'BEGIN_HANDLING', 'ASSIGNED', 'IN_HANDLING', '{SUBMITTED,RECHECKED,FILED,ASSIGNED}'),
          (110, 'COMPLETE_REPLIES', 'IN_HANDLING', 'REPLIED', '{SUBMITTED,RECHECKED,FILED,ASSIGNED,IN_HANDLING}'),
          (120, 'GIVE_FEEDBACK', 'REPLIED', 'FEEDBACK', '{SUBMITTED,RECHECKED,FILED,ASSIGNED,IN_HANDLING,REPLIED}'),
          (200, 'CLOSE', 'FEEDBACK', 'CLOSED', '{SUBMITTED,RECHECKED,FILED,ASSIGNED,IN_HANDLING,REPLIED,FEEDBACK}')
        ) e (days, action, source, target, before) on p.state <> 'DRAFT' and not (p.state = any(e.before))`,
  },
  {
    text: `insert into proposal_counters (organization_id, session_id, kind, last)
      select organization_id, session_id, kind, max(case kind when 'RECEIPT' then receipt_number else case_number end)
      from proposals, (values ('RECEIPT'), ('CASE')) k (kind)
      where session_id is not null group by 1, 2, 3
      having max(case kind when 'RECEIPT' then receipt_number else case_number end) is not null`,
  },
]

/** What became of the proposals: signers, assignments, units, replies, feedback, history, counters. */
export const HISTORY: readonly Statement[] = [...SIGNERS, ...HANDLING, ...EVENTS]
