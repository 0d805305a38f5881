-- Every writing transaction ends with append_changes: here it does the same with less. It also keeps the command's first result,
-- for no statement of its own. Whoever waits, waits for one lock and not for a row and then its writer. Entries are read by
-- place, and change_hash is a part of the expression that asks for it: declared as what it is, for PostgreSQL inlines no
-- function that promises more than its parts (to_char is stable).
alter function change_hash(bytea, bigint, int, bigint, text, uuid, int, text, text, int, uuid, text, timestamptz, bytea) stable;
--> statement-breakpoint
drop function append_changes(bigint, jsonb, uuid, text);
--> statement-breakpoint
create function append_changes(organization bigint, entries jsonb, actor uuid, request text, first_result jsonb default null)
returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
  stream change_streams;
  moment timestamptz;
  entry jsonb;
  body_hash bytea;
  entry_hash bytea;
begin
  if organization <> all(coalesce(writable_organizations(), '{}'))
    or (first_result->>'organizationId')::bigint <> all(coalesce(writable_organizations(), '{}')) then
    raise insufficient_privilege using message = 'append_changes: organization not writable in this transaction';
  end if;
  -- Before the stream is taken: the same key in another transaction is waited for, which needs the stream itself.
  if first_result is not null then
    insert into idempotency_keys (organization_id, account_id, key, command, request_hash, result)
    values ((first_result->>'organizationId')::bigint, actor, first_result->>'key', first_result->>'command',
      decode(first_result->>'requestHash', 'hex'), first_result->'result');
  end if;
  if entries = '[]' then
    return null;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('change_streams', organization));
  select * into stream from change_streams where organization_id = organization;
  if not found then
    insert into change_streams (organization_id) values (organization) returning * into stream;
  end if;
  moment := clock_timestamp();
  for place in 0 .. jsonb_array_length(entries) - 1 loop
    entry := entries->place;
    stream.seq := stream.seq + 1;
    body_hash := sha256(convert_to((entry->'payload')::text, 'UTF8'));
    entry_hash := change_hash(stream.head_hash, organization, stream.epoch, stream.seq, entry->>'recordType',
      (entry->>'recordId')::uuid, (entry->>'version')::int, entry->>'op', entry->>'action', (entry->>'schemaVersion')::int,
      actor, request, moment, body_hash);
    insert into change_log values (organization, stream.epoch, stream.seq, entry->>'recordType', (entry->>'recordId')::uuid,
      (entry->>'version')::int, entry->>'op', entry->>'action', (entry->>'schemaVersion')::int, actor, request, moment,
      body_hash, stream.head_hash, entry_hash);
    insert into change_payloads values (organization, stream.epoch, stream.seq, entry->'payload');
    stream.head_hash := entry_hash;
  end loop;
  update change_streams set seq = stream.seq, head_hash = stream.head_hash where organization_id = organization;
  return stream.seq;
end $$;
--> statement-breakpoint
revoke execute on function append_changes(bigint, jsonb, uuid, text, jsonb) from public;
--> statement-breakpoint
grant execute on function append_changes(bigint, jsonb, uuid, text, jsonb) to cppcc_runtime;
