-- The walls are looked at row by row, and are no longer a condition for indexes. As one they stood beside the statement's own
-- condition on the committee: the planner took each to narrow the search down, expected one row of every index that begins with
-- the committee, and read all rows of a committee in place of one by its key.
create or replace procedure protect_tenant_table(name text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('create policy owner_all on %I to %I using (true) with check (true)', name, current_user);
  execute format('create policy tenant_read on %I for select to cppcc_runtime
    using (coalesce(organization_id = any((select visible_organizations())::bigint[]), false))', name);
  execute format('create policy tenant_insert on %I for insert to cppcc_runtime
    with check (organization_id = any((select writable_organizations())::bigint[]))', name);
  execute format('create policy tenant_update on %I for update to cppcc_runtime
    using (coalesce(organization_id = any((select writable_organizations())::bigint[]), false))
    with check (organization_id = any((select writable_organizations())::bigint[]))', name);
  execute format('create policy tenant_delete on %I for delete to cppcc_runtime
    using (coalesce(organization_id = any((select writable_organizations())::bigint[]), false))', name);
  execute format('grant select, insert, update, delete on %I to cppcc_runtime', name);
end $$;
--> statement-breakpoint
do $$
declare wall record;
begin
  for wall in
    select tablename, policyname, case policyname when 'tenant_read' then 'visible' else 'writable' end as list
    from pg_policies where schemaname = 'public' and policyname in ('tenant_read', 'tenant_update', 'tenant_delete')
  loop
    execute format('alter policy %I on %I using (coalesce(organization_id = any((select %I())::bigint[]), false))',
      wall.policyname, wall.tablename, wall.list || '_organizations');
  end loop;
end $$;
