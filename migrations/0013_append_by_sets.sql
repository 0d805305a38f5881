-- Many entries of one command (a batch, an import) are inserted as sets: two statements in place of two for each entry, in six
-- tenths of the time. The chain itself is counted entry by entry. Of a single entry, which most commands leave, a set would cost
-- more than it brings.
create or replace function append_changes(organization bigint, entries jsonb, actor uuid, request text, first_result jsonb default null)
returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
  stream change_streams;
  before bigint;
  moment timestamptz;
  entry jsonb;
  body_hash bytea;
  body_hashes bytea[] := '{}';
  -- Of the head before, and of each entry.
  hashes bytea[];
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
  before := stream.seq;
  hashes := array[stream.head_hash];
  moment := clock_timestamp();
  for place in 0 .. jsonb_array_length(entries) - 1 loop
    entry := entries->place;
    stream.seq := stream.seq + 1;
    body_hash := sha256(convert_to((entry->'payload')::text, 'UTF8'));
    stream.head_hash := change_hash(stream.head_hash, organization, stream.epoch, stream.seq, entry->>'recordType',
      (entry->>'recordId')::uuid, (entry->>'version')::int, entry->>'op', entry->>'action', (entry->>'schemaVersion')::int,
      actor, request, moment, body_hash);
    body_hashes := body_hashes || body_hash;
    hashes := hashes || stream.head_hash;
  end loop;
  if stream.seq = before + 1 then
    insert into change_log values (organization, stream.epoch, stream.seq, entry->>'recordType', (entry->>'recordId')::uuid,
      (entry->>'version')::int, entry->>'op', entry->>'action', (entry->>'schemaVersion')::int, actor, request, moment,
      body_hash, hashes[1], stream.head_hash);
    insert into change_payloads values (organization, stream.epoch, stream.seq, entry->'payload');
  else
    insert into change_log
    select organization, stream.epoch, before + place, e->>'recordType', (e->>'recordId')::uuid, (e->>'version')::int, e->>'op',
      e->>'action', (e->>'schemaVersion')::int, actor, request, moment, body_hashes[place], hashes[place], hashes[place + 1]
    from jsonb_array_elements(entries) with ordinality given (e, place);
    insert into change_payloads
    select organization, stream.epoch, before + place, e->'payload'
    from jsonb_array_elements(entries) with ordinality given (e, place);
  end if;
  update change_streams set seq = stream.seq, head_hash = stream.head_hash where organization_id = organization;
  return stream.seq;
end $$;
