import t from 'tap'
import { newId } from '../../../src/kernel/ids.ts'
import { ENTER, givenPhoto, SEVERAL_AT_ONCE } from '../../support/duty.ts'
import { type GivenMember, givenMember } from '../../support/members.ts'
import { type World, world } from '../../support/world.ts'

const several = async (w: World, number: number): Promise<GivenMember[]> => {
  const members: GivenMember[] = []
  for (let n = 0; n < number; n++) members.push(await givenMember(w, 'CITY', { name: `委员${n}` }))
  return members
}

const meeting = (members: readonly GivenMember[], more: object = {}) => ({
  input: {
    members: members.map(member => member.id),
    category: 'PLENARY_SESSION',
    title: '十五届三次全体会议',
    occurredOn: '2024-02-20',
    facts: { attendance: 'PRESENT', halfDays: 8 },
    ...more,
  },
})

t.test('who organizes, records: one entry for many members, confirmed at once', async t => {
  const w = await world(t)
  const members = await several(w, 5)
  const office = await w.as('SPECIAL_COMMITTEE_OFFICE')
  const photo = await givenPhoto(office)
  const { data, errors } = await office.run(ENTER, meeting(members, { evidence: [photo] }))
  t.equal(errors, undefined)
  const { dutyRecords, failures, userErrors } = data.dutyRecordsEnter
  t.same([failures, userErrors], [[], []])
  t.same(
    dutyRecords.map((r: { member: object }) => r.member),
    members.map(({ id }) => ({ id })),
    'in the order sent',
  )
  t.ok(
    dutyRecords.every((r: object) =>
      t.match(r, { state: 'CONFIRMED', decidedBy: 'SPECIAL_COMMITTEE_OFFICE', evidence: [{ id: photo }] }),
    ),
  )
  const { rows } = await w.owner.query(
    `select l.record_id = r.id as own, p.payload ->> 'memberId' as "memberId"
     from change_log l join change_payloads p using (organization_id, epoch, seq)
       left join duty_records r on r.organization_id = l.organization_id and r.member_id = (p.payload ->> 'memberId')::uuid
     where l.record_type = 'DutyRecord' order by l.seq`,
  )
  t.same(
    rows,
    members.map(({ memberId }) => ({ own: true, memberId })),
    'each has its entry with its own content, in the order sent',
  )
  t.same((await w.owner.query('select * from verify_changes(140200)')).rows, [], 'and the chain holds')
})

t.test('a category that needs a second pair of eyes waits, as does a record of one’s own seat', async t => {
  const w = await world(t)
  const member = await givenMember(w)
  const office = await w.newClient({ role: 'SPECIAL_COMMITTEE_OFFICE', place: 'CITY', personId: member.personId })
  const colleague = await givenMember(w, 'CITY', { name: '李四' })
  const own = await office.run(ENTER, meeting([member, colleague]))
  t.same(
    own.data.dutyRecordsEnter.dutyRecords.map((r: { state: string }) => r.state),
    ['PENDING', 'CONFIRMED'],
  )
  const award = {
    category: 'AWARD',
    title: '全国优秀政协委员',
    facts: { level: 'NATIONAL' },
    evidence: [await givenPhoto(office)],
  }
  const { data } = await office.run(ENTER, meeting([colleague], award))
  t.match(data.dutyRecordsEnter.dutyRecords, [{ state: 'PENDING', decidedBy: null }])
})

t.test('one wrong member refuses all, or is skipped when asked', async t => {
  const w = await world(t)
  const [first, second] = await several(w, 2)
  const left = await givenMember(w, 'CITY', { name: '离任', status: 'RESIGNED', leftOn: '2023-01-01' })
  const abroad = await givenMember(w, 'COUNTY')
  if (!first || !second) throw new Error('two members')
  const office = await w.as('LIAISON_OFFICE')
  const list = [first, left, abroad, second, first]
  const errors = [
    { code: 'OUTSIDE_SEAT', field: ['input', 'members', '1'] },
    { code: 'NOT_FOUND', field: ['input', 'members', '2'] },
    { code: 'DUPLICATE', field: ['input', 'members', '4'] },
  ]
  const { result, same } = await w.unchanged(() => office.run(ENTER, meeting(list)))
  t.match(result.data.dutyRecordsEnter, { dutyRecords: null, failures: null, userErrors: errors })
  t.ok(same)
  const skip = await office.run(ENTER, meeting(list, { onError: 'SKIP' }))
  t.match(skip.data.dutyRecordsEnter, {
    dutyRecords: [{ member: { id: first.id } }, { member: { id: second.id } }],
    failures: [1, 2, 4].map((index, i) => ({ index, userErrors: [errors[i]] })),
    userErrors: [],
  })
  const again = await w.unchanged(() => office.run(ENTER, meeting(list, { onError: 'SKIP' })))
  t.same(again.result.data.dutyRecordsEnter.dutyRecords, [])
  t.equal(again.result.data.dutyRecordsEnter.failures.length, 5, 'what was done is told as a duplicate')
})

t.test('the same entry sent again is answered again and not done again', async t => {
  const w = await world(t)
  const members = await several(w, 3)
  const office = await w.as('LIAISON_OFFICE')
  const variables = meeting(members, { id: newId() })
  const first = await office.run(ENTER, variables)
  const { result, same } = await w.unchanged(() => office.run(ENTER, variables))
  t.same(result.data, first.data)
  t.ok(same)
  const other = await w.unchanged(() => office.run(ENTER, { input: { ...variables.input, title: '别的会' } }))
  t.match(other.result.data.dutyRecordsEnter.userErrors, [{ code: 'ID_REUSED' }])
  t.ok(other.same)
})

t.test('an entry is for 1 to 200 members of the office’s own committee, and of a category for the office', async t => {
  const w = await world(t)
  const [member] = await several(w, 1)
  const abroad = await givenMember(w, 'COUNTY')
  const hidden = await givenMember(w, 'OTHER_CITY')
  if (!member) throw new Error('a member')
  const office = await w.as('LIAISON_OFFICE')
  const cases: [string, object, object][] = [
    ['none', meeting([]), [{ code: 'REQUIRED', field: ['input', 'members'] }]],
    [
      'too many',
      meeting(Array.from({ length: 201 }, () => member)),
      [{ code: 'TOO_MANY', field: ['input', 'members'] }],
    ],
    ['not visible', meeting([hidden]), [{ code: 'NOT_FOUND', field: ['input', 'members', '0'] }]],
    ['missing fact', meeting([member], { facts: {} }), [{ code: 'REQUIRED', field: ['input', 'facts', 'attendance'] }]],
    [
      'replaces for two',
      meeting([member, abroad], { replaces: 'duty_140200_x' }),
      [{ code: 'TOO_MANY', field: ['input', 'replaces'] }],
    ],
  ]
  for (const [name, variables, expected] of cases) {
    const { result, same } = await w.unchanged(() => office.run(ENTER, variables))
    t.match(result.data?.dutyRecordsEnter.userErrors, expected, name)
    t.ok(same)
  }
  for (const [client, members] of [
    [office, [abroad]],
    [await w.as('LEADER'), [member]],
    [await w.as('MEMBER'), [member]],
  ] as const) {
    const { result, same } = await w.unchanged(() => client.run(ENTER, meeting(members)))
    t.match(result.errors, [{ extensions: { code: 'FORBIDDEN' } }])
    t.ok(same)
  }
})

t.test('many members at once, from two hands at once: each member once', async t => {
  const w = await world(t, SEVERAL_AT_ONCE)
  const members = await several(w, 40)
  const staff = await Promise.all([1, 2].map(() => w.newClient({ role: 'LIAISON_OFFICE', place: 'CITY' })))
  const answers = await Promise.all(
    staff.map((one, i) => one.run(ENTER, meeting(i ? members.toReversed() : members, { onError: 'SKIP' }))),
  )
  t.same(
    answers.map(({ data }) => data.dutyRecordsEnter.dutyRecords.length).sort((a, b) => a - b),
    [0, 40],
  )
  const { rows } = await w.owner.query(
    'select count(*)::int as n, count(distinct member_id)::int as members from duty_records',
  )
  t.same(rows, [{ n: 40, members: 40 }])
})
