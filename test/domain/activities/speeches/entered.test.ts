import t from 'tap'
import { newId } from '../../../../src/kernel/ids.ts'
import { type ActivityWorld, activityWorld, dutiesOfSource } from '../../../support/activity-outcomes.ts'
import { givenPhoto } from '../../../support/duty.ts'
import { outcome, refused } from '../../../support/examination.ts'
import { SPEECHES as S } from '../../../support/speeches.ts'
import type { Client } from '../../../support/world.ts'

const PAPER = { title: '关于供热的建议', form: 'WRITTEN', text: '建议改造老旧管网。' }

/** An activity whose call is over, which asks the first two members. */
const called = (w: ActivityWorld, more: object = {}) =>
  w.activity({ invited: [w.first, w.second], callUntil: -1, maxWords: 20, ...more })

t.test('the office enters what a member handed in on paper, marked, also after the deadline', async t => {
  const w = await activityWorld(t)
  const activity = await called(w)
  const id = newId()
  const enter = (input: object = {}, client: Client = w.office, target = activity) =>
    client.run(S.enter, { activity: target.id, input: { member: w.first.id, ...PAPER, ...input } })
  const wrong: readonly [object, string, string][] = [
    [{ member: w.third.id }, 'NOT_INVITED', 'member'],
    [{ member: `mem_140300_${newId()}` }, 'NOT_FOUND', 'member'],
    [{ title: ' ' }, 'REQUIRED', 'title'],
    [{ speakerKind: 'PARTY' }, 'REQUIRED', 'party'],
    [{ file: `file_140200_${newId()}` }, 'NOT_FOUND', 'file'],
  ]
  for (const [input, code, field] of wrong) await refused(t, w, () => enter(input), code, ['input', field])
  await refused(t, w, () => enter({ text: '' }), 'INCOMPLETE')
  await refused(t, w, () => enter({ text: '字'.repeat(21) }), 'TOO_MANY_WORDS')
  await refused(t, w, () => enter({}, w.first.client), 'FORBIDDEN')
  const elsewhere = await w.as('SPECIAL_COMMITTEE_OFFICE', 'OTHER_CITY')
  await refused(t, w, () => enter({}, elsewhere), 'NOT_FOUND', ['activity'])
  const silent = await w.activity({ invited: [w.first] })
  await refused(t, w, () => enter({}, w.office, silent), 'NO_CALL')
  const cancelled = await called(w, { state: 'CANCELLED' })
  await refused(t, w, () => enter({}, w.office, cancelled), 'ACTIVITY_CANCELLED')
  const { data } = await enter({ id, file: await givenPhoto(w.office) })
  const speech = data.activitySpeechEnter.activitySpeech
  t.match(speech, {
    ...{ id: `spch_140200_${id}`, state: 'SUBMITTED', isEnteredByOffice: true, enteredBy: String, version: 1 },
    ...{ member: { id: w.first.id }, submittedAt: String, words: 9 },
  })
  const seen = 'query ($id: ID!) { activitySpeech(id: $id) { isEnteredByOffice enteredBy file { id } } }'
  t.match((await w.first.client.run(seen, { id: speech.id })).data.activitySpeech, {
    ...{ isEnteredByOffice: true, enteredBy: String, file: { id: String } },
  })
  t.equal((await w.second.client.run(seen, { id: speech.id })).data.activitySpeech, null)
  const accept = { id: speech.id, expectedVersion: 1, input: { decision: 'ACCEPTED_WRITTEN' } }
  t.equal(outcome(await w.office.run(S.review, accept)), 'DONE')
  t.match(await dutiesOfSource(w, 'ACTIVITY_SPEECH'), [{ category: 'SPEECH', member: w.first.memberId }])
  const shared = (await w.second.client.run(seen, { id: speech.id })).data.activitySpeech
  t.match(shared, { isEnteredByOffice: true, enteredBy: null }, 'who entered it is for its author and the office')
})

t.test('the office corrects what it entered, until the author makes it his own', async t => {
  const w = await activityWorld(t)
  const activity = await called(w, { callUntil: 10 })
  const input = { member: w.first.id, ...PAPER }
  const { id } = (await w.office.run(S.enter, { activity: activity.id, input })).data.activitySpeechEnter.activitySpeech
  const correct = (expectedVersion: number, change: object, client: Client = w.office) =>
    client.run(S.correct, { id, expectedVersion, input: change })
  await refused(t, w, () => correct(1, { text: '字'.repeat(21) }), 'TOO_MANY_WORDS')
  await refused(t, w, () => correct(1, { text: '' }), 'INCOMPLETE')
  await refused(t, w, () => correct(1, { title: '' }), 'REQUIRED', ['input', 'title'])
  await refused(t, w, () => correct(2, { title: '另题' }), 'VERSION_CONFLICT')
  await refused(t, w, () => correct(1, { title: '另题' }, w.first.client), 'FORBIDDEN')
  t.match((await correct(1, { title: '关于供热管网的建议' })).data.activitySpeechCorrect.activitySpeech, {
    ...{ title: '关于供热管网的建议', state: 'SUBMITTED', isEnteredByOffice: true, version: 2 },
  })
  const back = { id, expectedVersion: 2, input: { decision: 'RETURNED', note: '请补充数据' } }
  t.equal(outcome(await w.office.run(S.review, back)), 'DONE')
  t.match((await correct(3, { text: '建议三年改造。' })).data.activitySpeechCorrect.activitySpeech, {
    ...{ state: 'SUBMITTED', version: 4 },
  })
  t.equal(outcome(await w.first.client.run(S.withdraw, { id, expectedVersion: 4 })), 'DONE')
  await refused(t, w, () => correct(5, { title: '另题' }), 'NOT_FOUND', ['id'])
  const changed = { id, expectedVersion: 5, input: { text: '建议两年改造。' } }
  t.match((await w.first.client.run(S.update, changed)).data.activitySpeechUpdate.activitySpeech, {
    isEnteredByOffice: false,
  })
  t.equal(outcome(await w.first.client.run(S.submit, { id, expectedVersion: 6 })), 'DONE')
  await refused(t, w, () => correct(7, { title: '另题' }), 'FORBIDDEN')
})
