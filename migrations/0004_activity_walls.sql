-- Activities: walls of the new tables; what was said and done at a meeting is corrected and never deleted.
call protect_tenant_table('activity_kinds');
--> statement-breakpoint
call protect_tenant_table('activities');
--> statement-breakpoint
call protect_tenant_table('activity_half_days');
--> statement-breakpoint
call protect_tenant_table('activity_invitations');
--> statement-breakpoint
call protect_tenant_table('activity_leave_requests');
--> statement-breakpoint
call protect_tenant_table('activity_leave_half_days');
--> statement-breakpoint
call protect_tenant_table('activity_attendances');
--> statement-breakpoint
call protect_tenant_table('activity_attendance_corrections');
--> statement-breakpoint
revoke delete on activities, activity_invitations, activity_leave_requests, activity_attendances,
  activity_attendance_corrections from cppcc_runtime;
--> statement-breakpoint
revoke update on activity_attendance_corrections from cppcc_runtime;
--> statement-breakpoint
-- Core: kinds, notices, replies and leave.
call protect_tenant_table('activity_agenda_items');
--> statement-breakpoint
call protect_tenant_table('activity_materials');
--> statement-breakpoint
-- A superior's activity that committees below may join: its title and times, and nothing of those that are not open.
create function joinable_activity(superior bigint, activity uuid)
returns table (title text, kind text, state text, starts_at timestamptz, ends_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.title, k.name, a.state, a.starts_at, a.ends_at
  from activities a join activity_kinds k on k.organization_id = a.organization_id and k.id = a.kind_id
    join organizations s on s.organization_id = a.organization_id
  where a.organization_id = superior and a.id = activity and a.is_open_below and a.state in ('NOTIFIED', 'HELD')
    and exists (select from organizations o where o.organization_id = any((select writable_organizations())::bigint[])
      and o.organization_id <> s.organization_id and starts_with(o.path, s.path))
$$;
--> statement-breakpoint
revoke execute on function joinable_activity(bigint, uuid) from public;
--> statement-breakpoint
grant execute on function joinable_activity(bigint, uuid) to cppcc_runtime;
--> statement-breakpoint
-- Committees that were there before activities get the kinds that a new one begins with (organizations/seed).
insert into activity_kinds (organization_id, id, code, name, aliases, rank, recorded_by, counts_half_days, leave_rules, may_repeat,
  outcomes, duty_category)
select o.organization_id, gen_random_uuid(), k.code, k.name, k.aliases::text[], k.rank, k.recorded_by, k.counts_half_days, k.leave_rules::jsonb,
  k.may_repeat, k.outcomes::text[], k.duty_category
from organizations o cross join (values
  ('PLENARY_SESSION', '全体会议', '{全会,全委会,政协全会}', 0, 'OFFICE', true, '[{"upToHalfDays":1,"approver":"OFFICE"},{"upToHalfDays":2,"approver":"SECRETARY_GENERAL"},{"upToHalfDays":null,"approver":"CHAIRPERSON"}]', false, '{REPORT,SUGGESTION,MEASURE,OPINION_REPORT,PROPOSAL}', 'PLENARY_SESSION'),
  ('STANDING_COMMITTEE_MEETING', '常务委员会会议', '{常委会,常委会会议}', 1, 'OFFICE', true, '[{"upToHalfDays":1,"approver":"OFFICE"},{"upToHalfDays":2,"approver":"SECRETARY_GENERAL"},{"upToHalfDays":null,"approver":"CHAIRPERSON"}]', false, '{REPORT,SUGGESTION,MEASURE,OPINION_REPORT,PROPOSAL}', 'STANDING_COMMITTEE_MEETING'),
  ('CHAIRPERSONS_MEETING', '主席会议', '{}', 2, 'OFFICE', false, '[{"upToHalfDays":null,"approver":"SECRETARY_GENERAL"}]', true, '{REPORT,SUGGESTION,MEASURE,OPINION_REPORT,PROPOSAL}', 'CHAIRPERSONS_MEETING'),
  ('SECRETARIES_GENERAL_MEETING', '秘书长会议', '{}', 3, 'OFFICE', false, '[{"upToHalfDays":null,"approver":"SECRETARY_GENERAL"}]', true, '{REPORT,SUGGESTION,MEASURE,OPINION_REPORT,PROPOSAL}', 'SECRETARIES_GENERAL_MEETING'),
  ('SPECIAL_COMMITTEE_MEETING', '专门委员会会议', '{专委会会议,专委会全体会议}', 4, 'SPECIAL_COMMITTEE', true, '[{"upToHalfDays":null,"approver":"OFFICE"}]', true, '{REPORT,SUGGESTION,MEASURE,OPINION_REPORT,PROPOSAL}', 'SPECIAL_COMMITTEE_MEETING'),
  ('TOPICAL_STANDING_MEETING', '专题议政性常务委员会会议', '{专题议政性常委会,专题议政性常委会会议}', 5, 'OFFICE', true, '[{"upToHalfDays":1,"approver":"OFFICE"},{"upToHalfDays":2,"approver":"SECRETARY_GENERAL"},{"upToHalfDays":null,"approver":"CHAIRPERSON"}]', false, '{REPORT,SUGGESTION,PROBLEM,MEASURE,OPINION_REPORT,PROPOSAL}', 'TOPICAL_STANDING_MEETING'),
  ('TOPICAL_CONSULTATION', '专题协商会', '{专题协商,专题协商会议}', 6, 'SPECIAL_COMMITTEE', false, '[{"upToHalfDays":null,"approver":"SECRETARY_GENERAL"}]', true, '{REPORT,SUGGESTION,PROBLEM,MEASURE,OPINION_REPORT,PROPOSAL}', 'TOPICAL_CONSULTATION'),
  ('BIWEEKLY_CONSULTATION', '双周协商座谈会', '{双周协商}', 7, 'SPECIAL_COMMITTEE', false, '[{"upToHalfDays":null,"approver":"SECRETARY_GENERAL"}]', true, '{REPORT,SUGGESTION,PROBLEM,MEASURE,OPINION_REPORT,PROPOSAL}', 'BIWEEKLY_CONSULTATION'),
  ('FIELD_RESEARCH', '调研', '{专题调研,调查研究}', 8, 'SPECIAL_COMMITTEE', true, '[{"upToHalfDays":null,"approver":"OFFICE"}]', true, '{REPORT,SUGGESTION,PROBLEM,MEASURE,OPINION_REPORT,PROPOSAL}', 'FIELD_RESEARCH'),
  ('INSPECTION', '视察', '{委员视察}', 9, 'SPECIAL_COMMITTEE', true, '[{"upToHalfDays":null,"approver":"OFFICE"}]', true, '{REPORT,SUGGESTION,PROBLEM,MEASURE,OPINION_REPORT,PROPOSAL}', 'INSPECTION'),
  ('STUDY_TOUR', '考察', '{学习考察,外出考察}', 10, 'SPECIAL_COMMITTEE', true, '[{"upToHalfDays":null,"approver":"OFFICE"}]', true, '{REPORT,SUGGESTION}', 'STUDY_TOUR'),
  ('DEMOCRATIC_SUPERVISION', '民主监督', '{民主监督活动}', 11, 'SPECIAL_COMMITTEE', true, '[{"upToHalfDays":null,"approver":"OFFICE"}]', true, '{REPORT,SUGGESTION,PROBLEM,MEASURE,OPINION_REPORT,PROPOSAL}', 'DEMOCRATIC_SUPERVISION'),
  ('VISIT', '走访', '{走访企业,走访界别群众,走访专家}', 12, 'MEMBER', false, '[{"upToHalfDays":null,"approver":"OFFICE"}]', true, '{SUGGESTION,PROBLEM,MEASURE,OPINION_REPORT,SERVICE_DEED}', 'VISIT'),
  ('DELEGATION_RECEIVED', '接待来访', '{接待考察团}', 13, 'OFFICE', false, '[{"upToHalfDays":null,"approver":"OFFICE"}]', true, '{REPORT}', 'DELEGATION_RECEIVED'),
  ('JOINT_RESEARCH', '联动调研', '{上下联动调研,联合调研}', 14, 'SPECIAL_COMMITTEE', true, '[{"upToHalfDays":null,"approver":"OFFICE"}]', true, '{REPORT,SUGGESTION,PROBLEM,MEASURE,OPINION_REPORT,PROPOSAL}', 'JOINT_RESEARCH'),
  ('STUDY_SESSION', '学习会', '{集体学习,理论学习}', 15, 'OFFICE', true, '[{"upToHalfDays":null,"approver":"OFFICE"}]', true, '{REPORT}', 'STUDY_SESSION'),
  ('READING_CLASS', '读书班', '{}', 16, 'OFFICE', true, '[{"upToHalfDays":null,"approver":"OFFICE"}]', true, '{REPORT}', 'STUDY_SESSION'),
  ('LECTURE', '委员讲堂', '{委员宣讲}', 17, 'OFFICE', false, '[{"upToHalfDays":null,"approver":"OFFICE"}]', true, '{SERVICE_DEED}', 'LECTURE'),
  ('COURSE', '课程', '{网络课程}', 18, 'OFFICE', false, '[{"upToHalfDays":null,"approver":"OFFICE"}]', true, '{}', 'COURSE'),
  ('READING_PROGRAMME', '委员读书', '{读书活动,书香政协}', 19, 'OFFICE', false, '[{"upToHalfDays":null,"approver":"OFFICE"}]', true, '{REPORT,SUGGESTION}', 'READING_PROGRAMME'),
  ('PARTY_BUILDING_DAY', '党建日活动', '{主题党日}', 20, 'OFFICE', false, '[{"upToHalfDays":null,"approver":"OFFICE"}]', true, '{}', 'PARTY_BUILDING_DAY'),
  ('INTERVIEW', '访谈', '{委员访谈,委员通道}', 21, 'OFFICE', false, '[{"upToHalfDays":null,"approver":"OFFICE"}]', true, '{SUGGESTION}', null),
  ('WELFARE_ACTIVITY', '公益活动', '{}', 22, 'MEMBER', false, '[{"upToHalfDays":null,"approver":"OFFICE"}]', true, '{SERVICE_DEED}', 'WELFARE_ACTIVITY'),
  ('TRAINING', '培训', '{委员培训}', 23, 'OFFICE', true, '[{"upToHalfDays":null,"approver":"OFFICE"}]', true, '{}', 'TRAINING'),
  ('OTHER', '其他活动', '{}', 24, 'OFFICE', false, '[{"upToHalfDays":null,"approver":"OFFICE"}]', true, '{REPORT,SUGGESTION,PROBLEM,MEASURE,OPINION_REPORT,PROPOSAL,SERVICE_DEED}', 'OTHER_ACTIVITY')
) k (code, name, aliases, rank, recorded_by, counts_half_days, leave_rules, may_repeat, outcomes, duty_category);
--> statement-breakpoint
-- Speeches and outcomes, visits, delegations, research topics.
call protect_tenant_table('activity_speech_calls');
--> statement-breakpoint
call protect_tenant_table('activity_speeches');
--> statement-breakpoint
call protect_tenant_table('activity_outcomes');
--> statement-breakpoint
call protect_tenant_table('activity_outcome_members');
--> statement-breakpoint
call protect_tenant_table('visit_subjects');
--> statement-breakpoint
call protect_tenant_table('activity_subjects');
--> statement-breakpoint
call protect_tenant_table('activity_delegations');
--> statement-breakpoint
call protect_tenant_table('research_topics');
--> statement-breakpoint
call protect_tenant_table('research_trips');
--> statement-breakpoint
revoke delete on activity_speech_calls, activity_speeches, activity_outcomes, visit_subjects, activity_delegations,
  research_topics from cppcc_runtime;
--> statement-breakpoint
-- Calendar feeds: revoked, never deleted.
call protect_tenant_table('calendar_feeds');
--> statement-breakpoint
revoke delete on calendar_feeds from cppcc_runtime;
