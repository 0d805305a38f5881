import pg from 'pg'
import t, { type Test } from 'tap'
import { testDatabase } from '../../support/postgres.ts'

/**
 * What every table must keep to (docs/decisions/0002): asked of the catalog, so that a new table is held to it without
 * anybody thinking of it. Tables without tenants are named here, each with the reason.
 */
const NOT_TENANT = new Map([
  ['sign_in_names', 'routes a sign-in name to its organization before anybody is signed in'],
  ['sign_in_attempts', 'keyed digests of sign-in attempts, of unknown accounts too'],
])

/** Unique on the whole node and not in a committee: by these ids alone a viewer's seats, units and offices are known (0006). */
const OF_THE_NODE = ['members_one', 'undertaking_units_one', 'assigning_offices_one']

async function catalog(test: Test, sql: string): Promise<Record<string, string>[]> {
  const { ownerUrl, runtimeUrl } = await testDatabase(test)
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows } = await client.query(sql.replaceAll('$runtime', new URL(runtimeUrl).username))
  await client.end()
  return rows
}

const TABLES = `select c.oid, c.relname as name from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not in (${[...NOT_TENANT.keys()].map(name => `'${name}'`).join()})`

t.test('every tenant table has organization_id, not null', async t => {
  const missing = await catalog(
    t,
    `select name from (${TABLES}) t where not exists (
    select from pg_attribute a where a.attrelid = t.oid and a.attname = 'organization_id' and a.attnotnull)`,
  )
  t.same(missing, [])
})

t.test('organization_id is first in every primary key and unique index', async t => {
  const wrong = await catalog(
    t,
    `select t.name, i.indexrelid::regclass::text as index from (${TABLES}) t
    join pg_index i on i.indrelid = t.oid and (i.indisunique or i.indisprimary)
    where (select a.attname from pg_attribute a where a.attrelid = t.oid and a.attnum = i.indkey[0]) <> 'organization_id'`,
  )
  t.same(wrong.map(({ index }) => index).sort(), OF_THE_NODE.toSorted())
})

t.test('organization_id is first in every foreign key, on both sides', async t => {
  const wrong = await catalog(
    t,
    `select t.name, k.conname from (${TABLES}) t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
    where k.conname <> 'organizations_parent_id_organizations_organization_id_fk' and (
      (select a.attname from pg_attribute a where a.attrelid = k.conrelid and a.attnum = k.conkey[1]) <> 'organization_id'
      or (select a.attname from pg_attribute a where a.attrelid = k.confrelid and a.attnum = k.confkey[1]) <> 'organization_id')`,
  )
  t.same(wrong, [])
})

t.test('every foreign key is the beginning of an index', async t => {
  const missing = await catalog(
    t,
    `select t.name, k.conname from (${TABLES}) t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
    where not exists (select from pg_index i where i.indrelid = k.conrelid and i.indpred is null
      and (string_to_array(i.indkey::text, ' ')::int2[])[1:array_length(k.conkey, 1)] = k.conkey)`,
  )
  t.same(missing, [])
})

t.test('row-level security is on and forced, with a policy for reading and for each way of writing', async t => {
  const wrong = await catalog(
    t,
    `select t.name from (${TABLES}) t join pg_class c on c.oid = t.oid
    where not c.relrowsecurity or not c.relforcerowsecurity
      or (select count(*) from pg_policy p where p.polrelid = t.oid and 'cppcc_runtime'::regrole = any(p.polroles)) <> 4`,
  )
  t.same(wrong, [])
})

t.test('only the public tree of committees is readable without a wall', async t => {
  const open = await catalog(
    t,
    `select t.name, p.polname from (${TABLES}) t join pg_policy p on p.polrelid = t.oid
    where 'cppcc_runtime'::regrole = any(p.polroles) and pg_get_expr(p.polqual, p.polrelid) not like '%organization_id = ANY%'`,
  )
  t.same(open, [{ name: 'organizations', polname: 'public_read' }])
})

t.test("no wall is a condition for an index, beside the statement's own", async t => {
  const wrong = await catalog(
    t,
    `select t.name, p.polname from (${TABLES}) t join pg_policy p on p.polrelid = t.oid
    where 'cppcc_runtime'::regrole = any(p.polroles) and pg_get_expr(p.polqual, p.polrelid) not like 'COALESCE(%'`,
  )
  t.same(wrong, [{ name: 'organizations', polname: 'public_read' }])
})

t.test('the service owns nothing, bypasses nothing, and cannot touch the log', async t => {
  const [role] = await catalog(
    t,
    `select rolsuper, rolbypassrls, rolcreaterole, (select count(*)::int from pg_class where relowner = r.oid) as owned,
      has_table_privilege('$runtime', 'change_log', 'insert, update, delete, truncate') as log,
      has_table_privilege('$runtime', 'duty_records', 'delete') as ledger,
      has_table_privilege('$runtime', 'sign_in_names', 'select') as names
    from pg_roles r where rolname = '$runtime'`,
  )
  t.same(role, {
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: false,
    owned: 0,
    log: false,
    ledger: false,
    names: false,
  })
})

t.test('views are security_invoker, and functions that see past the walls fix their search path', async t => {
  t.same(
    await catalog(
      t,
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
    and (relkind = 'm' or coalesce(array_to_string(reloptions, ','), '') not like '%security_invoker=true%')`,
    ),
    [],
  )
  t.same(
    await catalog(
      t,
      `select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
    and (proconfig is null or not exists (select from unnest(proconfig) c where c like 'search_path=%'))`,
    ),
    [],
  )
})

t.test('the database is UTF-8 with a ctype that knows Chinese letters', async t => {
  const [database] = await catalog(
    t,
    `select pg_encoding_to_char(encoding) as encoding, '政' ~ '[[:alpha:]]' as han, lower('Ａ') = 'ａ' as wide
    from pg_database where datname = current_database()`,
  )
  t.same(database, { encoding: 'UTF8', han: true, wide: true })
})
