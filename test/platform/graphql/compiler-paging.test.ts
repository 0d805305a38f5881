import t, { type Test } from 'tap'
import { undertakingUnits } from '../../../src/domain/organizations/tables.ts'
import { newId } from '../../../src/kernel/ids.ts'
import fc from '../../support/properties.ts'
import { type Client, PLACES, type World, world } from '../../support/world.ts'

const organizationId = PLACES.CITY

const PAGE = `query($first: Int, $last: Int, $after: String, $before: String, $orderBy: UndertakingUnitOrder) {
  organization { undertakingUnits(first: $first, last: $last, after: $after, before: $before, orderBy: $orderBy) {
    nodes { id rank name } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  } }
}`

interface Walk {
  readonly size: number
  readonly backward: boolean
  readonly orderBy: { readonly field: string; readonly direction: string } | null
  /** Between pages: ranks of units to insert, and which of the units to remove. */
  readonly changes: readonly { readonly insert: readonly number[]; readonly remove: readonly number[] }[]
}

const walks: fc.Arbitrary<Walk> = fc.record({
  size: fc.integer({ min: 1, max: 7 }),
  backward: fc.boolean(),
  orderBy: fc.option(fc.record({ field: fc.constantFrom('RANK', 'NAME'), direction: fc.constantFrom('ASC', 'DESC') })),
  changes: fc.array(
    fc.record({
      insert: fc.array(fc.nat({ max: 6 }), { maxLength: 2 }),
      remove: fc.array(fc.nat({ max: 99 }), { maxLength: 2 }),
    }),
    { maxLength: 6 },
  ),
})

let made = 0

async function insertUnits(w: World, ranks: readonly number[]): Promise<void> {
  const rows = ranks.map(rank => ({
    organizationId,
    id: newId(),
    code: `C${++made}`,
    name: `${(made * 7) % 5}单位${made}`,
    rank,
  }))
  if (rows.length > 0) await w.system('CITY', tx => tx.db.insert(undertakingUnits).values(rows))
}

async function unitIds(w: World): Promise<string[]> {
  const { rows } = await w.owner.query<{ id: string }>(
    'select id from undertaking_units where organization_id = $1 order by id',
    [organizationId],
  )
  return rows.map(({ id }) => `unit_${organizationId}_${id}`)
}

async function change(w: World, { insert, remove }: Walk['changes'][number]): Promise<void> {
  await insertUnits(w, insert)
  const ids = await unitIds(w)
  const gone = remove.map(n => ids[n % ids.length]?.split('_')[2])
  await w.owner.query('delete from undertaking_units where organization_id = $1 and id = any($2)', [
    organizationId,
    gone,
  ])
}

/** The ids in the order in which the pages brought them. */
async function walk(client: Client, w: World, { size, backward, orderBy, changes }: Walk): Promise<string[]> {
  const visited: string[] = []
  let cursor: string | null = null
  for (let page = 0; page < 200; page++) {
    const at: object = backward ? { last: size, before: cursor } : { first: size, after: cursor }
    const { data, text } = await client.run(PAGE, { ...at, orderBy })
    const list = data?.organization?.undertakingUnits
    if (!list) throw new Error(text)
    const ids = list.nodes.map(({ id }: { id: string }) => id)
    if (backward) visited.unshift(...ids)
    else visited.push(...ids)
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = list.pageInfo
    if (!(backward ? hasPreviousPage : hasNextPage)) return visited
    cursor = backward ? startCursor : endCursor
    const next = changes[page]
    if (next) await change(w, next)
  }
  throw new Error('the pages do not end')
}

t.test('pages bring each record exactly once, also when others come and go between them', async t => {
  const w = await world(t)
  const client = await w.as('LIAISON_OFFICE')
  const property = fc.asyncProperty(walks, async plan => {
    await w.owner.query('delete from undertaking_units')
    await insertUnits(w, [0, 0, 0, 1, 1, 2, 3, 3, 3, 3, 5, 6])
    const before = await unitIds(w)
    const visited = await walk(client, w, plan)
    const after = new Set(await unitIds(w))
    const stayed = before.filter(id => after.has(id))
    if (new Set(visited).size !== visited.length) throw new Error('a record came twice')
    const missing = stayed.filter(id => !visited.includes(id))
    if (missing.length > 0) throw new Error(`lost: ${missing.join()}`)
    if (plan.changes.length === 0 && visited.length !== before.length) throw new Error('other records than there are')
  })
  const result = await fc.check(property, { numRuns: 60, interruptAfterTimeLimit: 30_000 })
  t.comment(`seed ${result.seed}, ${result.numRuns} walks`)
  t.notOk(result.failed, result.failed ? (fc.defaultReportMessage(result) ?? '') : 'nothing is lost or repeated')
})

async function refusedCursor(t: Test, client: Client, cursor: unknown, orderBy: object | null = null): Promise<void> {
  for (const name of ['after', 'before']) {
    const { status, errors, text } = await client.run(PAGE, { [name]: cursor, orderBy })
    const code = errors?.[0]?.extensions?.code
    if (status !== 400 || !['BAD_REQUEST', 'GRAPHQL_VALIDATION_FAILED'].includes(code ?? ''))
      t.fail(`${JSON.stringify(cursor)} as ${name}: ${status} ${text}`)
  }
}

t.test('a cursor that was edited or belongs elsewhere is refused with a code', async t => {
  const w = await world(t)
  await insertUnits(w, [1, 2, 3])
  const client = await w.as('LIAISON_OFFICE')
  const { data } = await client.run(`{ byRank: organization { undertakingUnits(first: 1) { pageInfo { endCursor } } }
    byName: organization { undertakingUnits(first: 1, orderBy: { field: NAME, direction: ASC }) { pageInfo { endCursor } } }
    organizations(first: 1) { pageInfo { endCursor } } members(first: 1) { pageInfo { endCursor } } }`)
  const [rank, name] = [data.byRank, data.byName].map(o => o.undertakingUnits.pageInfo.endCursor)
  await refusedCursor(t, client, name)
  await refusedCursor(t, client, rank, { field: 'NAME', direction: 'ASC' })
  await refusedCursor(t, client, rank, { field: 'RANK', direction: 'DESC' })
  await refusedCursor(t, client, data.organizations.pageInfo.endCursor)

  const [order, value, id] = JSON.parse(Buffer.from(rank, 'base64url').toString())
  const encoded = (position: unknown) => Buffer.from(JSON.stringify(position)).toString('base64url')
  const wrong = [
    [order],
    [order, value],
    [order, value, id, 1],
    [order, null, id],
    [order, [value], id],
    [order, { a: 1 }, id],
    [order, value, null],
    [order, value, 'x'],
    [order, value, 7],
    [order, value, '-'.repeat(36)],
    [order, value, `${id} or true`],
    [order, 'x', id],
    [order, 1.5, id],
    [order, true, id],
    [order, 1e300, id],
    [order, 99999999999, id],
    [order, '1; drop table members', id],
    [order, '\0', id],
    ['x', value, id],
    [order.replace('UndertakingUnit', 'Member'), value, id],
    {},
    null,
    'x',
    7,
    [[order, value, id]],
  ]
  for (const position of wrong) await refusedCursor(t, client, encoded(position))
  for (const text of [
    '',
    ' ',
    'x',
    '====',
    '𠮷野家',
    `${rank}x!`,
    rank.slice(2),
    rank.toUpperCase(),
    'a'.repeat(10_000),
  ])
    await refusedCursor(t, client, text)
  for (const other of [7, true, {}, ['x']]) await refusedCursor(t, client, other)
  t.equal((await client.run(PAGE, { after: rank })).status, 200, 'the cursor itself is good')
})

t.test('a cursor with any byte changed is refused or stays a place in the same list', async t => {
  const w = await world(t)
  await insertUnits(w, [1, 2, 3, 4, 5])
  const client = await w.as('LIAISON_OFFICE')
  const { data } = await client.run(PAGE, { first: 2 })
  const cursor: string = data.organization.undertakingUnits.pageInfo.endCursor
  const own = new Set(await unitIds(w))
  const edited = fc.tuple(fc.nat({ max: cursor.length - 1 }), fc.constantFrom(...'ABCZabcz019-_'))
  const property = fc.asyncProperty(edited, async ([at, letter]) => {
    const answer = await client.run(PAGE, { after: cursor.slice(0, at) + letter + cursor.slice(at + 1) })
    if (answer.status === 400) return answer.errors?.[0]?.extensions?.code === 'BAD_REQUEST'
    const nodes: { id: string }[] = answer.data?.organization?.undertakingUnits?.nodes ?? [{ id: answer.text }]
    return answer.status === 200 && nodes.every(({ id }) => own.has(id))
  })
  const result = await fc.check(property, { numRuns: 150 })
  t.comment(`seed ${result.seed}`)
  t.notOk(result.failed, result.failed ? (fc.defaultReportMessage(result) ?? '') : 'coded or harmless')
})

t.test('page sizes outside of 1 to 100, and both ends at once, are refused', async t => {
  const w = await world(t)
  const client = await w.as('LIAISON_OFFICE')
  for (const sizes of [
    { first: 0 },
    { first: -1 },
    { last: 0 },
    { first: 101 },
    { last: 101 },
    { first: 1, last: 1 },
  ]) {
    const { status, errors } = await client.run(PAGE, sizes)
    t.equal(status, 400, JSON.stringify(sizes))
    t.match(errors?.[0]?.extensions?.code, /^(?:BAD_REQUEST|LIMIT_EXCEEDED)$/)
  }
})
