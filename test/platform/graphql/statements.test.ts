import { type GraphQLSchema, getOperationAST, parse } from 'graphql'
import t from 'tap'
import { examples } from '../../../src/examples.ts'
import { givenMemberClient } from '../../support/members.ts'
import '../../support/schema-oracle.ts'
import { gid, type Row } from '../../support/schema-oracle-rows.ts'
import { populate, tablesOf } from '../../support/schema-world.ts'
import { statementsOf, watch } from '../../support/statements.ts'
import { world } from '../../support/world.ts'

/** Documents as clients send them, beside the explorer's examples; `nodes` is asked with every record of the world. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  tree: '{ organization { code parent { parent { code } children { code children { code terms { number sessions { number } } } } } } }',
  dictionaries:
    '{ organization { sectors { name aliases } parties { name } positions { name } specialCommittees { name } assigningOffices { name } } }',
  nested:
    '{ organization { undertakingUnits(first: 50) { totalCount edges { cursor node { assigningOffice { name organization { code } } organization { policies { key } } } } pageInfo { endCursor } } } }',
  several:
    '{ a: organization { code } b: organization(id: "org_140212") { sectors { id } } organizations { nodes { code terms { number } } totalCount } }',
  policy:
    '{ organization { a: policy(key: "SUPERIOR_VISIBILITY") { value } b: policy(key: "SUPERIOR_VISIBILITY", on: "2020-01-01") { value explanation } } }',
  members:
    '{ members(first: 50) { totalCount nodes { name availableActions { action reason } person { name seats { term { number } organization { code } } } sector { name } positions { name } } } }',
  node: '{ node(id: "org_140212") { ... on Organization { terms { sessions { id } } } } }',
}

const rootFields = (text: string): number => getOperationAST(parse(text))?.selectionSet.selections.length ?? 0

const isQuery = (text: string): boolean => getOperationAST(parse(text))?.operation === 'query'

t.test('a query is one statement a root field, however many records it shows', async t => {
  const w = await world(t)
  const client = await w.as('LIAISON_OFFICE')
  const queries = [
    ...examples.map(({ name, query, variables }) => ({ name, text: query, variables: variables ?? {} })),
    ...Object.entries(DOCUMENTS).map(([name, text]) => ({ name, text, variables: {} })),
  ].filter(({ text }) => isQuery(text))
  const count = async () => Promise.all(queries.map(async ({ text }) => rootFields(text)))
  const ask = async () => {
    const counts: Record<string, number> = {}
    for (const { name, text, variables } of queries) counts[name] = await statementsOf(w, client, text, variables)
    return counts
  }
  const few = await ask()
  await populate(w)
  t.same(await ask(), few, 'more records, no more statements')
  for (const [at, bound] of (await count()).entries()) {
    const { name } = queries[at] ?? { name: '' }
    t.ok((few[name] ?? Number.NaN) <= bound, `${name}: ${few[name]} statements for ${bound} root fields`)
  }
  for (const name of Object.keys(DOCUMENTS))
    t.equal(few[name], rootFields(DOCUMENTS[name] ?? ''), `${name}: exactly one each`)
})

t.test('nodes are one statement for each type among them', async t => {
  const w = await world(t)
  await populate(w)
  const tables = await tablesOf(w)
  const client = await w.as('LIAISON_OFFICE')
  const idsOf = (table: string, __typename: string) =>
    (tables[table] ?? []).slice(0, 25).map(row => gid({ ...row, __typename } as Row))
  const [sectors, members, organizations] = [
    idsOf('sectors', 'Sector'),
    idsOf('members', 'Member'),
    idsOf('organizations', 'Organization'),
  ]
  const text =
    'query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Member { name person { name } } ... on Organization { code } } }'
  t.equal(await statementsOf(w, client, text, { ids: sectors }), 1)
  t.equal(await statementsOf(w, client, text, { ids: [...sectors, ...members, ...organizations, 'nothing'] }), 3)
  t.equal(await statementsOf(w, client, text, { ids: ['nothing'] }), 0)
})

t.test('who may see a record is asked once, and not again of what belongs to it', async t => {
  const w = await world(t)
  const { client: member } = await givenMemberClient(w, 'CITY')
  const asked = watch(w)
  const own = 'halfDays { label } agenda { title } parent { title halfDays { label } }'
  t.equal((await member.run(`{ activities { nodes { title ${own} } } }`)).errors, undefined)
  asked.stop()
  const [text = ''] = asked.statements
  t.equal(asked.statements.length, 1)
  t.equal(text.split('from activity_invitations').length - 1, 2, 'of the activity and of the one it is part of')
})

t.test('a payload is read in the transaction of its command, and nothing afterwards', async t => {
  const w = await world(t)
  const client = await w.as('ORGANIZATION_ADMINISTRATOR')
  const text = `mutation { policySet(input: { key: "SUPERIOR_VISIBILITY", effectiveFrom: "2090-01-01", value: ["MEMBER_READ"] }) {
    policy { key organization { sectors { name } children { terms { number } } } } userErrors { code } } }`
  const asked = watch(w)
  const { data } = await client.run(text)
  asked.stop()
  t.equal(asked.statements.length, 0)
  t.same(data.policySet.userErrors, [])
  t.ok(data.policySet.policy.organization.children.length > 0)
})

t.test('what cannot be read takes the command back with it', async t => {
  const w = await world(t)
  const client = await w.as('ORGANIZATION_ADMINISTRATOR')
  const text = `mutation { policySet(input: { key: "SUPERIOR_VISIBILITY", effectiveFrom: "2090-01-01", value: ["MEMBER_READ"] }) {
    policy { organization { undertakingUnits(first: 5, after: "no cursor") { nodes { name } } } } userErrors { code } } }`
  const before = (await tablesOf(w)).policies
  t.match((await client.run(text)).text, 'BAD_REQUEST')
  t.same((await tablesOf(w)).policies, before)
})

/** List fields that take arguments are connections, and their sizes are bounded: nothing else multiplies. */
t.test('every list with arguments is a connection', async t => {
  const w = await world(t)
  const schema: GraphQLSchema = w.app.http.graphql.schema
  const query = schema.getQueryType()
  t.ok(query)
  for (const field of Object.values(query?.getFields() ?? {})) {
    if (field.args.some(({ name }) => name === 'first')) t.match(String(field.type), /Connection!?$/, field.name)
  }
})
