import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { migrate, migrationStatus } from '../../../src/platform/db/migrate.ts'
import { type AppliedMigration, pendingMigrations, readMigrations } from '../../../src/platform/db/migration-files.ts'
import { ask, endWorker, runWorker } from '../../support/embedded.ts'
import { emptyDatabase, testDatabase } from '../../support/postgres.ts'
import fc from '../../support/properties.ts'

const MEMBERS = { '0001_members.sql': 'create table members (name text not null);' }
const DUTIES = { '0002_duties.sql': 'create table duties (n integer);\nalter table members add column unit text;' }

/** Everything a refusal must leave as it was. */
async function contents(url: string): Promise<unknown> {
  const tables = await ask(
    url,
    `select table_schema, table_name, column_name from information_schema.columns
     where table_schema not in ('pg_catalog', 'information_schema') order by 1, 2, 3`,
  )
  const [table] = await ask<{ exists: boolean }>(
    url,
    "select to_regclass('cppcc_meta.schema_migrations') is not null as exists",
  )
  return {
    tables,
    applied: table?.exists ? await ask(url, 'select * from cppcc_meta.schema_migrations order by number') : [],
  }
}

async function refused(t: Test, url: string, directory: string, error: { code: string; en: RegExp; zh: RegExp }) {
  const before = await contents(url)
  const wanted = { code: error.code, text: { en: error.en, zh: error.zh } }
  await t.rejects(migrate(url, { directory }), wanted)
  await t.rejects(migrationStatus(url, { directory }), wanted)
  t.strictSame(await contents(url), before, 'nothing changed')
}

t.test('files are applied once, in order, and are on record', async t => {
  const { ownerUrl, runtimeUrl } = await emptyDatabase(t)
  const directory = t.testdir({ ...DUTIES, ...MEMBERS, meta: { '_journal.json': '{}' }, 'README.md': 'no migration' })
  const names = ['0001_members.sql', '0002_duties.sql']
  t.strictSame(await migrationStatus(ownerUrl, { directory }), { applied: [], pending: names })
  t.strictSame(await contents(ownerUrl), { tables: [], applied: [] }, 'asking for the status creates nothing')

  const said: string[] = []
  t.strictSame(await migrate(ownerUrl, { directory, log: message => said.push(message) }), names)
  t.equal(said.length, 2)
  t.strictSame(await migrate(ownerUrl, { directory }), [])
  const files = await readMigrations(directory)
  const { applied, pending } = await migrationStatus(ownerUrl, { directory })
  t.strictSame(pending, [])
  t.strictSame(
    applied.map(({ number, name, sha256 }) => ({ number, name, sha256 })),
    files.map(({ number, name, sha256 }) => ({ number, name, sha256 })),
  )
  t.strictSame(await ask(runtimeUrl, 'select max(number) as newest from cppcc_meta.schema_migrations'), [{ newest: 2 }])
  await t.rejects(ask(runtimeUrl, 'delete from cppcc_meta.schema_migrations'), { code: '42501' })
})

t.test('the first number may be 0000, as drizzle-kit counts', async t => {
  const { ownerUrl } = await emptyDatabase(t)
  const directory = t.testdir({ '0000_first.sql': 'create table a ();', '0001_second.sql': 'create table b ();' })
  t.strictSame(await migrate(ownerUrl, { directory }), ['0000_first.sql', '0001_second.sql'])
  t.strictSame(await migrate(ownerUrl, { directory }), [])
})

t.test('processes that start together share the work', async t => {
  const { ownerUrl } = await emptyDatabase(t)
  const count = 12
  const directory = t.testdir(
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `${String(i + 1).padStart(4, '0')}_step.sql`,
        `create table step_${i + 1} (); select pg_sleep(0.01);`,
      ]),
    ),
  )
  const workers = await Promise.all([1, 2, 3].map(() => runWorker(['migrate', ownerUrl, directory])))
  for (const worker of workers) t.equal(await endWorker(worker), 0)
  const names = (await readMigrations(directory)).map(file => file.name)
  t.strictSame(workers.flatMap(worker => worker.said).sort(), names, 'each file was applied by exactly one')
  t.equal((await migrationStatus(ownerUrl, { directory })).applied.length, count)
})

t.test('a failing file is rolled back as a whole and leaves the earlier ones', async t => {
  const { ownerUrl } = await emptyDatabase(t)
  const directory = t.testdir({
    ...MEMBERS,
    '0002_broken.sql': 'create table half ();\n-- 中文\ninsert into nowhere values (1);\ncreate table rest ();',
    '0003_after.sql': 'create table after ();',
  })
  await t.rejects(migrate(ownerUrl, { directory }), {
    code: 'MIGRATION_FAILED',
    text: { en: /0002_broken\.sql, line 3,.*nowhere.*\(42P01\)/, zh: /0002_broken\.sql 第 3 行.*nowhere/ },
  })
  const { applied, pending } = await migrationStatus(ownerUrl, { directory })
  t.strictSame(
    applied.map(row => row.name),
    ['0001_members.sql'],
  )
  t.strictSame(pending, ['0002_broken.sql', '0003_after.sql'])
  t.strictSame(await ask(ownerUrl, "select tablename from pg_tables where schemaname = 'public'"), [
    { tablename: 'members' },
  ])
  await writeFile(join(directory, '0002_broken.sql'), 'create table whole ();')
  t.strictSame(await migrate(ownerUrl, { directory }), ['0002_broken.sql', '0003_after.sql'])
})

t.test('a constraint that is checked only at the end still names its file', async t => {
  const { ownerUrl } = await emptyDatabase(t)
  const directory = t.testdir({
    '0001_deferred.sql': `create table a (n integer primary key);
      create table b (n integer references a deferrable initially deferred);
      insert into b values (1);`,
  })
  await t.rejects(migrate(ownerUrl, { directory }), { code: 'MIGRATION_FAILED', text: { en: /0001_deferred.*23503/ } })
  t.strictSame((await migrationStatus(ownerUrl, { directory })).applied, [])
})

t.test('folders that break a rule are refused before anything is applied', async t => {
  const cases = [
    [
      'gap',
      'MIGRATION_GAP',
      /0003_c\.sql number 0002 is missing/,
      /0003_c\.sql 之前缺少序号 0002/,
      ['0001_a', '0003_c'],
    ],
    ['late start', 'MIGRATION_GAP', /0002_b\.sql number 0001 is missing/, /缺少序号 0001/, ['0002_b']],
    [
      'duplicate',
      'MIGRATION_DUPLICATE',
      /0001_a\.sql and 0001_b\.sql/,
      /0001_a\.sql 与 0001_b\.sql/,
      ['0001_a', '0001_b'],
    ],
    ['no number', 'MIGRATION_NAME', /members\.sql is misnamed/, /members\.sql 命名/, ['0001_a', 'members']],
    ['capitals', 'MIGRATION_NAME', /0001_Members\.sql is misnamed/, /0001_Members\.sql 命名/, ['0001_Members']],
    ['short number', 'MIGRATION_NAME', /001_a\.sql is misnamed/, /001_a\.sql 命名/, ['001_a']],
  ] as const
  const { ownerUrl } = await emptyDatabase(t)
  for (const [name, code, en, zh, files] of cases) {
    await t.test(name, async t => {
      const directory = t.testdir(Object.fromEntries(files.map(file => [`${file}.sql`, 'create table never ();'])))
      await refused(t, ownerUrl, directory, { code, en, zh })
    })
  }
  for (const sql of [
    'create table a ();\nCOMMIT;\ncreate table b ();',
    'begin;',
    ' Start Transaction ;',
    'rollback work;',
  ]) {
    await t.test(sql.trim(), async t => {
      const directory = t.testdir({ '0001_a.sql': sql })
      await refused(t, ownerUrl, directory, { code: 'MIGRATION_TRANSACTION', en: /0001_a\.sql/, zh: /0001_a\.sql/ })
    })
  }
})

t.test('a PL/pgSQL body may begin and end', async t => {
  const { ownerUrl } = await emptyDatabase(t)
  const body = 'create function f() returns int language plpgsql as $$\nbegin\n  return 1;\nend;\n$$;'
  t.strictSame(await migrate(ownerUrl, { directory: t.testdir({ '0001_f.sql': body }) }), ['0001_f.sql'])
})

t.test('a database that does not fit the files is refused and left alone', async t => {
  const { ownerUrl } = await emptyDatabase(t)
  const directory = t.testdir({ ...MEMBERS, ...DUTIES })
  const file = (name: string) => join(directory, name)
  await migrate(ownerUrl, { directory })

  await t.test('other line ends are no change', async t => {
    await writeFile(file('0002_duties.sql'), DUTIES['0002_duties.sql'].replaceAll('\n', '\r\n'))
    t.strictSame(await migrate(ownerUrl, { directory }), [])
  })

  await writeFile(file('0003_new.sql'), 'create table new ();')
  await t.test('changed content', async t => {
    await writeFile(file('0002_duties.sql'), `${DUTIES['0002_duties.sql']} `)
    const error = {
      code: 'MIGRATION_CHANGED',
      en: /0002_duties\.sql was changed/,
      zh: /0002_duties\.sql 在执行之后被改动/,
    }
    await refused(t, ownerUrl, directory, error)
  })

  await t.test('changed name', async t => {
    await rm(file('0002_duties.sql'))
    await writeFile(file('0002_other.sql'), DUTIES['0002_duties.sql'])
    const error = { code: 'MIGRATION_CHANGED', en: /0002_other\.sql .*0002_duties\.sql/, zh: /0002_other\.sql/ }
    await refused(t, ownerUrl, directory, error)
    await rm(file('0002_other.sql'))
    await writeFile(file('0002_duties.sql'), DUTIES['0002_duties.sql'])
  })

  await t.test('late file', async t => {
    const late = t.testdir({ ...MEMBERS, '0000_late.sql': 'create table late ();', ...DUTIES })
    const error = {
      code: 'MIGRATION_LATE',
      en: /0000_late\.sql came late.*0002_duties\.sql/,
      zh: /0000_late\.sql 合入过晚/,
    }
    await refused(t, ownerUrl, late, error)
  })

  await t.test('database newer than the code', async t => {
    const error = { code: 'DATABASE_NEWER', en: /has 0002_duties\.sql.*newest 0001_members\.sql/, zh: /比本程序/ }
    await refused(t, ownerUrl, t.testdir(MEMBERS), error)
    await refused(t, ownerUrl, t.testdir({}), { ...error, en: /has 0002_duties\.sql/ })
  })

  t.strictSame(await migrate(ownerUrl, { directory }), ['0003_new.sql'], 'and goes on when the files fit again')
})

t.test('what is pending is exactly what follows what is applied', async t => {
  const file = (number: number) => ({ number, name: `${number}`, sql: '', sha256: `hash of ${number}` })
  const row = (number: number): AppliedMigration => ({ ...file(number), appliedAt: new Date(0) })
  const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 8 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 8 }), numbers, (count, applied) => {
      const files = Array.from({ length: count }, (_, i) => file(i + 1))
      const newest = Math.max(0, ...applied)
      const fits = newest <= count && newest === applied.length
      try {
        const pending = pendingMigrations(files, applied.map(row))
        return (
          fits &&
          pending.map(f => f.number).join() ===
            files
              .slice(newest)
              .map(f => f.number)
              .join()
        )
      } catch {
        return !fits
      }
    }),
  )
  t.pass('for all sets of files and rows')
})

t.test("the project's own migrations make a database that the service can log in to", async t => {
  const [first, second] = [await testDatabase(t), await testDatabase(t)]
  t.not(first.name, second.name)
  const { applied, pending } = await migrationStatus(first.ownerUrl)
  t.strictSame(pending, [])
  t.ok(applied.length > 0)
  const count = 'select count(*)::int as n from cppcc_meta.schema_migrations'
  t.strictSame(await ask(second.runtimeUrl, count), [{ n: applied.length }])
  await ask(first.ownerUrl, 'create table only_here ()')
  t.strictSame(await ask(second.ownerUrl, "select to_regclass('only_here') as there"), [{ there: null }])
})
