import t from 'tap'
import { examples } from '../../../src/examples.ts'
import { givenMember } from '../../support/members.ts'
import { type Answer, type Client, type World, world } from '../../support/world.ts'

/** Asks twice: the first answer is mercurius', the second the database's own text where that is possible. */
async function twice(
  w: World,
  client: Client,
  query: string,
  variables: object = {},
): Promise<{ answers: [Answer, Answer]; direct: boolean }> {
  const first = await client.run(query, variables)
  const texts: string[] = []
  const { reads } = w.services.database
  const original = reads.query
  const spy = (config: { text?: string }) => {
    texts.push(config.text ?? '')
    return Reflect.apply(original, reads, [config])
  }
  reads.query = spy as typeof original
  const second = await client.run(query, variables)
  reads.query = original
  return { answers: [first, second], direct: texts.some(text => text.includes('::text end as data')) }
}

const DIRECT: Record<string, string> = {
  'aliases, type names and fragments': `query Q { o: organization { __typename n: name name ...F } }
    fragment F on Organization { terms { number organization { code } } s: sectors { name } }`,
  'the same relation twice': '{ organization { a: parent { x: name } b: parent { x: code y: name } } }',
  'a page of nodes':
    '{ members(first: 2) { __typename nodes { __typename name person { birth { year m: month } } positions { name } } n: totalCount } }',
  'a page of edges':
    '{ members(first: 1) { e: edges { __typename c: cursor r: node { id key: id } } p: pageInfo { __typename more: hasNextPage endCursor } } }',
  'a page from the end':
    '{ members(last: 2, orderBy: { field: JOINED_ON, direction: DESC }) { nodes { id } pageInfo { hasPreviousPage } } }',
  'a nested page': '{ organization { undertakingUnits(first: 3) { totalCount nodes { id } } } }',
  'nothing there':
    '{ member(id: "mem_140200_00000000-0000-7000-8000-000000000000") { id } other: organization(id: "org_1") { name } }',
}

t.test('the text of the database is the answer that mercurius gives', async t => {
  const w = await world(t)
  for (const name of ['张三', '李四', '王五']) await givenMember(w, 'CITY', { name })
  const staff = await w.as('LIAISON_OFFICE')
  for (const [name, query] of Object.entries(DIRECT)) {
    const { answers, direct } = await twice(w, staff, query)
    t.equal(answers[0].status, 200, name)
    // PostgreSQL puts blanks between; names and their order are the same.
    t.equal(JSON.stringify(JSON.parse(answers[1].text)), answers[0].text, name)
    t.ok(direct, `${name}: directly`)
  }
})

t.test('a record of any type is answered directly by its id', async t => {
  const w = await world(t)
  const { id } = await givenMember(w, 'CITY', { name: '张三' })
  const staff = await w.as('LIAISON_OFFICE')
  const { data } = await staff.run('{ organization { sectors { id } } }')
  const query = 'query($id: ID!) { node(id: $id) { __typename id ... on Member { name } ... on Sector { code name } } }'
  for (const one of [id, data.organization.sectors[0].id, id]) {
    const { answers, direct } = await twice(w, staff, query, { id: one })
    t.equal(JSON.stringify(JSON.parse(answers[1].text)), answers[0].text)
    t.equal(answers[1].data.node.id, one)
    t.ok(direct)
  }
  const nobody = await staff.run(query, { id: 'nonsense' })
  t.same(nobody.data, { node: null })
})

t.test('what needs the program goes through it', async t => {
  const w = await world(t)
  await givenMember(w, 'CITY', { name: '张三' })
  const staff = await w.as('LIAISON_OFFICE')
  const queries = [
    '{ members { nodes { availableActions { action } } } }',
    '{ members { nodes { name } edges { node { id } } } }',
    '{ dutyCategories { code } organization { code } }',
    '{ organization { name @include(if: true) } }',
    `{ organization { ${'x'.repeat(70)}: name } }`,
  ]
  for (const query of queries) {
    const { answers, direct } = await twice(w, staff, query)
    t.same(answers[1].data, answers[0].data, query)
    t.notOk(direct, query)
  }
})

t.test('refusals are the same the second time', async t => {
  const w = await world(t)
  const [staff, unit] = [await w.as('LIAISON_OFFICE'), await w.as('UNDERTAKING_UNIT_STAFF')]
  const members = 'query($after: String) { members(after: $after) { nodes { id } } }'
  t.equal((await twice(w, staff, members)).answers[1].status, 200)
  t.equal((await unit.run(members)).status, 403)
  t.equal((await w.nobody.run(members)).status, 401)
  const broken = await staff.run(members, { after: 'abc' })
  t.equal(broken.status, 400)
  t.match(broken.errors, [{ extensions: { code: 'BAD_REQUEST' } }])
  t.equal((await staff.run(members, { after: 7 })).status, 400)
  t.same((await staff.run(members)).data, { members: { nodes: [] } })
})

t.test('the examples answer alike, however often they are asked', async t => {
  const w = await world(t)
  await givenMember(w, 'CITY', { name: '张三' })
  const staff = await w.as('LIAISON_OFFICE')
  for (const { name, query, variables } of examples.filter(example => !example.query.includes('mutation'))) {
    const { answers } = await twice(w, staff, query, variables)
    t.equal(answers[0].status, 200, name)
    t.same(answers[1].data, answers[0].data, name)
  }
})
