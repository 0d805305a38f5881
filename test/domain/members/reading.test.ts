import t from 'tap'
import { maskIdentityNumber } from '../../../src/platform/security/masks.ts'
import { givenMember, givenMemberClient, givenTerm, idOf, inventedIdentityNumber } from '../../support/members.ts'
import { world } from '../../support/world.ts'

const FULL = `{ id name isStanding workUnit status joinedOn joinedBy leftOn leftReason remarks version
  person { name pinyin sex ethnicity birth { year month day } party { name } phoneMasked identityNumberMasked seats { id } }
  term { number } sector { name } specialCommittee { name } positions { name } organization { code } }`

t.test('staff read a member whole, with masks and remarks', async t => {
  const w = await world(t)
  const member = await givenMember(w, 'CITY', {
    name: '单小芳',
    sex: 'FEMALE',
    birth: { year: 1970, month: 5 },
    party: '九三学社',
    sector: '教育界',
    specialCommittee: '提案委员会',
    positions: ['常务委员', '副主席'],
    isStanding: true,
    workUnit: '大同市第一中学校长',
    phone: '13900001234',
    identityNumber: inventedIdentityNumber('19700512', 2),
    remarks: '内部备注',
  })
  const answer = await (await w.as('LIAISON_OFFICE')).run(`query ($id: ID!) { member(id: $id) ${FULL} }`, {
    id: member.id,
  })
  t.equal(answer.errors, undefined)
  t.same(answer.data.member, {
    id: member.id,
    name: '单小芳',
    isStanding: true,
    workUnit: '大同市第一中学校长',
    status: 'ACTIVE',
    joinedOn: '2021-06-01',
    joinedBy: 'TERM',
    leftOn: null,
    leftReason: null,
    remarks: '内部备注',
    version: 1,
    person: {
      name: '单小芳',
      pinyin: 'shanxiaofang',
      sex: 'FEMALE',
      ethnicity: null,
      birth: { year: 1970, month: 5, day: null },
      party: { name: '九三学社' },
      phoneMasked: '139****1234',
      identityNumberMasked: maskIdentityNumber(inventedIdentityNumber('19700512', 2)),
      seats: [{ id: member.id }],
    },
    term: { number: 15 },
    sector: { name: '教育界' },
    specialCommittee: { name: '提案委员会' },
    positions: [{ name: '副主席' }, { name: '常务委员' }],
    organization: { code: '140200' },
  })
})

t.test('masks, birth and remarks are not for other members; a member sees the own', async t => {
  const w = await world(t)
  const details = {
    phone: '13900001234',
    birth: { year: 1970, month: 5 },
    remarks: '内部',
    identityNumber: inventedIdentityNumber(),
  }
  const { member, client } = await givenMemberClient(w, 'CITY', { name: '王一', ...details })
  const { client: colleague } = await givenMemberClient(w, 'CITY', { name: '李二' })
  const query =
    'query ($id: ID!) { member(id: $id) { name remarks person { name birth { year } phoneMasked identityNumberMasked } } }'
  const hidden = { birth: null, phoneMasked: null, identityNumberMasked: null }
  t.same((await colleague.run(query, { id: member.id })).data.member, {
    name: '王一',
    remarks: null,
    person: { name: '王一', ...hidden },
  })
  const own = (await client.run(query, { id: member.id })).data.member
  t.same(own.person.birth, { year: 1970 })
  t.equal(own.person.phoneMasked, '139****1234')
  t.equal(own.remarks, null, 'remarks are the office’s own')
  const leader = (await (await w.as('LEADER')).run(query, { id: member.id })).data.member
  t.equal(leader.person.phoneMasked, '139****1234')
  t.equal(leader.remarks, null)
})

t.test(
  'a county sees its own members and nothing of its neighbour; the city sees its counties, another city does not',
  async t => {
    const w = await world(t)
    const mine = await givenMember(w, 'COUNTY', { name: '张三' })
    const theirs = await givenMember(w, 'SIBLING', { name: '李四' })
    const query =
      'query ($id: ID!, $org: ID) { member(id: $id) { name } node(id: $id) { id } members(organization: $org) { nodes { name } totalCount } }'
    const county = await w.as('LIAISON_OFFICE', 'COUNTY')
    const city = await w.as('LIAISON_OFFICE')
    const other = await w.as('LIAISON_OFFICE', 'OTHER_CITY')
    const list = (name: string) => ({ nodes: [{ name }], totalCount: 1 })
    const nothing = { member: null, node: null, members: { nodes: [], totalCount: 0 } }
    t.same((await county.run(query, { id: mine.id })).data, {
      member: { name: '张三' },
      node: { id: mine.id },
      members: list('张三'),
    })
    t.same((await county.run(query, { id: theirs.id, org: 'org_140213' })).data, nothing)
    t.same((await city.run(query, { id: theirs.id, org: 'org_140213' })).data, {
      member: { name: '李四' },
      node: { id: theirs.id },
      members: list('李四'),
    })
    t.same((await other.run(query, { id: mine.id, org: 'org_140212' })).data, nothing)
  },
)

t.test('whoever may not read members is told so; an id of another type finds nobody', async t => {
  const w = await world(t)
  const member = await givenMember(w)
  const unit = await w.as('UNDERTAKING_UNIT_STAFF')
  t.equal((await unit.run('{ members { totalCount } }')).errors?.[0]?.extensions?.code, 'FORBIDDEN')
  t.equal((await unit.run('query ($id: ID!) { member(id: $id) { name } }', { id: member.id })).data.member, null)
  t.equal((await w.nobody.run('{ members { totalCount } }')).errors?.[0]?.extensions?.code, 'UNAUTHENTICATED')
  const office = await w.as('LIAISON_OFFICE')
  for (const id of ['', 'x', `per_140200_${member.memberId}`, `mem_140212_${member.memberId}`, 'mem_140200']) {
    t.equal((await office.run('query ($id: ID!) { member(id: $id) { name } }', { id })).data.member, null, id)
  }
})

t.test('a person shows every seat that the viewer may see, by identity number also in other committees', async t => {
  const w = await world(t)
  const identityNumber = inventedIdentityNumber('19680301', 7)
  await givenTerm(w, 'CITY', { number: 14, startsOn: '2016-06-01', endsOn: '2021-05-31' })
  const now = await givenMember(w, 'CITY', { name: '赵六', identityNumber })
  const before = await givenMember(w, 'CITY', {
    personId: now.personId,
    term: 14,
    joinedOn: '2016-06-01',
    status: 'TERM_ENDED',
    leftOn: '2021-05-31',
  })
  const below = await givenMember(w, 'COUNTY', { name: '赵六', identityNumber, joinedOn: '2020-01-01' })
  await givenMember(w, 'COUNTY', { name: '赵六' })
  const query = 'query ($id: ID!) { member(id: $id) { person { seats { id organization { code } term { number } } } } }'
  const seatsFor = async (client: { run: typeof w.nobody.run }, id: string) =>
    (await client.run(query, { id })).data.member.person.seats.map((seat: { id: string }) => seat.id)
  t.same(await seatsFor(await w.as('LIAISON_OFFICE'), now.id), [now.id, below.id, before.id])
  t.same(
    await seatsFor(await w.as('LIAISON_OFFICE', 'COUNTY'), below.id),
    [below.id],
    'the county does not see the city’s',
  )
})

t.test('members are searched by name, pinyin, initials and work unit', async t => {
  const w = await world(t)
  await givenMember(w, 'CITY', { name: '单雄信', workUnit: '大同煤矿集团' })
  await givenMember(w, 'CITY', { name: '欧阳修', workUnit: 'ＡＢＣ100%公司' })
  await givenMember(w, 'CITY', { name: '吕布', workUnit: '云冈区_人民医院' })
  await givenMember(w, 'CITY', { name: '阿依古丽·买买提', workUnit: String.raw`a\b` })
  await givenMember(w, 'CITY', { name: '𠮷野', workUnit: '' })
  const office = await w.as('LIAISON_OFFICE')
  const found = async (text: string) =>
    (
      await office.run('query ($text: String) { members(filter: { text: $text }) { nodes { name } } }', { text })
    ).data.members.nodes.map((n: { name: string }) => n.name)
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['单', ['单雄信']],
    ['雄信', ['单雄信']],
    ['shan', ['单雄信']],
    ['SXX', ['单雄信']],
    ['danxiong', []],
    ['ouyang', ['欧阳修']],
    ['oyx', ['欧阳修']],
    ['lvbu', ['吕布']],
    ['lü', ['吕布']],
    ['医院', ['吕布']],
    ['医院 吕', ['吕布']],
    ['医院 单', []],
    ['煤矿', ['单雄信']],
    ['abc', ['欧阳修']],
    ['100%', ['欧阳修']],
    ['%', ['欧阳修']],
    ['_', ['吕布']],
    ['\\', ['阿依古丽·买买提']],
    ['阿依古丽买买提', ['阿依古丽·买买提']],
    ['古丽·买', ['阿依古丽·买买提']],
    ['𠮷', ['𠮷野']],
    ["'; drop table members --", []],
    ['', ['阿依古丽·买买提', '吕布', '欧阳修', '单雄信', '𠮷野']],
    ['  ', []],
    ['\u3000', []],
    ['，。', []],
  ]
  for (const [text, names] of cases) t.same(await found(text), names, text)
  const count = 'query ($text: String) { members(filter: { text: $text }) { totalCount } }'
  for (const text of ['长'.repeat(101), 'a\u0000b', '\ud800']) {
    t.equal((await office.run(count, { text })).errors?.[0]?.extensions?.code, 'BAD_REQUEST')
  }
})

t.test('members are filtered by sector, committee, party, term, status, standing and way of joining', async t => {
  const w = await world(t)
  await givenTerm(w, 'CITY', { number: 14, startsOn: '2016-06-01', endsOn: '2021-05-31' })
  await givenMember(w, 'CITY', { name: '甲', sector: '经济界', party: '九三学社', isStanding: true })
  await givenMember(w, 'CITY', {
    name: '乙',
    sector: '教育界',
    specialCommittee: '提案委员会',
    joinedBy: 'BY_ELECTION',
    joinedOn: '2022-03-01',
  })
  await givenMember(w, 'CITY', { name: '丙', term: 14, status: 'TERM_ENDED', joinedOn: '2016-06-01' })
  const office = await w.as('LIAISON_OFFICE')
  const found = async (filter: object) => {
    const answer = await office.run(
      'query ($filter: MemberFilter) { members(filter: $filter, orderBy: { field: JOINED_ON, direction: ASC }) { nodes { name } } }',
      { filter },
    )
    return answer.data.members.nodes.map((n: { name: string }) => n.name).join('')
  }
  t.equal(await found({}), '丙甲乙')
  t.equal(await found({ sector: await idOf(w, 'CITY', 'sector', '经济界') }), '甲')
  t.equal(await found({ specialCommittee: await idOf(w, 'CITY', 'specialCommittee', '提案委员会') }), '乙')
  t.equal(await found({ party: await idOf(w, 'CITY', 'party', '九三学社') }), '甲')
  t.equal(await found({ term: await idOf(w, 'CITY', 'term', 14) }), '丙')
  t.equal(await found({ status: 'ACTIVE' }), '甲乙')
  t.equal(await found({ isStanding: true }), '甲')
  t.equal(await found({ isStanding: false, status: 'ACTIVE' }), '乙')
  t.equal(await found({ joinedBy: 'BY_ELECTION' }), '乙')
  t.equal(await found({ sector: await idOf(w, 'COUNTY', 'sector', '经济界') }), '', 'a sector of another committee')
  t.equal(await found({ sector: await idOf(w, 'CITY', 'party', '九三学社') }), '', 'an id of another type')
})

t.test('pages follow one another without a gap in the order of names', async t => {
  const w = await world(t)
  for (const name of ['王五', '李四', '张三', '王五', '赵六', '安七', '单八']) await givenMember(w, 'CITY', { name })
  const office = await w.as('LIAISON_OFFICE')
  const query =
    'query ($after: String) { members(first: 3, after: $after) { nodes { id name } pageInfo { hasNextPage endCursor } totalCount } }'
  const ids: string[] = []
  const names: string[] = []
  for (let after: string | null = null, more = true; more; ) {
    const { members } = (await office.run(query, { after })).data as {
      members: {
        nodes: { id: string; name: string }[]
        pageInfo: { hasNextPage: boolean; endCursor: string }
        totalCount: number
      }
    }
    t.equal(members.totalCount, 7)
    ids.push(...members.nodes.map(n => n.id))
    names.push(...members.nodes.map(n => n.name))
    after = members.pageInfo.endCursor
    more = members.pageInfo.hasNextPage
  }
  t.same(names, ['安七', '李四', '单八', '王五', '王五', '张三', '赵六'])
  t.equal(new Set(ids).size, 7)
})

t.test('available actions follow permission, status and term', async t => {
  const w = await world(t)
  const active = await givenMember(w, 'CITY', { name: '甲' })
  const resigned = await givenMember(w, 'CITY', { name: '乙', status: 'RESIGNED' })
  const query = 'query ($id: ID!) { member(id: $id) { availableActions { action isAvailable reason } } }'
  const actions = async (role: 'LIAISON_OFFICE' | 'LEADER', id: string) =>
    (await (await w.as(role)).run(query, { id })).data.member.availableActions as {
      action: string
      isAvailable: boolean
      reason: string | null
    }[]
  const available = async (id: string) =>
    (await actions('LIAISON_OFFICE', id)).filter(a => a.isAvailable).map(a => a.action)
  t.same(await available(active.id), ['UPDATE', 'RESIGN', 'REMOVE', 'RECORD_DEATH', 'END_TERM'])
  t.same(await available(resigned.id), ['UPDATE', 'REINSTATE'])
  t.match(
    (await actions('LIAISON_OFFICE', resigned.id)).find(a => a.action === 'RESIGN'),
    { isAvailable: false, reason: /已辞去/ },
  )
  t.same(await actions('LEADER', active.id), [])
})
