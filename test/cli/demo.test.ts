import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import t from 'tap'
import { createApp } from '../../src/app.ts'
import { demoAccounts } from '../../src/cli/demo/accounts.ts'
import { invent } from '../../src/cli/demo/people.ts'
import { places } from '../../src/cli/demo/places.ts'
import { random } from '../../src/cli/demo/random.ts'
import { lacksDemo, seedDemo } from '../../src/cli/demo/seed.ts'
import { verifyChain } from '../../src/cli/verify.ts'
import { loadConfig } from '../../src/config.ts'
import { categoryOf } from '../../src/domain/duty/categories/index.ts'
import { checkFacts } from '../../src/domain/duty/facts.ts'
import { roles } from '../../src/domain/identity/roles.ts'
import { isIdentityNumber } from '../../src/kernel/identity-number.ts'
import { Refused } from '../../src/kernel/user-error.ts'
import { testDatabase } from '../support/postgres.ts'
import { world } from '../support/world.ts'

/** Changed only with the demonstration itself: the same content on every machine, in every run. */
const CONTENT = 'db805658a474acf35407fd3d70f4e04f46481a2398647501d66472e938f822d1'

const PEOPLE = `select m.organization_id, p.name, p.sex, p.birth_year, p.phone_masked, m.work_unit, s.name as sector, c.name as committee,
    m.is_standing, m.joined_on::text, (select string_agg(e.name, '、' order by mp.rank) from member_positions mp
      join positions e on e.organization_id = mp.organization_id and e.id = mp.position_id
      where mp.organization_id = m.organization_id and mp.member_id = m.id) as positions
  from members m join persons p on p.organization_id = m.organization_id and p.id = m.person_id
  join sectors s on s.organization_id = m.organization_id and s.id = m.sector_id
  join special_committees c on c.organization_id = m.organization_id and c.id = m.special_committee_id`
const DUTY = `select d.organization_id, p.name, d.category, d.title, d.occurred_on::text, d.facts, d.state, d.reason
  from duty_records d join members m on m.organization_id = d.organization_id and m.id = d.member_id
  join persons p on p.organization_id = m.organization_id and p.id = m.person_id`
const PROPOSALS = `select p.organization_id, p.title, p.state, p.version, p.receipt_number, p.case_number, p.submitted_at::text, n.name,
    (select count(*) from proposal_events e where e.organization_id = p.organization_id and e.proposal_id = p.id) as events
  from proposals p join members m on m.organization_id = p.organization_id and m.id = p.first_proposer_id
  join persons n on n.organization_id = m.organization_id and n.id = m.person_id`

t.test('the demonstration: a city, ten counties, 2,350 members, 30,000 duty records of three years', async t => {
  const { runtimeUrl, ownerUrl } = await testDatabase(t)
  const folder = await mkdtemp(join(tmpdir(), 'cppcc-demo-'))
  const config = loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' })
  const app = await createApp({ config, databaseUrl: runtimeUrl })
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  t.teardown(async () => {
    await app.close()
    await owner.end()
    await rm(folder, { recursive: true })
  })
  const rows = async <Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> => (await owner.query<Row>(sql)).rows
  const one = async (sql: string): Promise<unknown> => Object.values((await rows(sql))[0] ?? {})[0]

  t.equal(await lacksDemo(app.services), true)
  // The desks are filled as the day of the seeding sees them; on the same day they are the same.
  await seedDemo({ ...app.services, clock: () => new Date('2026-11-25T04:00:00Z') })
  t.equal(await lacksDemo(app.services), false)

  await t.test('committees, terms, special committees', async t => {
    t.equal(await one(`select count(*)::int from organizations where level = 'CITY' and parent_id is null`), 1)
    t.equal(await one(`select count(*)::int from organizations where level = 'COUNTY' and parent_id = 140200`), 10)
    t.strictSame(await rows('select distinct number, starts_on::text from terms'), [
      { number: 15, starts_on: '2021-06-25' },
    ])
    t.equal(await one('select count(*)::int from terms'), 11)
    t.strictSame(
      await rows(`select count(*)::int as n from special_committees group by organization_id having count(*) <> 6`),
      [],
      'six special committees each',
    )
  })

  await t.test('members', async t => {
    t.equal(await one('select count(*)::int from members where organization_id = 140200'), 350)
    t.equal(await one('select count(*)::int from members where organization_id <> 140200'), 2_000)
    t.strictSame(
      await rows('select organization_id::text as number, count(*)::int as seats from members group by 1 order by 1'),
      places.map(({ number, seats }) => ({ number, seats })).sort((a, b) => (a.number < b.number ? -1 : 1)),
    )
    t.strictSame(await rows(`select from members where status <> 'ACTIVE' or sector_id is null`), [])
    t.strictSame(
      await rows(`select m.organization_id from members m join member_positions p on p.organization_id = m.organization_id and p.member_id = m.id
        join positions e on e.organization_id = p.organization_id and e.id = p.position_id where e.name = '主席' group by 1 having count(*) <> 1`),
      [],
      'one chairperson each',
    )
  })

  await t.test('duty records', async t => {
    type Record = {
      category: string
      facts: unknown
      occurred_on: string
      state: string
      reason: string | null
      source_type: string
    }
    const records = await rows<Record>(
      'select category, facts, occurred_on::text, state, reason, source_type from duty_records',
    )
    t.equal(records.length, 30_000)
    const wrong = records.filter(({ category: code, facts }) => {
      const category = categoryOf(code)
      return !category || checkFacts(category, facts).errors.length > 0
    })
    t.strictSame(wrong.slice(0, 3), [], "each record's facts satisfy its manifest")
    const entered = records.filter(record => record.source_type === 'ENTRY')
    const outside = entered.filter(({ occurred_on: day }) => day < '2022-01-01' || day > '2024-12-31')
    t.strictSame(outside, [], 'entered ones of 2022 to 2024')
    const reasons = records.filter(
      ({ state, reason }) => ['RETURNED', 'REVERSAL'].includes(state) !== (reason !== null),
    )
    t.strictSame(reasons.slice(0, 3), [])
    t.equal(
      await one(`select count(*)::int from duty_records d join members m on m.organization_id = d.organization_id and m.id = d.member_id
        where d.occurred_on < m.joined_on or d.occurred_on > coalesce(m.left_on, d.occurred_on)`),
      0,
      'each within its seat',
    )
    t.equal(await one('select count(*)::int from duty_records where score_year <> extract(year from occurred_on)'), 0)
    const states = await rows<{ state: string; n: number }>(
      'select state, count(*)::int as n from duty_records group by 1 order by 1',
    )
    t.strictSame(
      states.map(({ state }) => state),
      ['CONFIRMED', 'PENDING', 'RETURNED', 'REVERSAL', 'REVERSED'],
    )
    t.ok(
      states.every(({ n }) => n > 20),
      'enough of each state to show',
      { states },
    )
  })

  await t.test('one account a role, and each works', async t => {
    t.strictSame(new Set(demoAccounts.flatMap(({ roles }) => roles)), new Set(Object.keys(roles)))
    const [{ login, password } = { login: '', password: '' }] = demoAccounts
    const answer = await app.http.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload: { query: `mutation { signIn(input: { login: "${login}", password: "${password}" }) { accessToken } }` },
    })
    t.match(answer.json().data.signIn.accessToken, /^ey/)
    t.equal(await one(`select count(*)::int from accounts where person_id is not null`), 3)
  })

  await t.test('the chains are sound, and seeding again changes nothing', async t => {
    const entries = await one('select count(*)::int from change_log')
    for (const { number } of places) t.strictSame((await verifyChain(app.services, number)).problems, [])
    await seedDemo(app.services)
    t.equal(await one('select count(*)::int from change_log'), entries)
  })

  await t.test('the content is the same in every run', async t => {
    const sorted = (list: object[]) =>
      list
        .map(row => JSON.stringify(row))
        .sort()
        .join('\n')
    const content = [PEOPLE, DUTY, PROPOSALS].map(async query => sorted(await rows(query)))
    t.equal(
      createHash('sha256')
        .update((await Promise.all(content)).join('\n'))
        .digest('hex'),
      CONTENT,
    )
  })
})

t.test('nobody living is in it: numbers that were never given out', async t => {
  const draw = random(1)
  for (let serial = 1; serial <= 2_350; serial++) {
    const { identityNumber, phone } = invent(draw, serial)
    if (!isIdentityNumber(identityNumber) || !/^99\d{4}/.test(identityNumber) || !/^1990\d{7}$/.test(phone)) {
      t.fail(`${identityNumber} ${phone}`)
    }
  }
  t.strictSame(invent(random(7), 1), invent(random(7), 1), 'the same seed invents the same person')
  t.notSame(invent(random(7), 1), invent(random(8), 1))
})

t.test('it never goes into a database with other committees', async t => {
  const w = await world(t)
  const { result, same } = await w.unchanged(async () => {
    await t.rejects(seedDemo(w.services), Refused)
    return lacksDemo(w.services)
  })
  t.equal(result, false, 'a start does not try')
  t.ok(same)
})
