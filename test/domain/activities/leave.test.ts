import t from 'tap'
import { activityAttendances } from '../../../src/domain/activities/attendance/tables.ts'
import { newId } from '../../../src/kernel/ids.ts'
import {
  A,
  type ActivityWorld,
  activityWorld,
  done,
  givenGuest,
  invitationOf,
  meeting,
  notified,
  type Shown,
  seen,
  send,
  session,
} from '../../support/activity-core.ts'
import { outcome, refused } from '../../support/examination.ts'
import { lastingClient } from '../../support/proposals.ts'
import { type Client, PLACES } from '../../support/world.ts'

const asking = (invitation: { readonly id: string }, more: object = {}) => ({
  input: { invitation: invitation.id, type: 'OFFICIAL', reason: '赴省城参加会议', ...more },
})

const ask = (w: ActivityWorld, activity: Shown, more: object = {}) =>
  w.first.client.run(A.leave, asking(invitationOf(activity, w.first), more))

const decision = (decisionTaken: string, note?: string) => ({ input: { decision: decisionTaken, note } })

t.test('who approves is said by the kind’s rule for so long an absence', async t => {
  const w = await activityWorld(t)
  const activity = await notified(w, session(w))
  const [one, two, three] = activity.halfDays.map((part: Shown) => part.id)
  t.equal(activity.halfDays.length, 4)
  const half = done(await ask(w, activity, { halfDays: [one] }))
  t.match(half, { state: 'REQUESTED', approver: 'OFFICE', reason: '赴省城参加会议', halfDays: [{ id: one }] })
  const day = done(await ask(w, activity, { halfDays: [two] }))
  t.equal(day.approver, 'SECRETARY_GENERAL', 'with the half-day that was asked for before, it is a day')
  const more = done(await ask(w, activity, { halfDays: [three] }))
  t.equal(more.approver, 'CHAIRPERSON')
  t.equal(outcome(await send(w.office, A.decide, day, decision('APPROVED'))), 'FORBIDDEN', 'the office decides its own')
  t.equal(outcome(await send(w.leader, A.decide, half, decision('APPROVED'))), 'FORBIDDEN')
  t.match(done(await send(w.office, A.decide, half, decision('APPROVED', '同意'))), {
    ...{ state: 'APPROVED', version: 2, decisionNote: '同意', invitation: { state: 'INVITED' } },
  })
  t.match(done(await send(w.leader, A.decide, day, decision('APPROVED'))), { state: 'APPROVED', decisionNote: null })
  const no = () => send(w.leader, A.decide, more, decision('REFUSED'))
  await refused(t, w, no, 'REQUIRED', ['input', 'note'])
  t.match(done(await send(w.leader, A.decide, more, decision('REFUSED', '议题重要，请参加'))), { state: 'REFUSED' })
  await refused(t, w, () => send(w.leader, A.decide, { ...more, version: 2 }, decision('APPROVED')), 'INVALID_STATE')
  await refused(t, w, () => send(w.leader, A.decide, more, decision('APPROVED')), 'VERSION_CONFLICT')
})

t.test('leave for all half-days answers the notice; taken back, it is asked again', async t => {
  const w = await activityWorld(t)
  const activity = await notified(w, meeting(w, { kind: w.kinds.TRAINING }))
  const request = done(await ask(w, activity))
  const own = invitationOf(activity, w.first)
  await refused(t, w, () => send(w.first.client, A.reply, own), 'LEAVE_OPEN', ['id'])
  await refused(t, w, () => ask(w, activity), 'ALREADY_REQUESTED', ['input', 'halfDays'])
  const approved = done(await send(w.office, A.decide, request, decision('APPROVED')))
  t.match(approved.invitation, { state: 'ON_LEAVE', version: 2 })
  await refused(t, w, () => send(w.first.client, A.reply, { ...own, version: 2 }), 'LEAVE_OPEN', ['id'])
  t.equal(outcome(await send(w.second.client, A.withdraw, approved)), 'NOT_FOUND')
  t.equal(outcome(await send(w.office, A.withdraw, approved)), 'FORBIDDEN')
  const withdrawn = done(await send(w.first.client, A.withdraw, approved))
  t.match(withdrawn, { state: 'WITHDRAWN', invitation: { state: 'INVITED', version: 3 } })
  await refused(t, w, () => send(w.first.client, A.withdraw, withdrawn), 'INVALID_STATE')
  t.equal(outcome(await send(w.first.client, A.reply, { ...own, version: 3 })), 'DONE')
  t.equal(outcome(await ask(w, activity)), 'DONE', 'plans change')
})

t.test('leave is not asked for what one has come to', async t => {
  const w = await activityWorld(t)
  const activity = await notified(w, session(w))
  const [first, ...rest] = activity.halfDays.map((part: Shown) => part.id)
  const [activityId = ''] = activity.id.split('_').slice(2)
  const { memberId } = w.first
  await w.system('CITY', ({ db }) =>
    db.insert(activityAttendances).values({
      ...{ organizationId: PLACES.CITY, id: newId(), activityId, memberId, halfDayId: first.split('_')[2] ?? '' },
      ...{ status: 'LATE', method: 'MEMBER_CODE', recordedBy: newId() },
    }),
  )
  await refused(t, w, () => ask(w, activity, { halfDays: [first] }), 'HAS_ATTENDANCE', ['input', 'halfDays', '0'])
  t.same(
    done(await ask(w, activity)).halfDays.map((part: Shown) => part.id),
    rest,
  )
  await refused(t, w, () => ask(w, activity), 'HAS_ATTENDANCE', ['input', 'halfDays'])
})

t.test('leave is offered to be decided or taken back to whom it waits for', async t => {
  const w = await activityWorld(t)
  const activity = await notified(w, session(w))
  const offered = async (client: Client, action: string) => {
    const { data } = await client.run(
      'query ($id: ID!) { activity(id: $id) { availableActions { action isAvailable reason } } }',
      { id: activity.id },
    )
    return data.activity.availableActions.find((one: { action: string }) => one.action === action)
  }
  t.match(await offered(w.first.client, 'WITHDRAW_LEAVE'), { isAvailable: false, reason: '您没有可撤回的请假' })
  t.match(await offered(w.office, 'DECIDE_LEAVE'), { isAvailable: false, reason: '没有待您审批的请假' })
  const [one, two] = activity.halfDays.map((part: Shown) => part.id)
  const half = done(await ask(w, activity, { halfDays: [one] }))
  t.match(await offered(w.first.client, 'WITHDRAW_LEAVE'), { isAvailable: true })
  t.match(await offered(w.second.client, 'WITHDRAW_LEAVE'), { isAvailable: false })
  t.match(await offered(w.office, 'DECIDE_LEAVE'), { isAvailable: true })
  t.match(await offered(w.leader, 'DECIDE_LEAVE'), { isAvailable: false }, 'the office decides on half a day')
  t.equal(outcome(await send(w.office, A.decide, half, decision('APPROVED'))), 'DONE')
  done(await ask(w, activity, { halfDays: [two] }))
  t.match(await offered(w.office, 'DECIDE_LEAVE'), { isAvailable: false })
  t.match(await offered(w.leader, 'DECIDE_LEAVE'), { isAvailable: true })
})

t.test('what is asked for must be of the activity, once, and before it ends', async t => {
  const w = await activityWorld(t)
  const activity = await notified(w, session(w))
  const other = await notified(w, meeting(w))
  const [first] = activity.halfDays
  const cases: readonly [object, string, string[]][] = [
    [{ reason: ' ' }, 'REQUIRED', ['input', 'reason']],
    [{ reason: '字'.repeat(501) }, 'TOO_LONG', ['input', 'reason']],
    [{ halfDays: [] }, 'REQUIRED', ['input', 'halfDays']],
    [{ halfDays: [other.halfDays[0].id] }, 'NOT_FOUND', ['input', 'halfDays', '0']],
    [{ halfDays: [first.id, first.id] }, 'DUPLICATE', ['input', 'halfDays', '1']],
    [{ file: `file_140200_${newId()}` }, 'NOT_FOUND', ['input', 'file']],
    [{ invitation: invitationOf(activity, w.second).id }, 'NOT_FOUND', ['input', 'invitation']],
    [{ invitation: `inv_140200_${newId()}` }, 'NOT_FOUND', ['input', 'invitation']],
  ]
  for (const [change, code, field] of cases) await refused(t, w, () => ask(w, activity, change), code, field)
  const id = newId()
  const request = done(await ask(w, activity, { id, halfDays: [first.id] }))
  const again = await w.unchanged(() => ask(w, activity, { id, halfDays: [first.id] }))
  t.match(done(again.result), { id: request.id })
  t.ok(again.same, 'the same id and content: the first result')
  await refused(t, w, () => ask(w, activity, { id, type: 'SICK' }), 'ID_REUSED')
  await refused(t, w, () => ask(w, activity, { halfDays: [first.id] }), 'ALREADY_REQUESTED', ['input', 'halfDays', '0'])
  w.at('2030-03-10T15:00')
  t.equal(outcome(await ask(w, activity)), 'DONE', 'for the rest, while it goes on')
  w.at('2030-03-12T09:00')
  await refused(t, w, () => ask(w, other), 'ALREADY_ENDED')
})

t.test('why is for the member and for those who decide on leave', async t => {
  const w = await activityWorld(t)
  const activity = await notified(w, meeting(w))
  const request = done(await ask(w, activity, { type: 'SICK', reason: '住院手术' }))
  const READ = `query ($id: ID!) { activity(id: $id) { leaveRequests(first: 5) { nodes { id type state reason member { id } } } } }`
  const requests = async (client: Shown) =>
    (await client.run(READ, { id: activity.id })).data.activity.leaveRequests.nodes
  const service = await lastingClient(w, { role: 'SERVICE', place: 'CITY' })
  t.match(await requests(w.first.client), [{ reason: '住院手术', type: 'SICK' }])
  t.match(await requests(w.office), [{ reason: '住院手术' }])
  t.match(await requests(w.leader), [{ reason: '住院手术' }])
  t.match(await requests(service), [{ id: request.id, reason: null, type: 'SICK' }])
  t.match(await requests(await w.as('LEADER', 'PROVINCE')), [{ reason: null }], 'not for superiors, who do not decide')
  t.same(await requests(w.second.client), [])
  const list = await w.office.run('{ leaveRequests(filter: { state: REQUESTED }) { totalCount nodes { id } } }')
  t.match(list.data.leaveRequests, { totalCount: 1, nodes: [{ id: request.id }] })
  const { rows } = await w.owner.query(
    `select count(*)::int as n from change_payloads where payload::text like '%住院%'`,
  )
  t.same(rows, [{ n: 0 }], 'nor for readers of the log')
})

t.test('nobody decides on leave of his own seat', async t => {
  const w = await activityWorld(t)
  const activity = await notified(w, meeting(w))
  const request = done(await ask(w, activity))
  const clerk = await lastingClient(w, { role: 'LEADER', place: 'CITY', personId: w.first.personId })
  await refused(t, w, () => send(clerk, A.decide, request, decision('APPROVED')), 'OWN_REQUEST')
  t.equal(outcome(await send(w.leader, A.decide, request, decision('APPROVED'))), 'DONE')
})

t.test('a decision and a withdrawal at once: one of them counts', async t => {
  const w = await activityWorld(t)
  const activity = await notified(w, meeting(w))
  const request = done(await ask(w, activity))
  const answers = await Promise.all([
    send(w.leader, A.decide, request, decision('APPROVED')),
    send(w.first.client, A.withdraw, request),
  ])
  t.same(answers.map(outcome).sort(), ['DONE', 'VERSION_CONFLICT'])
})

t.test('leave of another committee’s member does not exist', async t => {
  const w = await activityWorld(t)
  const activity = await notified(w, meeting(w))
  const request = done(await ask(w, activity))
  const elsewhere = await lastingClient(w, { role: 'LIAISON_OFFICE', place: 'OTHER_CITY' })
  await refused(t, w, () => send(elsewhere, A.decide, request, decision('APPROVED')), 'NOT_FOUND', ['id'])
  const guest = await givenGuest(w, 'OTHER_CITY')
  await refused(t, w, () => guest.client.run(A.leave, asking(invitationOf(activity, w.first))), 'NOT_FOUND')
  t.equal(PLACES.OTHER_CITY, elsewhere.organizationId)
  t.equal(await seen(elsewhere, activity), null)
})
