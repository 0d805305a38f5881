import t, { type Test } from 'tap'
import { verifyChain } from '../../src/cli/verify.ts'
import { appendChanges } from '../../src/platform/changelog/append.ts'
import { PLACES, type World, world } from '../support/world.ts'

const CITY = PLACES.CITY

/** Six entries of the city, three of its county. */
async function givenChains(t: Test): Promise<World> {
  const w = await world(t)
  for (const [place, count] of [
    ['CITY', 6],
    ['COUNTY', 3],
  ] as const) {
    for (let i = 1; i <= count; i++) {
      const change = {
        recordType: 'Session',
        recordId: null,
        version: i,
        op: 'UPDATE',
        action: 'test',
        payload: { i },
      } as const
      await w.system(place, tx => appendChanges(tx, PLACES[place], 'request', [change]))
    }
  }
  return w
}

/** What an owner of the database can do past every rule: no wall, no foreign key, no trigger. */
async function tamper(w: World, sql: string): Promise<void> {
  const client = await w.owner.connect()
  await client.query(`begin; set local session_replication_role = replica; ${sql}; commit`)
  client.release()
}

const entry = `change_log where organization_id = ${CITY} and seq`
const forged = (epoch: number, seq: number, prev: string, hash: string, action = 'forged') =>
  `insert into change_log select organization_id, ${epoch}, ${seq}, record_type, record_id, version, op, '${action}', schema_version,
    actor_id, request_id, at, payload_hash, ${prev}, ${hash} from ${entry} = 6`
const hashOf = (seq: number) => `(select hash from ${entry} = ${seq})`
/** The hash that an entry made of number 6 would have: the algorithm is no secret. */
const rightHash = (epoch: number, seq: number, prev: string, action = 'forged') =>
  `change_hash(${prev}, organization_id, ${epoch}, ${seq}, record_type, record_id, version, op, '${action}', schema_version, actor_id,
    request_id, at, payload_hash)`

const FAULTS: readonly (readonly [what: string, sql: string, found: readonly string[]])[] = [
  [
    'a field is changed',
    `update change_log set action = 'other' where organization_id = ${CITY} and seq = 3`,
    ['1/3 ENTRY_CHANGED'],
  ],
  [
    'the actor is changed',
    `update change_log set actor_id = gen_random_uuid() where organization_id = ${CITY} and seq = 1`,
    ['1/1 ENTRY_CHANGED'],
  ],
  [
    'the moment is changed',
    `update change_log set at = at - interval '1 day' where organization_id = ${CITY} and seq = 6`,
    ['1/6 ENTRY_CHANGED'],
  ],
  [
    'two entries are swapped',
    `update change_log set seq = case seq when 2 then 104 else 102 end where organization_id = ${CITY} and seq in (2, 4);
     update change_log set seq = seq - 100 where organization_id = ${CITY} and seq > 100`,
    ['1/2 CHAIN_BROKEN', '1/3 CHAIN_BROKEN', '1/4 CHAIN_BROKEN', '1/5 CHAIN_BROKEN'],
  ],
  ['one in the middle is deleted', `delete from ${entry} = 3`, ['1/4 MISSING_BEFORE']],
  ['the first is deleted', `delete from ${entry} = 1`, ['1/2 MISSING_BEFORE']],
  ['the tail is cut', `delete from ${entry} >= 5`, ['1/6 TAIL_MISSING']],
  ['everything is deleted', `delete from ${entry} > 0`, ['1/6 TAIL_MISSING']],
  [
    'a payload is changed',
    `update change_payloads set payload = '{"i": 99}' where organization_id = ${CITY} and seq = 2`,
    ['1/2 PAYLOAD_CHANGED'],
  ],
  [
    'payloads are swapped',
    `update change_payloads p set payload = o.payload from change_payloads o where p.organization_id = ${CITY} and o.organization_id = ${CITY}
       and (p.seq, o.seq) in ((1, 2), (2, 1))`,
    ['1/1 PAYLOAD_CHANGED', '1/2 PAYLOAD_CHANGED'],
  ],
  [
    'one is forged at the end, in the right form',
    forged(1, 7, hashOf(6), rightHash(1, 7, hashOf(6))),
    ['1/7 BEYOND_HEAD'],
  ],
  [
    'one is forged at the end, and the counter with it',
    `${forged(1, 7, hashOf(6), "'\\x00'")}; update change_streams set seq = 7, head_hash = '\\x00' where organization_id = ${CITY}`,
    ['1/7 ENTRY_CHANGED'],
  ],
  [
    'the history is forked in the middle',
    `delete from change_payloads where organization_id = ${CITY} and seq = 5; delete from ${entry} = 5;
     ${forged(1, 5, hashOf(4), rightHash(1, 5, hashOf(4)))}`,
    ['1/6 CHAIN_BROKEN'],
  ],
  [
    'a second branch is begun',
    forged(2, 5, hashOf(4), rightHash(2, 5, hashOf(4))),
    ['2/5 BEYOND_HEAD', '2/5 MISSING_BEFORE'],
  ],
  [
    'the counter is lost',
    `delete from change_streams where organization_id = ${CITY}`,
    [1, 2, 3, 4, 5, 6].map(seq => `1/${seq} BEYOND_HEAD`),
  ],
  [
    'the log is deleted with its counter',
    `delete from change_streams where organization_id = ${CITY}; delete from change_payloads where organization_id = ${CITY};
     delete from change_log where organization_id = ${CITY}`,
    ['1/1 CHAIN_MISSING'],
  ],
]

t.test('whatever the owner of the database does to a chain is found and named', async t => {
  for (const [what, sql, found] of FAULTS) {
    await t.test(what, async t => {
      const w = await givenChains(t)
      t.strictSame((await verifyChain(w.services, CITY)).problems, [], 'sound before')
      await tamper(w, sql)
      const { organization, problems } = await verifyChain(w.services, CITY)
      t.equal(organization, CITY)
      t.strictSame(problems.map(p => `${p.epoch}/${p.seq} ${p.problem}`).sort(), [...found].sort())
      t.ok(problems.every(p => p.organization === CITY))
      t.strictSame((await verifyChain(w.services, PLACES.COUNTY)).problems, [], 'the neighbour is untouched')
    })
  }
})

t.test('an erased payload leaves the chain valid, and further entries join it', async t => {
  const w = await givenChains(t)
  await tamper(w, `delete from change_payloads where organization_id = ${CITY} and seq in (2, 6)`)
  const sound = { organization: CITY, entries: 6, problems: [] }
  t.strictSame(await verifyChain(w.services, CITY), sound)
  const change = {
    recordType: 'Session',
    recordId: null,
    version: 7,
    op: 'UPDATE',
    action: 'test',
    payload: {},
  } as const
  await w.system('CITY', tx => appendChanges(tx, CITY, 'request', [change]))
  t.strictSame(await verifyChain(w.services, CITY), { ...sound, entries: 7 })
})

t.test('the service itself cannot do any of it', async t => {
  const w = await givenChains(t)
  for (const sql of [
    `update change_log set action = 'other'`,
    'delete from change_log',
    `update change_payloads set payload = '{}'`,
    'update change_streams set seq = 0',
    forged(1, 7, hashOf(6), hashOf(6)),
  ]) {
    await t.rejects(
      w.system('CITY', tx => tx.client.query(sql)),
      { code: '42501' },
      sql.slice(0, 30),
    )
  }
  t.strictSame((await verifyChain(w.services, CITY)).problems, [])
})
