import pg from 'pg'
import t, { type Test } from 'tap'
import { senderOver } from '../../../src/platform/db/burst.ts'
import { openDatabase } from '../../../src/platform/db/pool.ts'
import { transaction } from '../../../src/platform/db/transaction.ts'
import { emptyDatabase } from '../../support/postgres.ts'

/** A connection, what is sent over it, and how often the server has answered. */
async function connected(t: Test) {
  const { ownerUrl } = await emptyDatabase(t)
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const lost: Error[] = []
  client.on('error', error => lost.push(error))
  t.teardown(() => client.end())
  const answers = { count: 0 }
  ;(client as unknown as { connection: pg.Connection }).connection.on('readyForQuery', () => answers.count++)
  return { ...senderOver(client), answers, lost }
}

const codeOf = (outcome: PromiseSettledResult<unknown>): unknown =>
  outcome.status === 'rejected' ? outcome.reason.code : 'done'

t.test('statements of one turn are answered once, in their order', async t => {
  const { query, answers } = await connected(t)
  const named = { name: 'twice', text: 'select $1::int * 2 as twice' }
  const [created, written, none, once, again] = await Promise.all([
    query('create table notes (id int primary key, text text)'),
    query(`insert into notes values (1, $1), (2, 'b') returning text`, ['甲']),
    query('select from notes where false'),
    query<{ twice: number }>({ ...named, values: [4] }),
    query<{ twice: number }>(named, [21]),
  ])
  t.equal(answers.count, 1)
  t.equal(created.command, 'CREATE')
  t.same([written.rowCount, written.rows], [2, [{ text: '甲' }, { text: 'b' }]])
  t.same([none.rowCount, none.rows], [0, []])
  t.same([once.rows, again.rows], [[{ twice: 8 }], [{ twice: 42 }]])
  t.same((await query<{ twice: number }>(named, [1])).rows, [{ twice: 2 }], 'prepared before')
  t.equal(answers.count, 2)
})

t.test('what is sent behind a statement that fails is not done, and fails with its error', async t => {
  const { query } = await connected(t)
  await query('create table notes (id int primary key)')
  const later = { name: 'later', text: 'insert into notes values ($1) returning id' }
  for (const [text, code] of [
    ['insert into notes values (1)', '23505'],
    ['select 1 / 0', '22012'],
    ['select from nowhere', '42P01'],
    ['select 1; select 2', '42601'],
  ] as const) {
    await query('begin')
    const outcomes = await Promise.allSettled([
      query('insert into notes values (1)'),
      query({ name: `failing ${code}`, text }),
      query({ ...later, values: [3] }),
    ])
    t.same(outcomes.map(codeOf), ['done', code, code], text)
    await query('rollback')
    t.same((await query('select id from notes')).rows, [], 'nothing of the transaction stays')
    await query('begin')
    t.same((await query({ ...later, values: [4] })).rows, [{ id: 4 }], 'prepared now, not before')
    await query('rollback')
    const again = await Promise.allSettled([
      query('insert into notes values (1)'),
      query({ name: `failing ${code}`, text }),
    ])
    t.equal(codeOf(again[1] as PromiseSettledResult<unknown>), code, 'it fails in the same way again')
    await query('truncate notes')
  }
})

t.test('what cannot be sent ends the connection, so that no answer is taken for another', async t => {
  for (const refused of [
    { text: 'select $1::jsonb', values: [{ count: 1n }] },
    { name: 'known', text: 'select 2' },
  ]) {
    const { query, lost } = await connected(t)
    await query('create table notes (id int)')
    await query({ name: 'known', text: 'select 1' })
    const outcomes = await Promise.allSettled([
      query('insert into notes values (1)'),
      query(refused),
      query('select 3'),
    ])
    t.same(
      outcomes.map(({ status }) => status),
      ['rejected', 'rejected', 'rejected'],
    )
    t.match((outcomes[1] as PromiseRejectedResult).reason.message, /BigInt|must be unique/)
    t.equal(lost.length, 1)
  }
})

t.test('a copy is not answered: the connection ends', async t => {
  const { query, lost } = await connected(t)
  await query('create table notes (id int)')
  const outcomes = await Promise.allSettled([query('copy notes from stdin'), query('select 1')])
  t.same(outcomes.map(codeOf), ['08P01', '08P01'])
  await t.rejects(query('select 1'))
  t.equal(lost.length, 1)
})

t.test('a transaction tells of the first error, and its connection serves the next', async t => {
  const { ownerUrl } = await emptyDatabase(t)
  const database = openDatabase({ url: ownerUrl, poolSize: 2, onError: () => {} })
  t.teardown(() => database.close())
  const viewer = { visible: '{}', writable: '{7}' } as Parameters<typeof transaction>[1]
  await transaction(database, viewer, ({ client }) => client.query('create table notes (id int primary key)'))
  const failing = transaction(database, viewer, async tx => {
    tx.closing(() => tx.client.query('insert into notes values (1)'))
    tx.closing(() => tx.client.query('insert into notes values (1)'))
    await tx.client.query('select from nowhere')
  })
  await t.rejects(failing, { code: '23505' })
  const unsendable = transaction(database, viewer, ({ client }) => client.query('select $1::jsonb', [{ count: 1n }]))
  await t.rejects(unsendable, /BigInt/)
  const { rows } = await transaction(database, viewer, ({ client }) =>
    client.query(`select current_setting('cppcc.writable') as walls, count(*)::int as notes from notes`),
  )
  t.same(rows, [{ walls: '{7}', notes: 0 }])
  const after = await database.writes.query(`select current_setting('cppcc.writable', true) as walls`)
  t.same(after.rows, [{ walls: '' }], 'walls end with their transaction')
})
