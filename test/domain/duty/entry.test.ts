import t from 'tap'
import { newId } from '../../../src/kernel/ids.ts'
import { CREATE, givenDuty, givenPhoto, SEVERAL_AT_ONCE, someDuty } from '../../support/duty.ts'
import { givenMember, givenMemberClient, givenTerm } from '../../support/members.ts'
import { PLACES, world } from '../../support/world.ts'

t.test('a member records a duty with a photo and sees it pending in the duty file', async t => {
  const w = await world(t)
  const { member, client } = await givenMemberClient(w)
  const photo = await givenPhoto(client)
  const id = newId()
  const { data, errors } = await client.run(CREATE, { input: someDuty({ id, evidence: [photo] }) })
  t.equal(errors, undefined)
  t.match(data.dutyRecordCreate, {
    userErrors: [],
    dutyRecord: {
      id: `duty_${PLACES.CITY}_${id}`,
      state: 'PENDING',
      version: 1,
      scoreYear: 2024,
      occurredOn: '2024-03-05',
      facts: { topic: '黄花产业', halfDays: 2, role: 'LEADER' },
      category: { code: 'FIELD_RESEARCH', name: '调研' },
      member: { id: member.id },
      evidence: [{ id: photo, url: `/files/v1/${photo}` }],
      recordedBy: 'MEMBER',
      decidedBy: null,
      replaces: null,
    },
  })
  const file = await client.run(
    `query ($id: ID!) { member(id: $id) { dutyFile {
      records { nodes { id } totalCount } countsByYear { year count confirmed pending }
      countsByCategory(year: 2024) { category { code } count confirmed pending } none: countsByCategory(year: 2023) { count }
    } } }`,
    { id: member.id },
  )
  t.equal(file.errors, undefined)
  t.same(file.data.member.dutyFile, {
    records: { nodes: [{ id: `duty_${PLACES.CITY}_${id}` }], totalCount: 1 },
    countsByYear: [{ year: 2024, count: 1, confirmed: 0, pending: 1 }],
    countsByCategory: [{ category: { code: 'FIELD_RESEARCH' }, count: 1, confirmed: 0, pending: 1 }],
    none: [],
  })
  const { rows } = await w.owner.query(
    `select action, op, version, payload from change_log join change_payloads using (organization_id, epoch, seq)
     where record_type = 'DutyRecord' and record_id = $1`,
    [id],
  )
  t.match(rows, [
    {
      action: 'dutyRecordCreate',
      op: 'CREATE',
      version: 1,
      payload: { state: 'PENDING', evidence: [photo.split('_')[2]] },
    },
  ])
})

t.test('the same client id gives the first record again, with other content it is refused', async t => {
  const w = await world(t)
  const { client } = await givenMemberClient(w)
  const input = someDuty({ id: newId() })
  const first = await client.run(CREATE, { input })
  const again = await w.unchanged(() => client.run(CREATE, { input }))
  t.same(again.result.data, first.data)
  t.ok(again.same)
  const other = await w.unchanged(() => client.run(CREATE, { input: { ...input, title: '另一件事' } }))
  t.match(other.result.data.dutyRecordCreate, {
    dutyRecord: null,
    userErrors: [{ code: 'ID_REUSED', field: ['input', 'id'] }],
  })
  t.ok(other.same)
})

t.test('every error of an entry is told at once, and nothing is written', async t => {
  const w = await world(t)
  const { client } = await givenMemberClient(w)
  const cases: [string, object, [string, string][]][] = [
    ['blank title', { title: '  ' }, [['REQUIRED', 'input.title']]],
    ['a mark that turns the text round', { title: 'a\u202eb' }, [['INVALID_TEXT', 'input.title']]],
    ['101 characters', { title: '字'.repeat(101) }, [['TOO_LONG', 'input.title']]],
    ['a day to come', { occurredOn: '2099-01-01' }, [['FUTURE_DATE', 'input.occurredOn']]],
    ['before the seat', { occurredOn: '2021-05-31' }, [['OUTSIDE_SEAT', 'input.occurredOn']]],
    ['no such category', { category: 'NONSENSE' }, [['UNKNOWN_CATEGORY', 'input.category']]],
    [
      'a category of the office',
      { category: 'AWARD', facts: {} },
      [
        ['NOT_FOR_YOU_TO_ENTER', 'input.category'],
        ['REQUIRED', 'input.facts.level'],
        ['EVIDENCE_REQUIRED', 'input.evidence'],
      ],
    ],
    [
      'facts of the wrong form',
      { facts: { halfDays: '两天', role: 'BOSS', topic: 5, nonsense: 1 } },
      [
        ['UNKNOWN_FACT', 'input.facts.nonsense'],
        ['WRONG_TYPE', 'input.facts.topic'],
        ['WRONG_TYPE', 'input.facts.halfDays'],
        ['NOT_ALLOWED', 'input.facts.role'],
      ],
    ],
    ['facts that are a list', { facts: [1] }, [['WRONG_TYPE', 'input.facts']]],
    ['out of range', { facts: { halfDays: 61 } }, [['OUT_OF_RANGE', 'input.facts.halfDays']]],
    [
      'ten files',
      { evidence: Array.from({ length: 10 }, () => `file_140200_${newId()}`) },
      [
        ['TOO_MANY', 'input.evidence'],
        ...Array.from({ length: 10 }, (_, i): [string, string] => ['NOT_FOUND', `input.evidence.${i}`]),
      ],
    ],
    ['an id that is none', { evidence: ['x'] }, [['NOT_FOUND', 'input.evidence.0']]],
    ['replaces nothing', { replaces: `duty_140200_${newId()}` }, [['NOT_FOUND', 'input.replaces']]],
  ]
  for (const [name, wrong, expected] of cases) {
    const { result, same } = await w.unchanged(() => client.run(CREATE, { input: someDuty(wrong) }))
    const { dutyRecord, userErrors } = result.data.dutyRecordCreate
    t.same(
      userErrors.map((e: { code: string; field: string[] }) => [e.code, e.field.join('.')]),
      expected,
      name,
    )
    t.equal(dutyRecord, null)
    t.ok(same, `${name}: nothing written`)
  }
})

t.test('a day outside the seat is told with its bounds, in the reader’s language', async t => {
  const w = await world(t)
  const { member } = await givenMemberClient(w, 'CITY', { status: 'RESIGNED', leftOn: '2023-12-31' })
  const client = await w.newClient({ role: 'MEMBER', place: 'CITY', personId: member.personId })
  const input = someDuty({ member: member.id, occurredOn: '2024-01-01' })
  const zh = await client.run(CREATE, { input })
  t.match(zh.data.dutyRecordCreate.userErrors, [{ message: '日期不在委员任期内（2021-06-01 至 2023-12-31）' }])
  const en = await client.run(CREATE, { input }, { 'accept-language': 'en' })
  t.match(en.data.dutyRecordCreate.userErrors, [{ message: /2021-06-01 to 2023-12-31/ }])
})

t.test('nobody records for another member; whom he cannot see does not exist', async t => {
  const w = await world(t)
  const { client } = await givenMemberClient(w)
  const colleague = await givenMember(w, 'CITY', { name: '李四' })
  const stranger = await givenMember(w, 'OTHER_CITY', { name: '王五' })
  const seen = await w.unchanged(() => client.run(CREATE, { input: someDuty({ member: colleague.id }) }))
  t.match(seen.result.errors, [{ extensions: { code: 'FORBIDDEN' } }])
  t.ok(seen.same)
  for (const member of [stranger.id, 'mem_140300_x', `org_140200`, `mem_140200_${newId()}`]) {
    const unseen = await w.unchanged(() => client.run(CREATE, { input: someDuty({ member }) }))
    t.match(unseen.result.data.dutyRecordCreate.userErrors, [{ code: 'NOT_FOUND', field: ['input', 'member'] }], member)
    t.ok(unseen.same)
  }
})

t.test('text that no database can hold is refused before anything is looked at', async t => {
  const w = await world(t)
  const { client } = await givenMemberClient(w)
  for (const wrong of [{ title: 'a\u0000b' }, { title: 'a\ud800b' }, { facts: { topic: 'a\u0000b' } }]) {
    const { result, same } = await w.unchanged(() => client.run(CREATE, { input: someDuty(wrong) }))
    t.match(result, { status: 400, errors: [{ extensions: { code: 'BAD_REQUEST' } }] })
    t.ok(same)
  }
})

t.test('whoever holds two seats says which', async t => {
  const w = await world(t)
  const member = await givenMember(w)
  await givenTerm(w, 'CITY', { number: 16, startsOn: '2021-07-01' })
  const later = await givenMember(w, 'CITY', { personId: member.personId, term: 16, joinedOn: '2021-07-01' })
  const both = await w.newClient({ role: 'MEMBER', place: 'CITY', personId: member.personId })
  const nobody = await w.newClient({ role: 'MEMBER', place: 'CITY' })
  for (const unclear of [both, nobody]) {
    const { result, same } = await w.unchanged(() => unclear.run(CREATE, { input: someDuty() }))
    t.match(result.data.dutyRecordCreate.userErrors, [{ code: 'REQUIRED', field: ['input', 'member'] }])
    t.ok(same)
  }
  const said = await both.run(CREATE, { input: someDuty({ member: later.id }) })
  t.equal(said.data.dutyRecordCreate.dutyRecord.member.id, later.id)
})

t.test('another’s file and another committee’s file are no evidence', async t => {
  const w = await world(t)
  const { client } = await givenMemberClient(w)
  const colleague = await givenMemberClient(w, 'CITY', { name: '李四' })
  const abroad = await givenMemberClient(w, 'OTHER_CITY', { name: '王五' })
  for (const evidence of [await givenPhoto(colleague.client), await givenPhoto(abroad.client)]) {
    const { result, same } = await w.unchanged(() => client.run(CREATE, { input: someDuty({ evidence: [evidence] }) }))
    t.match(result.data.dutyRecordCreate.userErrors, [{ code: 'NOT_FOUND', field: ['input', 'evidence', '0'] }])
    t.ok(same)
  }
  const own = await givenPhoto(client)
  const twice = await client.run(CREATE, { input: someDuty({ evidence: [own, own] }) })
  t.match(twice.data.dutyRecordCreate.userErrors, [{ code: 'DUPLICATE', field: ['input', 'evidence', '1'] }])
})

t.test('the same duty entered twice, also at once, counts once', async t => {
  const w = await world(t, SEVERAL_AT_ONCE)
  const { client } = await givenMemberClient(w)
  const answers = await Promise.all([1, 2, 3].map(() => client.run(CREATE, { input: someDuty() })))
  const codes = answers.map(({ data }) => data.dutyRecordCreate.userErrors[0]?.code ?? 'DONE').sort()
  t.same(codes, ['DONE', 'DUPLICATE_RECORD', 'DUPLICATE_RECORD'])
  const { rows } = await w.owner.query('select count(*)::int as n from duty_records')
  t.same(rows, [{ n: 1 }])
})

t.test('a returned record is replaced once, with its evidence, by the same member', async t => {
  const w = await world(t)
  const { member, client } = await givenMemberClient(w)
  const photo = await givenPhoto(client)
  const returned = await givenDuty(w, member, { state: 'RETURNED', recordedBy: client.accountId, evidence: [photo] })
  const input = someDuty({ replaces: returned, evidence: [photo] })
  const { data } = await client.run(CREATE, { input })
  t.match(data.dutyRecordCreate, { userErrors: [], dutyRecord: { state: 'PENDING', replaces: { id: returned } } })
  const again = await w.unchanged(() => client.run(CREATE, { input: { ...input, title: '再来一次' } }))
  t.match(again.result.data.dutyRecordCreate.userErrors, [{ code: 'ALREADY_REPLACED', field: ['input', 'replaces'] }])
  t.ok(again.same)
  const pending = await givenDuty(w, member, { recordedBy: client.accountId, title: '待审核的' })
  const early = await client.run(CREATE, { input: someDuty({ replaces: pending, title: '另一标题' }) })
  t.match(early.data.dutyRecordCreate.userErrors, [{ code: 'INVALID_STATE', field: ['input', 'replaces'] }])
  const byOffice = await givenDuty(w, member, { state: 'REVERSED', title: '办公室录入的' })
  const foreign = await client.run(CREATE, { input: someDuty({ replaces: byOffice, title: '另一标题' }) })
  t.match(foreign.errors, [{ extensions: { code: 'FORBIDDEN' } }], 'what the office entered, the office replaces')
})
