import t from 'tap'
import {
  type AttendanceWorld,
  at,
  attendanceWorld,
  type GivenActivity,
  givenActivity,
  type NewActivity,
  T,
} from '../../support/attendance.ts'
import { outcome } from '../../support/examination.ts'
import type { GivenMember } from '../../support/members.ts'
import type { Client } from '../../support/world.ts'

const OF_MEMBER = `query ($id: ID!, $year: Int) { member(id: $id) {
  creditsByKind(year: $year) { year kind { code } credits activityCount }
  creditActivities { totalCount nodes { id credits } } } }`

const OF_PROGRAMME = `query ($id: ID!) { activity(id: $id) { creditsByMember { member { id } credits activityCount } } }`

const came = (
  w: AttendanceWorld,
  activity: GivenActivity,
  members: readonly GivenMember[],
  status = 'PRESENT',
  n = 0,
) =>
  w.office.run(T.enter, {
    ...at(activity, n),
    input: { members: members.map(({ id }) => id), status, reason: '现场登记' },
  })

const close = async (w: AttendanceWorld, { id }: GivenActivity) => {
  w.at(500)
  const answer = await w.office.run(T.close, { id, expectedVersion: 1 })
  if (outcome(answer) !== 'DONE') throw new Error(answer.text)
  w.at(0)
}

/** A reading programme of three credits, and one of its meetings that gives one and a half. */
async function programme(w: AttendanceWorld) {
  const invited = [w.first, w.second]
  const reading: NewActivity = { kind: 'READING_PROGRAMME', dutyCategory: 'READING_PROGRAMME', invited }
  const whole = await givenActivity(w, { ...reading, more: { credits: '3' } })
  const part = await givenActivity(w, { ...reading, more: { credits: '1.5', parentId: whole.activityId } })
  return { whole, part }
}

const creditsOf = async (client: Client, { id }: { readonly id: string }, year?: number) =>
  (await client.run(OF_MEMBER, { id, year })).data.member

const ofProgramme = async (client: Client, { id }: { readonly id: string }) =>
  (await client.run(OF_PROGRAMME, { id })).data.activity.creditsByMember

t.test('a member sees what he earned by year and kind; staff see who earned what in a programme', async t => {
  const w = await attendanceWorld(t)
  const { whole, part } = await programme(w)
  const invited = [w.first]
  const course = await givenActivity(w, { kind: 'COURSE', invited, more: { credits: '2' } })
  const without = await givenActivity(w, { kind: 'TRAINING', invited })
  await came(w, whole, [w.first, w.second])
  await came(w, whole, [w.first], 'LATE', 1)
  await came(w, part, [w.first])
  await came(w, part, [w.second], 'ABSENT')
  for (const activity of [course, without]) await came(w, activity, [w.first])
  t.match(await creditsOf(w.first.client, w.first), { creditsByKind: [], creditActivities: { totalCount: 0 } })
  t.same(await ofProgramme(w.office, whole), [], 'nothing is earned before it is closed')
  for (const activity of [whole, part, course, without]) await close(w, activity)
  const own = await creditsOf(w.first.client, w.first)
  const sums = own.creditsByKind.map((one: { year: number; credits: string; activityCount: number }) => [
    ...[one.year, one.credits, one.activityCount],
  ])
  t.same(
    sums.sort(),
    [
      [2030, '2.0', 1],
      [2030, '3.0', 1],
      [2030, '1.5', 1],
    ].sort(),
    'once, to however many half-days he came',
  )
  t.equal(own.creditActivities.totalCount, 3)
  t.same(own.creditActivities.nodes.map(({ id }: { id: string }) => id).sort(), [whole.id, part.id, course.id].sort())
  t.equal((await creditsOf(w.first.client, w.first, 2030)).creditsByKind.length, 3)
  t.same((await creditsOf(w.first.client, w.first, 2029)).creditsByKind, [])
  t.same(await ofProgramme(w.office, whole), [
    { member: { id: w.first.id }, credits: '4.5', activityCount: 2 },
    { member: { id: w.second.id }, credits: '3.0', activityCount: 1 },
  ])
  t.same(await ofProgramme(w.second.client, whole), [{ member: { id: w.second.id }, credits: '3.0', activityCount: 1 }])
  t.equal((await creditsOf(w.leader, w.first)).creditsByKind.length, 3)
  const anothers = await creditsOf(w.second.client, w.first)
  t.match(anothers, { creditsByKind: [], creditActivities: { totalCount: 0 } }, 'another member sees nothing of it')
})

t.test('a correction takes credits back', async t => {
  const w = await attendanceWorld(t)
  const { whole } = await programme(w)
  const { data } = await came(w, whole, [w.second])
  await close(w, whole)
  t.equal((await ofProgramme(w.office, whole)).length, 1)
  const [{ id }] = data.attendanceEnter.attendances
  const correction = { id, expectedVersion: 1, input: { status: 'ABSENT', reason: '核实未到' } }
  t.equal(outcome(await w.office.run(T.correct, correction)), 'DONE')
  t.same(await ofProgramme(w.office, whole), [])
  t.same((await creditsOf(w.second.client, w.second)).creditsByKind, [])
})
