import t, { type Test } from 'tap'
import { newId } from '../../../src/kernel/ids.ts'
import { type Client, type World, world } from '../../support/world.ts'

const ERRORS = 'userErrors { code field message }'
const TERM = `term { id number startsOn endsOn version organization { code } }`
const SESSION = `session { id number startsOn endsOn version term { number } }`
const TERM_CREATE = `mutation ($organization: ID, $input: TermCreateInput!) { answer: termCreate(organization: $organization, input: $input) { ${TERM} ${ERRORS} } }`
const TERM_END = `mutation ($id: ID!, $expectedVersion: Int!, $input: TermEndInput!) { answer: termEnd(id: $id, expectedVersion: $expectedVersion, input: $input) { ${TERM} ${ERRORS} } }`
const SESSION_CREATE = `mutation ($term: ID!, $input: SessionCreateInput!) { answer: sessionCreate(term: $term, input: $input) { ${SESSION} ${ERRORS} } }`
const SESSION_UPDATE = `mutation ($id: ID!, $expectedVersion: Int!, $input: SessionUpdateInput!) { answer: sessionUpdate(id: $id, expectedVersion: $expectedVersion, input: $input) { ${SESSION} ${ERRORS} } }`

const codes = (answer: { data: { answer: { userErrors: { code: string; field: string[] | null }[] } } }) =>
  answer.data.answer.userErrors.map(({ code, field }) => `${code} ${field?.join('.')}`)

const currentTerm = async (client: Client): Promise<string> =>
  (await client.run('{ organization { terms { id } } }')).data.organization.terms[0].id

const refused = async (t: Test, w: World, expected: string[], run: () => ReturnType<Client['run']>) => {
  const { result, same } = await w.unchanged(run)
  t.same(codes(result), expected)
  t.ok(same, `${expected.join()}: nothing changed`)
}

t.test('a term ends, the next begins, and sessions meet in it', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const old = await currentTerm(admin)
  const next = { number: 16, startsOn: '2026-06-01' }
  await refused(t, w, ['OVERLAPS input.startsOn'], () => admin.run(TERM_CREATE, { input: next }))

  const ended = await admin.run(TERM_END, { id: old, expectedVersion: 1, input: { endsOn: '2026-05-31' } })
  t.match(ended.data.answer, { term: { number: 15, endsOn: '2026-05-31', version: 2 }, userErrors: [] })
  const made = (await admin.run(TERM_CREATE, { input: next })).data.answer
  t.match(made, {
    term: { number: 16, startsOn: '2026-06-01', endsOn: null, version: 1, organization: { code: '140200' } },
    userErrors: [],
  })
  const first = { number: 1, startsOn: '2026-06-01', endsOn: '2026-06-05' }
  const session = (await admin.run(SESSION_CREATE, { term: made.term.id, input: first })).data.answer.session
  t.match(session, { ...first, version: 1, term: { number: 16 } })
  const moved = await admin.run(SESSION_UPDATE, {
    id: session.id,
    expectedVersion: 1,
    input: { startsOn: '2026-06-02' },
  })
  t.match(moved.data.answer.session, { number: 1, startsOn: '2026-06-02', endsOn: '2026-06-05', version: 2 })

  const { rows } = await w.owner.query(
    `select record_type || ' ' || action || ' ' || version as line from change_log
     where organization_id = 140200 and record_type in ('Term', 'Session') order by seq`,
  )
  t.same(
    rows.map(({ line }) => line),
    ['Term termEnd 2', 'Term termCreate 1', 'Session sessionCreate 1', 'Session sessionUpdate 2'],
  )
})

t.test('terms and sessions out of their line are refused', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const id = await currentTerm(admin)
  const session = { number: 3, startsOn: '2023-02-10', endsOn: '2023-02-13' }
  const sessionId = (await admin.run(SESSION_CREATE, { term: id, input: session })).data.answer.session.id
  const term = (input: object) => () =>
    admin.run(TERM_CREATE, { input: { number: 14, startsOn: '2016-06-01', endsOn: '2021-05-31', ...input } })
  const end =
    (endsOn: string, expectedVersion = 1) =>
    () =>
      admin.run(TERM_END, { id, expectedVersion, input: { endsOn } })
  const meet =
    (input: object, termId = id) =>
    () =>
      admin.run(SESSION_CREATE, {
        term: termId,
        input: { ...session, number: 4, startsOn: '2024-02-10', endsOn: '2024-02-12', ...input },
      })
  const move =
    (input: object, expectedVersion = 1) =>
    () =>
      admin.run(SESSION_UPDATE, { id: sessionId, expectedVersion, input })

  await refused(t, w, ['NUMBER_TAKEN input.number'], term({ number: 15 }))
  await refused(t, w, ['OUT_OF_RANGE input.number'], term({ number: 0 }))
  await refused(t, w, ['OVERLAPS input.startsOn'], term({ endsOn: '2021-06-01' }))
  await refused(t, w, ['OVERLAPS input.startsOn'], term({ endsOn: null }))
  await refused(t, w, ['ENDS_BEFORE_START input.endsOn'], term({ endsOn: '2016-06-01' }))
  await refused(t, w, ['OUT_OF_ORDER input.number'], term({ number: 16 }))
  await refused(t, w, ['ENDS_BEFORE_START input.endsOn'], end('2021-06-01'))
  await refused(t, w, ['OUTSIDE_TERM input.endsOn'], end('2023-02-12'))
  await refused(t, w, ['VERSION_CONFLICT expectedVersion'], end('2026-05-31', 2))
  await refused(t, w, ['NUMBER_TAKEN input.number'], meet({ number: 3 }))
  await refused(t, w, ['OVERLAPS input.startsOn'], meet({ startsOn: '2023-02-13', endsOn: '2023-02-14' }))
  await refused(
    t,
    w,
    ['OUTSIDE_TERM input.startsOn'],
    meet({ number: 1, startsOn: '2021-05-01', endsOn: '2021-05-02' }),
  )
  await refused(t, w, ['ENDS_BEFORE_START input.endsOn'], meet({ endsOn: '2024-02-09' }))
  await refused(t, w, ['NOT_FOUND term'], meet({}, sessionId))
  await refused(t, w, ['OUTSIDE_TERM input.startsOn'], move({ startsOn: '2021-05-31' }))
  await refused(t, w, ['REQUIRED input.startsOn'], move({ startsOn: null }))
  await refused(t, w, ['VERSION_CONFLICT expectedVersion'], move({ number: 4 }, 7))
  await refused(t, w, ['NOT_FOUND id'], () => admin.run(SESSION_UPDATE, { id, expectedVersion: 1, input: {} }))
  const malformed = await w.unchanged(end('2026-02-30'))
  t.equal(malformed.result.status, 400)
  t.ok(malformed.same)
})

t.test('a correction of the end leaves room for its sessions only', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const id = await currentTerm(admin)
  await admin.run(TERM_END, { id, expectedVersion: 1, input: { endsOn: '2026-05-31' } })
  await admin.run(TERM_CREATE, { input: { number: 16, startsOn: '2026-06-01' } })
  await refused(t, w, ['OVERLAPS input.endsOn'], () =>
    admin.run(TERM_END, { id, expectedVersion: 2, input: { endsOn: '2026-06-30' } }),
  )
  const corrected = await admin.run(TERM_END, { id, expectedVersion: 2, input: { endsOn: '2026-05-20' } })
  t.match(corrected.data.answer.term, { endsOn: '2026-05-20', version: 3 })
})

t.test('only administrators of the committee set its terms', async t => {
  const w = await world(t)
  const id = await currentTerm(await w.as('LIAISON_OFFICE'))
  const input = { endsOn: '2026-05-31' }
  const liaison = await w.as('LIAISON_OFFICE')
  const { result, same } = await w.unchanged(() => liaison.run(TERM_END, { id, expectedVersion: 1, input }))
  t.equal(result.errors?.[0]?.extensions?.code, 'FORBIDDEN')
  t.ok(same)
  const stranger = await w.as('ORGANIZATION_ADMINISTRATOR', 'OTHER_CITY')
  await refused(t, w, ['NOT_FOUND id'], () => stranger.run(TERM_END, { id, expectedVersion: 1, input }))
  await refused(t, w, ['NOT_FOUND term'], () =>
    stranger.run(SESSION_CREATE, { term: id, input: { number: 1, startsOn: '2022-01-01', endsOn: '2022-01-02' } }),
  )
})

t.test('creates may be repeated, and two at once make one', async t => {
  const w = await world(t)
  const admin = await w.as('ORGANIZATION_ADMINISTRATOR')
  const variables = { input: { id: newId(), number: 14, startsOn: '2016-06-01', endsOn: '2021-05-31' } }
  const both = await Promise.all([admin.run(TERM_CREATE, variables), admin.run(TERM_CREATE, variables)])
  t.same(both.map(codes), [[], []])
  t.same(both[0]?.data, both[1]?.data)
  await refused(t, w, ['ID_REUSED input.id'], () =>
    admin.run(TERM_CREATE, { input: { ...variables.input, number: 13 } }),
  )
  const term = await currentTerm(admin)
  const session = (number: number) =>
    admin.run(SESSION_CREATE, { term, input: { number, startsOn: '2022-02-10', endsOn: '2022-02-13' } })
  const meetings = await Promise.all([session(1), session(2)])
  t.same(meetings.flatMap(codes), ['OVERLAPS input.startsOn'])
})
