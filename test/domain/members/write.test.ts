import t from 'tap'
import { planMembers, type WriteCounts, writeMembers } from '../../../src/domain/members/commands/write.ts'
import type { MemberRow } from '../../../src/domain/members/planning.ts'
import { parseGlobalId } from '../../../src/kernel/ids.ts'
import { systemViewer } from '../../../src/kernel/viewer.ts'
import { command, execute, type Outcome } from '../../../src/platform/commands/command.ts'
import type { Context } from '../../../src/platform/context.ts'
import { givenMember, givenTerm, idOf, inventedIdentityNumber } from '../../support/members.ts'
import { type World, world } from '../../support/world.ts'

const blank: MemberRow = {
  name: '',
  sex: null,
  ethnicity: null,
  birth: null,
  partyId: null,
  phone: null,
  identityNumber: null,
  sectorId: null,
  specialCommitteeId: null,
  positionIds: null,
  isStanding: null,
  workUnit: null,
  joinedBy: null,
  joinedOn: null,
  remarks: null,
}
const row = (name: string, more: Partial<MemberRow> = {}): MemberRow => ({ ...blank, name, ...more })

const uuid = (globalId: string): string => parseGlobalId(globalId)?.id ?? ''

const contextOf = (w: World, organizationId = '140200'): Context => ({
  ...w.services,
  viewer: systemViewer(organizationId),
  language: 'zh',
  requestId: 'test',
  address: '',
  userAgent: '',
})

async function write(w: World, rows: readonly MemberRow[], term = 15): Promise<Outcome<WriteCounts>> {
  const termId = uuid(await idOf(w, 'CITY', 'term', term))
  return execute(
    contextOf(w),
    command('membersImport', (work, list: readonly MemberRow[]) => writeMembers(work, '140200', termId, list)),
    rows,
  )
}

const codesOf = (outcome: Outcome<unknown>) => outcome.userErrors.map(e => `${e.code} ${e.field?.join('.')}`)

t.test('a list is written as a whole, and a second time changes nothing', async t => {
  const w = await world(t)
  const [sectorId, partyId, chair] = [
    uuid(await idOf(w, 'CITY', 'sector', '经济界')),
    uuid(await idOf(w, 'CITY', 'party', '九三学社')),
    uuid(await idOf(w, 'CITY', 'position', '主席')),
  ]
  const rows = [
    row('张三', {
      identityNumber: inventedIdentityNumber('19700512', 1),
      phone: '13900000001',
      sectorId,
      partyId,
      isStanding: true,
      positionIds: [chair],
      remarks: '一',
    }),
    row('王伟', { birth: { year: 1970, month: 5, day: null }, workUnit: '甲公司' }),
    row('王伟', { birth: { year: 1980, month: 5, day: null }, workUnit: '乙公司' }),
    row('李雷', { phone: '13900000002' }),
    row('李雷', { phone: '13900000003' }),
    row('只有姓名', { joinedBy: 'BY_ELECTION', joinedOn: '2023-01-01' }),
  ]
  t.same((await write(w, rows)).result, { created: 6, updated: 0, unchanged: 0 })
  const { result, same } = await w.unchanged(() => write(w, rows))
  t.same(result.result, { created: 0, updated: 0, unchanged: 6 })
  t.ok(same)
  const { rows: log } = await w.owner.query(
    'select record_type, op, count(*)::int from change_log where organization_id = 140200 group by 1, 2 order by 1',
  )
  t.same(log, [
    { record_type: 'Member', op: 'CREATE', count: 6 },
    { record_type: 'Person', op: 'CREATE', count: 6 },
  ])
  t.same((await w.owner.query('select * from verify_changes(140200)')).rows, [])
})

t.test('what the list does not say stays; what it says goes over what is on file', async t => {
  const w = await world(t)
  const member = await givenMember(w, 'CITY', {
    name: '张三',
    birth: { year: 1970, month: 5, day: 12 },
    phone: '13900000001',
    workUnit: '旧单位',
    positions: ['委员'],
    isStanding: true,
  })
  t.same((await write(w, [row('张三', { birth: { year: 1970, month: 5, day: null } })])).result, {
    created: 0,
    updated: 0,
    unchanged: 1,
  })
  const rows = [
    row('张三', {
      birth: { year: 1970, month: 5, day: null },
      workUnit: '新单位',
      phone: '13900000009',
      identityNumber: inventedIdentityNumber('19700512', 1),
      positionIds: [],
    }),
  ]
  t.same((await write(w, rows)).result, { created: 0, updated: 1, unchanged: 0 })
  const office = await w.as('LIAISON_OFFICE')
  const answer = await office.run(
    'query ($id: ID!) { member(id: $id) { version workUnit isStanding positions { name } person { version phoneMasked birth { day } } } }',
    { id: member.id },
  )
  t.match(answer.data.member, {
    version: 2,
    workUnit: '新单位',
    isStanding: true,
    positions: [],
    person: { version: 2, phoneMasked: '139****0009', birth: { day: 12 } },
  })
})

t.test('a new term gives known persons a further seat; a term that is over makes history', async t => {
  const w = await world(t)
  const rows = [
    row('张三', { identityNumber: inventedIdentityNumber('19700512', 1) }),
    row('李四', { birth: { year: 1960, month: 1, day: null } }),
  ]
  await write(w, rows)
  await givenTerm(w, 'CITY', { number: 14, startsOn: '2016-06-01', endsOn: '2021-05-31' })
  t.same((await write(w, rows, 14)).result, { created: 2, updated: 0, unchanged: 0 })
  t.same((await write(w, rows, 14)).result, { created: 0, updated: 0, unchanged: 2 })
  t.equal((await w.owner.query('select from persons')).rowCount, 2)
  const { rows: seats } = await w.owner.query(
    `select status, left_on::text, joined_on::text from members order by joined_on, id`,
  )
  t.same(seats[0], { status: 'TERM_ENDED', left_on: '2021-05-31', joined_on: '2016-06-01' })
  t.equal(seats.filter(s => s.status === 'ACTIVE').length, 2)
})

t.test('rows that cannot be written are all told, and nothing is written', async t => {
  const w = await world(t)
  const identityNumber = inventedIdentityNumber('19700512', 1)
  await givenMember(w, 'CITY', { name: '张三', identityNumber })
  await givenMember(w, 'CITY', { name: '王伟', phone: '13900000001' })
  await givenMember(w, 'CITY', { name: '王伟', phone: '13900000002' })
  await givenMember(w, 'CITY', { name: '赵六', status: 'RESIGNED', birth: { year: 1970, month: 1 } })
  const rows = [
    row('新人'),
    row('李四', { identityNumber }),
    row('王伟'),
    row('赵六', { birth: { year: 1970, month: 1, day: null } }),
    row('新人'),
  ]
  const { result, same } = await w.unchanged(() => write(w, rows))
  t.same(codesOf(result), [
    'IDENTITY_NUMBER_TAKEN rows.1.identityNumber',
    'PERSON_AMBIGUOUS rows.2.name',
    'SEAT_LEFT rows.3.name',
    'PERSON_REPEATED rows.4.name',
  ])
  t.ok(same)
  const termId = uuid(await idOf(w, 'CITY', 'term', 15))
  const dry = await execute(
    contextOf(w),
    command('dryRun', work => planMembers(work, '140200', termId, rows)),
    null,
  )
  t.same(
    dry.result?.problems.map(p => p.row),
    [1, 2, 3, 4],
  )
  t.same(
    dry.result?.rows.map(r => r.seat.op),
    ['CREATE'],
  )
})

t.test('another committee’s term is not found; without the right nothing is planned', async t => {
  const w = await world(t)
  const termId = uuid(await idOf(w, 'COUNTY', 'term', 15))
  const foreign = await execute(
    contextOf(w),
    command('membersImport', work => writeMembers(work, '140200', termId, [row('张三')])),
    null,
  )
  t.same(codesOf(foreign), ['NOT_FOUND term'])
  const elsewhere = command('membersImport', work => writeMembers(work, '140212', termId, [row('张三')]))
  await t.rejects(execute(contextOf(w), elsewhere, null), { code: 'FORBIDDEN' })
  t.equal((await w.owner.query('select from persons')).rowCount, 0)
})

t.test('two imports of one list at once make each member once', async t => {
  const w = await world(t)
  const rows = Array.from({ length: 50 }, (_, i) =>
    row(`委员${i}`, { birth: { year: 1970, month: 1 + (i % 12), day: null } }),
  )
  const outcomes = await Promise.all([write(w, rows), write(w, rows)])
  t.same(outcomes.map(o => o.result?.created).sort(), [0, 50])
  t.equal((await w.owner.query('select from members')).rowCount, 50)
})
