import t from 'tap'
import { DICTIONARY_KINDS } from '../../../src/domain/organizations/dictionaries.ts'
import { LEVELS } from '../../../src/domain/organizations/rules/committee.ts'
import { checkCode, checkNames, comparableName } from '../../../src/domain/organizations/rules/dictionary.ts'
import { activityKinds } from '../../../src/domain/organizations/seed/activity-kinds.ts'
import * as seeds from '../../../src/domain/organizations/seed/dictionaries.ts'
import type { EntrySeed } from '../../../src/domain/organizations/seed/entry.ts'
import { publishedCalendars } from '../../../src/domain/organizations/seed/holidays.ts'
import { seedOrganization } from '../../../src/domain/organizations/seed/organization.ts'
import { sectorsOf } from '../../../src/domain/organizations/seed/sectors.ts'
import { systemViewer } from '../../../src/kernel/viewer.ts'
import { transaction } from '../../../src/platform/db/transaction.ts'
import { world } from '../../support/world.ts'

const lists: Record<string, readonly EntrySeed[]> = {
  ...Object.fromEntries(LEVELS.map(level => [`sectors ${level}`, sectorsOf(level)])),
  ...seeds,
  activityKinds,
}

for (const [name, list] of Object.entries(lists)) {
  t.test(`${name}: every entry keeps the rules of a dictionary beside all others`, async t => {
    const entries = list.map(seed => ({ ...seed, id: seed.code, rank: 0, isActive: true }))
    for (const entry of entries) {
      const others = entries.filter(other => other !== entry)
      t.same(checkNames(entry, others).errors, [], entry.name)
      t.same(checkCode(entry.code, others).errors, [], entry.code)
    }
  })
}

const find = (list: readonly EntrySeed[], text: string): string | undefined =>
  list.find(({ name, aliases }) => [name, ...aliases].some(one => comparableName(one) === comparableName(text)))?.code

t.test('the nation has 34 sectors, 环境资源界 among them and 共青团 with 青联', async t => {
  const national = sectorsOf('NATIONAL')
  t.equal(national.length, 34)
  t.equal(find(national, '环境资源界'), 'ENVIRONMENT_RESOURCES')
  t.equal(find(national, '中国共产主义青年团'), find(national, '中华全国青年联合会'))
  t.same(
    national.slice(0, 3).map(({ name }) => name),
    ['中国共产党', '中国国民党革命委员会', '中国民主同盟'],
  )
})

t.test('a local committee is found by its local names and by those of the nation', async t => {
  const local = sectorsOf('CITY')
  const names = local.map(({ name }) => name)
  for (const name of [
    '总工会',
    '妇女联合会',
    '工商业联合会',
    '科学技术协会',
    '归国华侨联合会',
    '青年联合会',
    '中国共产主义青年团',
  ]) {
    t.ok(names.includes(name), name)
  }
  for (const { name } of sectorsOf('NATIONAL').filter(({ code }) => code !== 'CYL_ACYF')) t.ok(find(local, name), name)
  for (const [text, code] of [
    ['特邀人士', 'INVITED'],
    ['工商联', 'ACFIC'],
    ['中华全国工商业联合会', 'ACFIC'],
    ['科技界', 'SCIENCE_TECHNOLOGY'],
    ['青联', 'ACYF'],
  ] as const) {
    t.equal(find(local, text), code, text)
  }
})

t.test('parties are found as rosters write them', async t => {
  const written =
    '中共 中共党员 民革 民盟 民盟盟员 民建 民建会员 民进 农工党 致公党 九三学社 九三学社社员 台盟 无党派 群众 共青团员'
  for (const text of written.split(' ')) t.ok(find(seeds.parties, text), text)
  t.equal(find(seeds.positions, '常委'), 'STANDING_MEMBER')
  t.equal(find(seeds.specialCommittees, '经科委'), undefined)
})

t.test('a seeded committee has its dictionaries, terms and log, once', async t => {
  const w = await world(t)
  const seed = {
    organizationId: '140215',
    parentId: '140200',
    level: 'COUNTY',
    regionCode: '140215',
    name: '中国人民政治协商会议云州区委员会',
    shortName: '云州区政协',
    terms: [
      { number: 15, startsOn: '2021-06-01', sessions: [{ number: 1, startsOn: '2021-06-01', endsOn: '2021-06-04' }] },
    ],
    own: { UNDERTAKING_UNIT: [{ code: 'U1', name: '云州区教育局', aliases: ['教育局'] }] },
  } as const
  const plant = () => transaction(w.services.database, systemViewer('140215'), tx => seedOrganization(tx, seed))
  t.equal(await plant(), true)
  const { rows } = await w.owner.query(`select o.path,
      (select count(*)::int from sectors s where s.organization_id = 140215) as sectors,
      (select name from undertaking_units u where u.organization_id = 140215) as unit,
      (select count(*)::int from sessions s join terms t on (t.organization_id, t.id) = (s.organization_id, s.term_id) where t.organization_id = 140215) as sessions,
      (select count(*)::int from change_log l where l.organization_id = 140215 and l.action = 'seed') as logged,
      (select count(*)::int from verify_changes(140215)) as broken
    from organizations o where o.organization_id = 140215`)
  const entries = sectorsOf('COUNTY').length + Object.values(seeds).flat().length + activityKinds.length + 1
  t.same(rows, [
    {
      path: '/140000/140200/140215/',
      sectors: 35,
      unit: '云州区教育局',
      sessions: 1,
      logged: 1 + entries + 2 + publishedCalendars.length,
      broken: 0,
    },
  ])
  const again = await w.unchanged(plant)
  t.same(again, { result: false, same: true })
  t.equal(DICTIONARY_KINDS.length, 8)
})

t.test('a committee whose parent is missing is not seeded', async t => {
  const w = await world(t)
  const seed = {
    organizationId: '150201',
    parentId: '150200',
    level: 'COUNTY',
    regionCode: '150201',
    name: '某',
    shortName: '某',
  } as const
  const { same } = await w.unchanged(() =>
    t.rejects(
      transaction(w.services.database, systemViewer('150201'), tx => seedOrganization(tx, seed)),
      {
        message: 'Seed the parent committee 150200 first',
      },
    ),
  )
  t.ok(same)
})
