import t from 'tap'
import { businessDate } from '../../../../src/kernel/clock.ts'
import { newId } from '../../../../src/kernel/ids.ts'
import {
  type ActivityWorld,
  activityWorld,
  dutiesOfSource,
  type GivenActivity,
} from '../../../support/activity-outcomes.ts'
import { givenPhoto } from '../../../support/duty.ts'
import { outcome, refused } from '../../../support/examination.ts'
import { idOf } from '../../../support/members.ts'
import type { Member } from '../../../support/proposals.ts'
import { SPEECHES as S, seenSpeech } from '../../../support/speeches.ts'
import type { Answer, Client } from '../../../support/world.ts'

const MOVE = `mutation ($id: ID!, $expectedVersion: Int!, $input: ActivityMoveInput!) {
  activityMove(id: $id, expectedVersion: $expectedVersion, input: $input) {
    activity { endsAt speechCall { closesAt version } } userErrors { code } } }`
const TEXT = '建议加快老旧小区改造。'
const draft = { title: '关于老旧小区改造的建议', form: 'ORAL', text: TEXT }

const create = (member: Member, activity: GivenActivity, more: object = {}): Promise<Answer> =>
  member.client.run(S.create, { activity: activity.id, input: { ...draft, ...more } })

/** A speech as it stands after the calls, with its version. */
async function given(w: ActivityWorld, member: Member, state: 'DRAFT' | 'SUBMITTED', more: object = {}) {
  const activity = await w.activity({ invited: [w.first, w.second], callUntil: 12 })
  const { data } = await create(member, activity, more)
  const { id } = data.activitySpeechCreate.activitySpeech
  if (state === 'SUBMITTED') await member.client.run(S.submit, { id, expectedVersion: 1 })
  return { id, activity, version: state === 'SUBMITTED' ? 2 : 1 }
}

const review = (client: Client, { id, version }: { id: string; version: number }, decision: string, note?: string) =>
  client.run(S.review, { id, expectedVersion: version, input: { decision, note } })

t.test('an activity calls for speeches until a moment', async t => {
  const w = await activityWorld(t)
  const activity = await w.activity({ invited: [w.first] })
  const closesAt = new Date(w.clock().getTime() + 3_600_000).toISOString()
  const call = (version: number, input: object, client = w.office) =>
    client.run(S.call, { id: activity.id, expectedVersion: version, input: { closesAt, ...input } })
  await refused(t, w, () => create(w.first, activity), 'NO_CALL', ['activity'])
  await refused(t, w, () => call(1, { closesAt: w.clock().toISOString() }), 'OUT_OF_RANGE', ['input', 'closesAt'])
  const afterwards = new Date(w.clock().getTime() + 49 * 3_600_000).toISOString()
  await refused(t, w, () => call(1, { closesAt: afterwards }), 'OUT_OF_RANGE', ['input', 'closesAt'])
  for (const maxWords of [0, 10_001])
    await refused(t, w, () => call(1, { maxWords }), 'OUT_OF_RANGE', ['input', 'maxWords'])
  await refused(t, w, () => call(1, { topic: '字'.repeat(201) }), 'TOO_LONG', ['input', 'topic'])
  await refused(t, w, () => call(2, {}), 'VERSION_CONFLICT')
  await refused(t, w, () => call(1, {}, w.first.client), 'FORBIDDEN')
  const first = await call(1, { topic: '城市更新', maxWords: 1500 })
  t.match(first.data.activitySpeechCallOpen.activity, {
    version: 2,
    speechCall: { topic: '城市更新', maxWords: 1500, version: 1 },
  })
  const again = await call(2, {})
  t.match(again.data.activitySpeechCallOpen.activity, { speechCall: { topic: '', maxWords: null, version: 2 } })
  const closed = await w.activity({ state: 'CLOSED', from: -48, to: -24 })
  await refused(
    t,
    w,
    () => w.office.run(S.call, { id: closed.id, expectedVersion: 1, input: { closesAt } }),
    'INVALID_STATE',
  )
})

t.test('a call ends with its activity also when that is moved', async t => {
  const w = await activityWorld(t)
  const at = (hours: number) => new Date(w.clock().getTime() + hours * 3_600_000)
  const moved = async (callUntil: number) => {
    const { id } = await w.activity({ invited: [w.first], callUntil })
    const input = { startsAt: at(10), endsAt: at(20), reason: '提前召开' }
    const { data } = await w.office.run(MOVE, { id, expectedVersion: 1, input })
    t.same(data.activityMove.userErrors, [])
    return data.activityMove.activity
  }
  const shortened = await moved(40)
  t.equal(shortened.speechCall.closesAt, shortened.endsAt)
  t.equal(shortened.speechCall.version, 2)
  t.equal((await moved(15)).speechCall.version, 1, 'one that ends before is left alone')
  const { rows } = await w.owner.query(
    `select p.payload -> 'speechCall' as call from change_log l join change_payloads p using (organization_id, epoch, seq)
      where l.action = 'activityMove' order by l.seq`,
  )
  t.match(rows, [{ call: { closesAt: String } }, { call: null }])
})

t.test('a draft is its author’s own until it is submitted', async t => {
  const w = await activityWorld(t)
  const speech = await given(w, w.first, 'DRAFT', { id: newId() })
  for (const client of [w.office, w.second.client, await w.as('LEADER')])
    t.equal((await client.run(seenSpeech, { id: speech.id })).data.activitySpeech, null)
  const own = await w.first.client.run(seenSpeech, { id: speech.id })
  t.same(own.data.activitySpeech.availableActions, [
    { action: 'UPDATE', isAvailable: true },
    { action: 'SUBMIT', isAvailable: true },
    { action: 'WITHDRAW', isAvailable: false },
  ])
  await refused(t, w, () => review(w.office, speech, 'ACCEPTED_ORAL'), 'NOT_FOUND', ['id'])
  await refused(t, w, () => w.second.client.run(S.submit, { id: speech.id, expectedVersion: 1 }), 'NOT_FOUND', ['id'])
  const changed = await w.first.client.run(S.update, {
    id: speech.id,
    expectedVersion: 1,
    input: { text: 'GDP 增长', form: 'WRITTEN' },
  })
  t.match(changed.data.activitySpeechUpdate.activitySpeech, {
    ...{ title: draft.title, text: 'GDP 增长', words: 3, form: 'WRITTEN', version: 2, state: 'DRAFT' },
    ...{ isByDemocraticParty: true, speakerKind: 'MEMBER', member: { id: w.first.id } },
  })
  await refused(
    t,
    w,
    () => w.first.client.run(S.update, { id: speech.id, expectedVersion: 2, input: { title: ' ' } }),
    'REQUIRED',
    ['input', 'title'],
  )
  t.equal(outcome(await w.first.client.run(S.submit, { id: speech.id, expectedVersion: 2 })), 'DONE')
  t.match((await w.office.run(seenSpeech, { id: speech.id })).data.activitySpeech, { state: 'SUBMITTED' })
  t.equal((await w.second.client.run(seenSpeech, { id: speech.id })).data.activitySpeech, null)
  await refused(
    t,
    w,
    () => w.first.client.run(S.update, { id: speech.id, expectedVersion: 3, input: {} }),
    'INVALID_STATE',
  )
  t.equal(outcome(await w.first.client.run(S.withdraw, { id: speech.id, expectedVersion: 3 })), 'DONE')
  t.equal((await w.office.run(seenSpeech, { id: speech.id })).data.activitySpeech, null)
})

t.test('who speaks, and for whom', async t => {
  const w = await activityWorld(t)
  const activity = await w.activity({ invited: [w.first, w.second], callUntil: 12 })
  const [democratic, communist] = [
    await idOf(w, 'CITY', 'party', '中国民主同盟'),
    await idOf(w, 'CITY', 'party', '中国共产党'),
  ]
  const sector = await idOf(w, 'CITY', 'sector', '经济界')
  const committee = await idOf(w, 'CITY', 'specialCommittee', '提案委员会')
  const wrong: readonly [Member, object, string, string[]][] = [
    [w.first, { speakerKind: 'PARTY' }, 'REQUIRED', ['input', 'party']],
    [w.first, { speakerKind: 'PARTY', party: communist }, 'NOT_OF_BODY', ['input', 'party']],
    [w.first, { sector }, 'NOT_APPLICABLE', ['input', 'sector']],
    [w.second, { speakerKind: 'SECTOR', sector }, 'NOT_OF_BODY', ['input', 'sector']],
    [
      w.first,
      { speakerKind: 'PARTY', party: await idOf(w, 'OTHER_CITY', 'party', '中国民主同盟') },
      'NOT_FOUND',
      ['input', 'party'],
    ],
    [w.first, { title: '' }, 'REQUIRED', ['input', 'title']],
    [w.first, { title: '字'.repeat(101) }, 'TOO_LONG', ['input', 'title']],
    [w.first, { text: '字'.repeat(10_001) }, 'TOO_LONG', ['input', 'text']],
    [w.first, { text: '\u202e' }, 'INVALID_TEXT', ['input', 'text']],
    [w.first, { file: `file_140200_${newId()}` }, 'NOT_FOUND', ['input', 'file']],
    [w.first, { file: await givenPhoto(w.second.client) }, 'NOT_FOUND', ['input', 'file']],
    [w.first, { member: 'nobody' }, 'NOT_FOUND', ['input', 'member']],
  ]
  for (const [member, more, code, field] of wrong)
    await refused(t, w, () => create(member, activity, more), code, field)
  await refused(t, w, () => create(w.first, activity, { member: w.second.id }), 'FORBIDDEN')
  await refused(t, w, () => create(w.third, activity), 'NOT_FOUND', ['activity'])
  const party = await create(w.first, activity, { speakerKind: 'PARTY', party: democratic })
  t.match(party.data.activitySpeechCreate.activitySpeech, {
    party: { name: '中国民主同盟' },
    isByDemocraticParty: true,
  })
  const ofSector = await create(w.first, activity, { speakerKind: 'SECTOR', sector })
  t.match(ofSector.data.activitySpeechCreate.activitySpeech, { sector: { name: '经济界' }, isByDemocraticParty: false })
  const ofCommittee = await create(w.second, activity, {
    speakerKind: 'SPECIAL_COMMITTEE',
    specialCommittee: committee,
  })
  t.match(ofCommittee.data.activitySpeechCreate.activitySpeech, { specialCommittee: { name: '提案委员会' } })
  const plain = await create(w.second, activity, { file: await givenPhoto(w.second.client) })
  t.match(plain.data.activitySpeechCreate.activitySpeech, { isByDemocraticParty: false, file: { id: /^file_/ } })
  const mine = await w.first.client.run(
    'query ($id: ID!) { member(id: $id) { speeches { totalCount nodes { speakerKind } } } activitySpeeches { totalCount } }',
    { id: w.first.id },
  )
  t.match(mine.data, { member: { speeches: { totalCount: 2 } }, activitySpeeches: { totalCount: 2 } })
})

t.test('the same id and content is the first result, another content is refused', async t => {
  const w = await activityWorld(t)
  const activity = await w.activity({ invited: [w.first], callUntil: 12 })
  const id = newId()
  await create(w.first, activity, { id })
  const { result, same } = await w.unchanged(() => create(w.first, activity, { id }))
  t.equal(outcome(result), 'DONE')
  t.ok(same)
  await refused(t, w, () => create(w.first, activity, { id, title: '别的' }), 'ID_REUSED')
})

t.test('what may be submitted, and until when', async t => {
  const w = await activityWorld(t)
  const submit = (id: string, version: number) => w.first.client.run(S.submit, { id, expectedVersion: version })
  const empty = await given(w, w.first, 'DRAFT', { text: '' })
  await refused(t, w, () => submit(empty.id, 1), 'INCOMPLETE')
  const file = await givenPhoto(w.first.client)
  await w.first.client.run(S.update, { id: empty.id, expectedVersion: 1, input: { file } })
  t.equal(outcome(await submit(empty.id, 2)), 'DONE', 'a file stands for the text')
  const limited = await w.activity({ invited: [w.first], callUntil: 12, maxWords: 5 })
  const long = (await create(w.first, limited)).data.activitySpeechCreate.activitySpeech.id
  await refused(t, w, () => submit(long, 1), 'TOO_MANY_WORDS')
  const late = await given(w, w.first, 'DRAFT')
  const returned = await given(w, w.first, 'SUBMITTED')
  await review(w.office, returned, 'RETURNED', '请补充数据')
  w.pass(13)
  await refused(t, w, () => submit(late.id, 1), 'CALL_CLOSED')
  await refused(t, w, () => create(w.first, late.activity), 'CALL_CLOSED', ['activity'])
  t.equal(outcome(await submit(returned.id, 3)), 'DONE', 'who was asked to revise may answer late')
})

t.test('who is no longer asked to attend submits no speech', async t => {
  const w = await activityWorld(t)
  const speech = await given(w, w.first, 'DRAFT')
  const submit = () => w.first.client.run(S.submit, { id: speech.id, expectedVersion: 1 })
  const ask = (state: string) =>
    w.owner.query('update activity_invitations set state = $3 where activity_id = $1 and member_id = $2', [
      ...[speech.activity.activityId, w.first.memberId, state],
    ])
  await ask('WITHDRAWN')
  await refused(t, w, submit, 'NOT_INVITED')
  const { data } = await w.first.client.run(seenSpeech, { id: speech.id })
  const { isAvailable } = data.activitySpeech.availableActions.find(
    (one: { action: string }) => one.action === 'SUBMIT',
  )
  t.equal(isAvailable, false)
  await ask('INVITED')
  t.equal(outcome(await submit()), 'DONE')
})

t.test('a review decides; who does not get what he asked for reads why', async t => {
  const w = await activityWorld(t)
  const decisions = ['ACCEPTED_ORAL', 'ACCEPTED_WRITTEN', 'TURNED_INTO_OPINION_REPORT', 'RETURNED', 'NOT_USED']
  for (const decision of decisions) {
    const speech = await given(w, w.first, 'SUBMITTED')
    const needsReason = ['RETURNED', 'NOT_USED'].includes(decision)
    if (needsReason) await refused(t, w, () => review(w.office, speech, decision), 'REQUIRED', ['input', 'note'])
    await refused(t, w, () => review(w.office, { ...speech, version: 1 }, decision, '好'), 'VERSION_CONFLICT')
    const { data } = await review(w.office, speech, decision, '意见')
    t.match(data.activitySpeechReview.activitySpeech, { state: decision, reviewNote: '意见', text: TEXT, version: 3 })
    await refused(t, w, () => review(w.office, { ...speech, version: 3 }, decision, '好'), 'INVALID_STATE')
    t.match((await w.first.client.run(seenSpeech, { id: speech.id })).data.activitySpeech, { reviewNote: '意见' })
    const other = (await w.second.client.run(seenSpeech, { id: speech.id })).data.activitySpeech
    if (decision.startsWith('ACCEPTED')) t.match(other, { state: decision, reviewNote: null, reviewedBy: null })
    else t.equal(other, null, decision)
    t.equal((await w.third.client.run(seenSpeech, { id: speech.id })).data.activitySpeech, null, 'not invited')
  }
})

t.test('a written speech is a duty when it is accepted, an oral one when it is held; both are given back', async t => {
  const w = await activityWorld(t)
  const today = businessDate(w.clock())
  const written = await given(w, w.first, 'SUBMITTED')
  await review(w.office, written, 'ACCEPTED_WRITTEN')
  t.same(await dutiesOfSource(w, 'ACTIVITY_SPEECH'), [
    {
      ...{ category: 'SPEECH', member: w.first.memberId, title: draft.title, on: today },
      facts: { form: 'WRITTEN', occasion: 'PLENARY_SESSION', words: 11 },
    },
  ])
  const recall = (speech: { id: string }, version: number, reason: string) =>
    w.office.run(S.recall, { id: speech.id, expectedVersion: version, input: { reason } })
  await refused(t, w, () => recall(written, 3, ''), 'REQUIRED', ['input', 'reason'])
  t.match((await recall(written, 3, '误操作')).data.activitySpeechRecall.activitySpeech, {
    ...{ state: 'SUBMITTED', reviewNote: '误操作', version: 4 },
  })
  t.same(await dutiesOfSource(w, 'ACTIVITY_SPEECH'), [])
  await review(w.office, { ...written, version: 4 }, 'ACCEPTED_ORAL')
  t.same(await dutiesOfSource(w, 'ACTIVITY_SPEECH'), [], 'not held yet')
  const deliver = (version: number, input: object) =>
    w.office.run(S.deliver, { id: written.id, expectedVersion: version, input })
  await refused(t, w, () => deliver(5, {}), 'NOT_STARTED')
  w.pass(25)
  const day = businessDate(w.clock())
  for (const deliveredOn of [today, '2099-01-01'])
    await refused(t, w, () => deliver(5, { deliveredOn }), 'OUT_OF_RANGE', ['input', 'deliveredOn'])
  t.match((await deliver(5, {})).data.activitySpeechDeliver.activitySpeech, { state: 'DELIVERED', deliveredOn: day })
  t.match(await dutiesOfSource(w, 'ACTIVITY_SPEECH'), [{ on: day, facts: { form: 'ORAL' } }])
  t.match((await recall(written, 6, '重复登记')).data.activitySpeechRecall.activitySpeech, { deliveredOn: null })
  t.same(await dutiesOfSource(w, 'ACTIVITY_SPEECH'), [])
  const { rows } = await w.owner.query(`select state, count(*)::int as n from duty_records group by 1 order by 1`)
  t.same(rows, [
    { state: 'REVERSAL', n: 2 },
    { state: 'REVERSED', n: 2 },
  ])
})

t.test('nobody decides on his own speech, nor for another committee, nor of a cancelled activity', async t => {
  const w = await activityWorld(t)
  const speech = await given(w, w.first, 'SUBMITTED')
  const own = await w.newClient({ role: 'SPECIAL_COMMITTEE_OFFICE', place: 'CITY', personId: w.first.personId })
  await refused(t, w, () => review(own, speech, 'ACCEPTED_WRITTEN'), 'OWN_SPEECH')
  const strangers: readonly [Client, string][] = [
    [w.first.client, 'FORBIDDEN'],
    [await w.as('LEADER'), 'FORBIDDEN'],
    [await w.as('LIAISON_OFFICE', 'PROVINCE'), 'FORBIDDEN'],
    [await w.as('LIAISON_OFFICE', 'OTHER_CITY'), 'NOT_FOUND'],
  ]
  for (const [client, code] of strangers) await refused(t, w, () => review(client, speech, 'ACCEPTED_ORAL'), code)
  for (const id of ['nobody', `act_140200_${newId()}`, `spch_140200_${newId()}`])
    await refused(t, w, () => review(w.office, { id, version: 1 }, 'ACCEPTED_ORAL'), 'NOT_FOUND', ['id'])
  await refused(t, w, () => w.office.run(S.withdraw, { id: speech.id, expectedVersion: 2 }), 'FORBIDDEN')
  await w.owner.query(`update activities set state = 'CANCELLED' where id = $1`, [speech.activity.activityId])
  await refused(t, w, () => review(w.office, speech, 'ACCEPTED_ORAL'), 'ACTIVITY_CANCELLED')
  await refused(t, w, () => create(w.second, speech.activity), 'ACTIVITY_CANCELLED', ['activity'])
  const { rows } = await w.owner.query(
    `select action, op from change_log where record_type = 'ActivitySpeech' order by seq`,
  )
  t.same(rows, [
    { action: 'activitySpeechCreate', op: 'CREATE' },
    { action: 'activitySpeechSubmit', op: 'UPDATE' },
  ])
})
