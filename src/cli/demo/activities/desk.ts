import { addDays } from '../../../kernel/dates.ts'
import { DAY, dayOf, iso, momentOf } from '../proposals/moments.ts'
import { accept, askLeave, attended, mark } from './attend.ts'
import { type Ground, type Seat, some } from './ground.ts'
import { type Held, hold, workday } from './hold.ts'
import { deed, problem, suggestion } from './outcomes.ts'
import { call, type SpeechState, speak } from './speeches.ts'
import { see } from './visits.ts'

/** What lies on the desks as the day of the seeding sees it: every state of an activity, of a leave request, of a speech. */
export function desk(ground: Ground): void {
  const today = dayOf(ground.now.getTime())
  coming(ground, today)
  planned(ground, today)
  under(ground, today)
  past(ground, today)
  if (!ground.isCity) return
  speakersOf(ground, today)
  recorded(ground, today)
}

/** What members recorded of themselves: one waits for the office, one was returned to the demonstration's member. */
function recorded(ground: Ground, today: string): void {
  const on = addDays(today, -6)
  const [own, another] = withOwn(ground, some(ground, on, 2))
  for (const [seat, state, reason] of [
    [own, 'RETURNED', '请写明走访中了解到的情况'],
    [another, 'SUBMITTED', null],
  ] as const) {
    if (!seat) continue
    const times = {
      createdAt: iso(momentOf(addDays(on, 1), '10:00')),
      updatedAt: iso(momentOf(addDays(on, 2), '10:00')),
    }
    const columns = { memberId: seat.id, notifiedAt: null, replyUntil: null, reason, visitKind: 'ENTERPRISE', ...times }
    const plan = { kind: 'VISIT', title: '走访企业', on, invited: [seat], state, place: '企业', columns }
    const { row, invitations } = hold(ground, plan)
    for (const invitation of invitations) accept(ground, invitation)
    see(ground, row, 'ENTERPRISE', 0)
  }
}

/** As many as were drawn, the demonstration member among them: their number must not depend on the day. */
const withOwn = ({ ownSeat }: Ground, seats: readonly Seat[]): Seat[] =>
  ownSeat ? [ownSeat, ...seats.filter(({ id }) => id !== ownSeat.id)].slice(0, seats.length) : [...seats]

/** Notified: some have replied, some ask for leave, which waits for each of those who decide. */
function coming(ground: Ground, today: string): void {
  const on = workday(addDays(today, 8))
  const invited = withOwn(
    ground,
    some(ground, today, 40, ({ isStanding }) => isStanding),
  )
  const plan = { kind: 'STANDING_COMMITTEE_MEETING', title: '常委会会议', on, halfDays: 4, place: '会议中心', invited }
  const held = hold(ground, { ...plan, state: 'NOTIFIED', agenda: ['学习有关文件', '审议有关事项'] })
  const asking = held.invitations.slice(1, 7)
  for (const [index, invitation] of asking.entries()) {
    const days = held.halfDays.slice(0, [1, 2, 4][index % 3])
    askLeave(
      ground,
      held,
      invitation,
      days,
      index < 3 ? 'REQUESTED' : ((['APPROVED', 'REFUSED', 'WITHDRAWN'] as const)[index - 3] ?? 'REQUESTED'),
    )
  }
  for (const invitation of held.invitations.slice(7, 30)) accept(ground, invitation)
  const when = workday(addDays(today, 3))
  const trip = withOwn(ground, some(ground, today, 8))
  hold(ground, { kind: 'INSPECTION', title: '委员视察', on: when, halfDays: 2, invited: trip, state: 'NOTIFIED' })
}

function planned(ground: Ground, today: string): void {
  const on = workday(addDays(today, 30))
  hold(ground, {
    kind: 'BIWEEKLY_CONSULTATION',
    title: '双周协商座谈会',
    on,
    state: 'PLANNED',
    columns: { topic: '冬季供热保障' },
  })
  const invited = withOwn(ground, some(ground, today, 6))
  const columns = { reason: '受天气影响，另行安排' }
  hold(ground, {
    kind: 'VISIT',
    title: '走访企业',
    on: workday(addDays(today, 4)),
    invited,
    state: 'CANCELLED',
    columns: { ...columns, visitKind: 'ENTERPRISE' },
  })
}

/** Held since yesterday, and one that is over and has to be closed. */
function under(ground: Ground, today: string): void {
  const invited = withOwn(ground, some(ground, today, 20))
  const on = addDays(today, -1)
  const held = hold(ground, { kind: 'TRAINING', title: '委员培训班', on, halfDays: 4, invited, state: 'HELD' })
  for (const invitation of held.invitations) accept(ground, invitation)
  for (const day of held.halfDays.filter(({ endsAt }) => Date.parse(endsAt) < ground.now.getTime())) {
    for (const one of held.invitations.slice(1, 12)) mark(ground, held, one, day, 'PRESENT')
  }
  const last = hold(ground, {
    ...{ kind: 'FIELD_RESEARCH', title: '供热保障调研', on: addDays(today, -2), halfDays: 2, invited, state: 'HELD' },
  })
  for (const day of last.halfDays)
    for (const one of last.invitations.slice(0, 9)) mark(ground, last, one, day, 'PRESENT')
}

/** Closed not long ago, with what is to be followed up: overdue, due soon, and not proven yet. */
function past(ground: Ground, today: string): void {
  for (const [days, measures] of [
    [-70, 3],
    [-25, 2],
  ] as const) {
    const on = workday(addDays(today, days))
    const invited = withOwn(ground, some(ground, on, 8))
    const held = attended(ground, { kind: 'DEMOCRATIC_SUPERVISION', title: '民主监督活动', on, halfDays: 2, invited })
    problem(ground, held.row, measures, false)
    suggestion(ground, held.row)
    const deeds = attended(ground, {
      kind: 'WELFARE_ACTIVITY',
      title: '委员公益活动',
      on: workday(addDays(on, 1)),
      invited,
    })
    for (const seat of invited.slice(0, 2)) deed(ground, deeds.row, seat.id, false)
  }
}

const WANTED: readonly SpeechState[] = [
  'DRAFT',
  'SUBMITTED',
  'SUBMITTED',
  'RETURNED',
  'ACCEPTED_ORAL',
  'ACCEPTED_WRITTEN',
  'NOT_USED',
]

/** A consultation to come, whose call is open. */
function speakersOf(ground: Ground, today: string): void {
  const on = workday(addDays(today, 20))
  const invited = withOwn(ground, some(ground, today, 16))
  const columns = {
    topic: '优化营商环境',
    isOpenBelow: true,
    videoUrl: 'https://video.example.cn/city',
    videoMinutes: 60,
  }
  const held: Held = hold(ground, {
    kind: 'TOPICAL_CONSULTATION',
    title: '专题协商会',
    on,
    invited,
    state: 'NOTIFIED',
    columns,
  })
  call(ground, held, columns.topic, ground.now.getTime() + 10 * DAY)
  for (const [index, state] of WANTED.entries()) {
    const seat = invited[index]
    if (seat) speak(ground, held, seat, state)
  }
  for (const speech of ground.rows.speeches.filter(({ activityId }) => activityId === held.row.id)) {
    // None was written in the future.
    if (Date.parse(speech.createdAt) > ground.now.getTime()) speech.createdAt = iso(ground.now.getTime())
    if (speech.submittedAt !== null) speech.submittedAt = speech.createdAt
  }
}
