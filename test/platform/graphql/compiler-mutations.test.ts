import { buildSchema, type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse } from 'graphql'
import t from 'tap'
import { systemViewer } from '../../../src/kernel/viewer.ts'
import { planOf } from '../../../src/platform/graphql/compiler/plan.ts'

const schema = buildSchema(`
  scalar Facts
  input RecordInput { title: String!, facts: Facts, version: Int }
  type Record { id: ID!, list(first: Int): [String!] }
  type Payload { record: Record }
  type Mutation { recordCreate(input: RecordInput!): Payload }
  type Query { record: Record }
`)
const viewer = systemViewer('140200')

/** How many statements a document needs for these requests. */
function statementsFor(text: string, requests: readonly Readonly<Record<string, unknown>>[]): number {
  const { definitions } = parse(text)
  const operation = definitions.find((d): d is OperationDefinitionNode => d.kind === Kind.OPERATION_DEFINITION)
  if (!operation) throw new Error('no operation')
  const fragments = Object.fromEntries(
    definitions
      .filter((d): d is FragmentDefinitionNode => d.kind === Kind.FRAGMENT_DEFINITION)
      .map(d => [d.name.value, d]),
  )
  let compiled = 0
  const compile = () => `${++compiled}`
  for (const variableValues of requests) {
    planOf({ schema, operation, fragments, variableValues }, viewer, 'recordCreate.record Record', compile)
  }
  return compiled
}

const inputs = Array.from({ length: 150 }, (_, i) => ({
  input: { title: `第${i}次`, facts: { book: `第${i}卷`, hours: i }, version: i },
}))

t.test('what a mutation is given makes no statement of its own', async t => {
  const head = 'mutation ($input: RecordInput!) { recordCreate(input: $input)'
  t.equal(statementsFor(`${head} { record { id } } }`, inputs), 1)
  t.equal(statementsFor(`${head} { record { ...R } } } fragment R on Record { id }`, inputs), 1)
})

t.test('what its payload is asked with does', async t => {
  const head = 'mutation ($input: RecordInput!, $n: Int) { recordCreate(input: $input)'
  const requests = [1, 2, 1].map((n, i) => ({ ...inputs[i], n }))
  t.equal(statementsFor(`${head} { record { list(first: $n) } } }`, requests), 2)
  t.equal(statementsFor(`${head} { record { ...R } } } fragment R on Record { list(first: $n) }`, requests), 2)
})
