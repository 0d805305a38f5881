import { parse } from 'graphql'
import { compileQuery, isCompiledQuery } from 'graphql-jit'
import t from 'tap'
import { businessDate } from '../../../src/kernel/clock.ts'
import { isHardDocument } from '../../../src/platform/graphql/compiler/interpreted.ts'
import fc from '../../support/properties.ts'
import { player, tapes } from '../../support/schema-choices.ts'
import { contextFor, viewerOf } from '../../support/schema-context.ts'
import { writeDocument } from '../../support/schema-documents.ts'
import { answer, knows, oracleSchema } from '../../support/schema-oracle.ts'
import { gid, type Row } from '../../support/schema-oracle-rows.ts'
import { argumentValues } from '../../support/schema-values.ts'
import { harvestCursors, populate, tablesOf, viewers } from '../../support/schema-world.ts'
import { type Client, type World, world } from '../../support/world.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 300)

const TYPES: Readonly<Record<string, string>> = {
  organizations: 'Organization',
  terms: 'Term',
  sessions: 'Session',
  sectors: 'Sector',
  parties: 'Party',
  policies: 'Policy',
  undertaking_units: 'UndertakingUnit',
  members: 'Member',
  persons: 'Person',
}

t.test('the compiled statement answers any document as graphql-js does over plain rows', async t => {
  // No budget: shrinking asks the same document hundreds of times.
  const w = await world(t, { config: { COST_PER_MINUTE: 1_000_000_000 } })
  await populate(w)
  const [schema, tables, asking, cursors] = [
    await oracleSchema(),
    await tablesOf(w),
    await viewers(w),
    await harvestCursors(w),
  ]
  const ids = Object.entries(TYPES).flatMap(([table, __typename]) =>
    (tables[table] ?? []).slice(0, 12).map(row => gid({ ...row, __typename } as Row)),
  )
  const vocabulary = { schema, knows, argumentsOf: argumentValues(ids, cursors) }
  let refused = 0
  const property = fc.asyncProperty(tapes, fc.nat({ max: asking.length - 1 }), async (tape, who) => {
    const { text, variables } = writeDocument(vocabulary, player(tape))
    const [asker = asking[0]] = asking.slice(who)
    const { client, viewer } = asker
    const context = { tables, viewer, cursors, today: businessDate(w.services.clock()) }
    const jitted = isHardDocument(parse(text)) ? null : await compiled(w, client, text)
    // The first set twice: a plan must not carry over what the second set changed.
    for (const set of [variables[0], variables[1], variables[0]]) {
      const expected = await answer(schema, parse(text), { ...set }, context)
      const found = await client.run(text, set)
      if (found.status === 400 && found.errors?.[0]?.extensions?.code === 'LIMIT_EXCEEDED') {
        refused += 1
        return
      }
      const report = `\n${text}\n${JSON.stringify(set)}\n`
      same(found.errors, undefined, report)
      same(found.data, expected.data, `${report}${found.data ? '' : found.text}`)
      if (jitted) same((await jitted(set)).data, expected.data, `jit ${report}`)
    }
  })
  const result = await fc.check(property, { numRuns: RUNS, interruptAfterTimeLimit: 60_000 })
  t.comment(`seed ${result.seed}, ${result.numRuns} documents, ${refused} beyond the limits`)
  t.notOk(result.failed, result.errorInstance instanceof Error ? result.errorInstance.message : 'every answer is right')
  t.ok(refused < RUNS / 10, 'few documents are beyond the limits')
})

/** The document as mercurius runs it from its second request on. */
async function compiled(w: World, client: Client, text: string) {
  const context = contextFor(w, await viewerOf(w, client))
  const query = compileQuery(w.app.http.graphql.schema, parse(text))
  if (!isCompiledQuery(query)) throw new Error(`not compiled: ${JSON.stringify(query)}`)
  return (variables: Record<string, unknown>) => Promise.resolve(query.query({}, context, variables))
}

/** Throws where two JSON values differ, the order of keys aside. */
function same(found: unknown, expected: unknown, report: string): void {
  const [a, b] = [canonical(found), canonical(expected)]
  if (a !== b) throw new Error(`${report}found    ${a}\nexpected ${b}`)
}

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? 'undefined'
