CREATE TABLE "activity_search" (
	"organization_id" bigint NOT NULL,
	"activity_id" uuid NOT NULL,
	"tokens" "tsvector" NOT NULL,
	CONSTRAINT "activity_search_organization_id_activity_id_pk" PRIMARY KEY("organization_id","activity_id")
);
--> statement-breakpoint
ALTER TABLE "activities" DROP CONSTRAINT "activities_state";--> statement-breakpoint
ALTER TABLE "activity_speeches" ADD COLUMN "entered_by" uuid;--> statement-breakpoint
ALTER TABLE "activities" ADD COLUMN "member_id" uuid;--> statement-breakpoint
ALTER TABLE "activity_search" ADD CONSTRAINT "activity_search_organization_id_activity_id_activities_organization_id_id_fk" FOREIGN KEY ("organization_id","activity_id") REFERENCES "public"."activities"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activity_search_tokens" ON "activity_search" USING gin ("tokens");--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_organization_id_member_id_members_organization_id_id_fk" FOREIGN KEY ("organization_id","member_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activities_member" ON "activities" USING btree ("organization_id","member_id","starts_at","id");--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_submitted" CHECK (state not in ('SUBMITTED', 'RETURNED') or member_id is not null);--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_state" CHECK (state in ('PLANNED', 'NOTIFIED', 'HELD', 'CLOSED', 'CANCELLED', 'SUBMITTED', 'RETURNED'));--> statement-breakpoint
call protect_tenant_table('activity_search');
--> statement-breakpoint
-- A delegation that was entered by mistake is removed; the change log keeps it.
grant delete on activity_delegations to cppcc_runtime;
--> statement-breakpoint
-- Which activities have all these words? It asks the index in the walls' stead, as search_proposals does (0002), and shows
-- nothing beyond them. Without words it shows all.
create function search_activities(words tsquery, organization bigint) returns setof uuid
language plpgsql stable security definer rows 100 set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  walls bigint[] := visible_organizations();
begin
  if organization is not null then
    walls := array(select unnest(walls) intersect select organization);
  end if;
  if words is null then
    return query select a.id from activities a where a.organization_id = any(walls);
  else
    return query select s.activity_id from activity_search s where s.tokens @@ words and s.organization_id = any(walls);
  end if;
end $$;
--> statement-breakpoint
revoke execute on function search_activities(tsquery, bigint) from public;
--> statement-breakpoint
grant execute on function search_activities(tsquery, bigint) to cppcc_runtime;
--> statement-breakpoint
-- Activities that were there before are found too: by pairs of Han characters, the last one of a run, and words whole, as
-- kernel/search.ts makes them.
insert into activity_search (organization_id, activity_id, tokens)
select a.organization_id, a.id, coalesce((
  select string_agg(distinct t.token, ' ')
  from regexp_matches(lower(normalize(a.title || ' ' || a.place, NFKC)), '[々〇㐀-鿿]+|(?:(?![々〇㐀-鿿])[[:alnum:]])+', 'g') as run,
    lateral (
      select substr(run[1], i, 2) as token from generate_series(1, length(run[1]) - 1) i where run[1] ~ '^[々〇㐀-鿿]'
      union all select right(run[1], 1) where run[1] ~ '^[々〇㐀-鿿]'
      union all select left(run[1], 40) where run[1] !~ '^[々〇㐀-鿿]'
    ) t
), '')::tsvector
from activities a;
