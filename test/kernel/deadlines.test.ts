import t from 'tap'
import { publishedCalendars } from '../../src/domain/organizations/seed/holidays.ts'
import type { Calendar } from '../../src/kernel/calendar.ts'
import { addDays, addMonths, isWeekend } from '../../src/kernel/dates.ts'
import type { DeadlineRule } from '../../src/kernel/deadline-rules.ts'
import { type DeadlineState, deadlineState } from '../../src/kernel/deadline-state.ts'
import { deadlineOf, extendedDeadline } from '../../src/kernel/deadlines.ts'
import { Refused } from '../../src/kernel/user-error.ts'
import fc from '../support/properties.ts'

const calendar: Calendar = publishedCalendars.map(year => ({ ...year, version: 1 }))
const policy = { key: 'PROPOSAL_DEADLINES', effectiveFrom: null }
const due = (startsOn: string, rule: DeadlineRule, amberDays = 0) =>
  deadlineOf({ policy, startsOn, rule, amberDays }, calendar)

/** Another way to tell a day off, from the notices as they are written. */
const holidays = new Set(publishedCalendars.flatMap(y => y.days.filter(d => !d.isWorkday).map(d => d.day)))
const worked = new Set(publishedCalendars.flatMap(y => y.days.filter(d => d.isWorkday).map(d => d.day)))
const isDayOff = (day: string) => {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  return !worked.has(day) && (holidays.has(day) || weekday === 0 || weekday === 6)
}

t.test('working days by hand, over Spring Festival and worked weekends', async t => {
  for (const [startsOn, amount, dueOn] of [
    ['2024-02-08', 1, '2024-02-09'],
    ['2024-02-09', 1, '2024-02-18'],
    ['2024-02-03', 5, '2024-02-08'],
    ['2024-02-03', 15, '2024-02-28'],
    ['2024-03-01', 5, '2024-03-08'],
    ['2025-09-30', 3, '2025-10-11'],
    ['2022-12-30', 1, '2023-01-03'],
    ['2026-01-01', 1, '2026-01-04'],
  ] as const) {
    t.equal(due(startsOn, { unit: 'WORKING_DAYS', amount }).dueOn, dueOn, `${amount} after ${startsOn}`)
  }
})

t.test('months are clamped to the month’s end', async t => {
  for (const [startsOn, amount, dueOn] of [
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2023-11-30', 3, '2024-02-29'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2024-01-30', 3, '2024-04-30'],
    ['2023-12-31', 12, '2024-12-31'],
  ] as const) {
    t.equal(due(startsOn, { unit: 'MONTHS', amount }).dueOn, dueOn, `${amount} months after ${startsOn}`)
    t.equal(addMonths(startsOn, amount), dueOn)
  }
})

t.test('a fixed date is the first after the start', async t => {
  for (const [startsOn, fixedDate, dueOn] of [
    ['2024-03-01', '08-31', '2024-08-31'],
    ['2024-08-30', '08-31', '2024-08-31'],
    ['2024-08-31', '08-31', '2025-08-31'],
    ['2024-12-31', '02-29', '2025-02-28'],
    ['2023-12-31', '02-29', '2024-02-29'],
  ] as const) {
    t.equal(due(startsOn, { fixedDate }).dueOn, dueOn, `${fixedDate} after ${startsOn}`)
  }
  t.equal(due('2024-03-01', { fixedDate: '08-31', rollForward: true }).dueOn, '2024-09-02')
})

t.test('only a rule that says so moves from a day off', async t => {
  t.equal(due('2024-01-15', { unit: 'MONTHS', amount: 1 }).dueOn, '2024-02-15')
  t.equal(due('2024-01-15', { unit: 'MONTHS', amount: 1, rollForward: true }).dueOn, '2024-02-18')
  t.equal(due('2024-09-01', { unit: 'CALENDAR_DAYS', amount: 30 }).dueOn, '2024-10-01')
  t.equal(due('2024-09-01', { unit: 'CALENDAR_DAYS', amount: 30, rollForward: true }).dueOn, '2024-10-08')
  t.equal(due('2024-09-01', { unit: 'CALENDAR_DAYS', amount: 28, rollForward: true }).dueOn, '2024-09-29', 'worked')
})

t.test('it explains itself: policy, start, rule, holidays by name, worked weekends, notices', async t => {
  const source = { key: 'PROPOSAL_DEADLINES', effectiveFrom: '2024-01-01' }
  const rule = { unit: 'WORKING_DAYS', amount: 8 } as const
  const { dueOn, amberOn, explanation } = deadlineOf(
    { policy: source, startsOn: '2024-02-05', rule, amberDays: 3 },
    calendar,
  )
  t.equal(dueOn, '2024-02-21')
  t.equal(amberOn, '2024-02-18')
  t.match(explanation, { policy: source, startsOn: '2024-02-05', rule, endsOn: dueOn, dueOn, weekendDays: 0 })
  t.equal(explanation.holidays.length, 8)
  t.same(explanation.holidays[0], { day: '2024-02-10', name: '春节' })
  t.same(explanation.workedWeekends, [{ day: '2024-02-18', name: '春节调休' }])
  t.same(explanation.calendar, [{ year: 2024, source: '国办发明电〔2023〕7号', version: 1 }])
  t.equal(
    explanation.text.zh,
    '依据政策 PROPOSAL_DEADLINES（2024-01-01 起生效），自 2024-02-05 起 8 个工作日（当日不计），扣除春节（2024-02-10 至 2024-02-17），调休上班日计入：春节调休（2024-02-18），截止 2024-02-21。',
  )
  t.match(explanation.text.en, /8 working days after 2024-02-05, passing over 春节 \(2024-02-10 to 2024-02-17\)/)
  const moved = due('2024-01-15', { unit: 'MONTHS', amount: 1, rollForward: true }).explanation
  t.match(moved, { endsOn: '2024-02-15', dueOn: '2024-02-18', policy: { effectiveFrom: null } })
  t.match(moved.text.zh, '系统默认值')
  t.match(moved.text.zh, '2024-02-15 为非工作日，顺延')
  t.match(due('2023-03-31', { unit: 'WORKING_DAYS', amount: 5 }).explanation, {
    weekendDays: 4,
    holidays: [{ day: '2023-04-05', name: '清明节' }],
  })
})

t.test('a year that nobody published is not guessed', async t => {
  const refusal = (startsOn: string, rule: DeadlineRule) => {
    try {
      return due(startsOn, rule).dueOn
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return error.errors.map(({ code, message }) => `${code} ${/\d{4}/.exec(message.zh)} ${/\d{4}/.exec(message.en)}`)
    }
  }
  const last = '2026-12-31'
  t.same(refusal(last, { unit: 'WORKING_DAYS', amount: 1 }), ['CALENDAR_NOT_PUBLISHED 2027 2027'])
  t.same(refusal('2021-12-01', { unit: 'WORKING_DAYS', amount: 1 }), ['CALENDAR_NOT_PUBLISHED 2021 2021'])
  t.same(refusal('2026-11-30', { unit: 'MONTHS', amount: 3, rollForward: true }), ['CALENDAR_NOT_PUBLISHED 2027 2027'])
  t.equal(refusal('2026-11-30', { unit: 'MONTHS', amount: 3 }), '2027-02-28', 'what needs no calendar is answered')
  t.equal(refusal(last, { unit: 'CALENDAR_DAYS', amount: 10 }), '2027-01-10')
  t.equal(refusal('2026-12-30', { unit: 'WORKING_DAYS', amount: 1 }), last)
})

t.test('an extension stays within its limit and keeps the first reasons', async t => {
  const first = due('2024-01-31', { unit: 'MONTHS', amount: 3 })
  const rule = { unit: 'MONTHS', amount: 6 } as const
  const limit = { ...due('2024-01-31', rule), rule }
  const codeOf = (to: string) => {
    try {
      return extendedDeadline(first, to, limit, 15).dueOn
    } catch (error) {
      return error instanceof Refused ? error.message : String(error)
    }
  }
  t.equal(codeOf('2024-04-30'), 'NOT_LATER')
  t.equal(codeOf('2024-08-01'), 'BEYOND_LIMIT')
  t.equal(codeOf('2024-07-31'), '2024-07-31')
  const once = extendedDeadline(first, '2024-05-31', limit, 15)
  t.equal(once.amberOn, '2024-05-16')
  t.match(once.explanation, {
    startsOn: '2024-01-31',
    endsOn: '2024-04-30',
    dueOn: '2024-05-31',
    extension: { from: '2024-04-30', to: '2024-05-31', limitOn: '2024-07-31' },
  })
  const twice = extendedDeadline(once, '2024-07-31', limit, 15)
  t.ok(twice.explanation.text.zh.startsWith(first.explanation.text.zh))
  t.match(twice.explanation.text.zh, /由 2024-04-30 延至 2024-05-31.*由 2024-05-31 延至 2024-07-31/)
})

t.test('the light is a function of the row and of today', async t => {
  const dates = { dueOn: '2024-03-20', amberOn: '2024-03-15' }
  for (const [metOn, today, state] of [
    [null, '2024-03-14', 'GREEN'],
    [null, '2024-03-15', 'AMBER'],
    [null, '2024-03-20', 'AMBER'],
    [null, '2024-03-21', 'RED'],
    ['2024-03-20', '2024-04-01', 'MET'],
    ['2024-03-21', '2024-03-21', 'MET_LATE'],
  ] as const) {
    const expected: DeadlineState = state
    t.equal(deadlineState({ ...dates, metOn }, today), expected, `${metOn} ${today}`)
  }
})

const start = fc.integer({ min: 0, max: 1460 }).map(days => addDays('2022-01-01', days))
const rule: fc.Arbitrary<DeadlineRule> = fc.oneof(
  fc.record({
    unit: fc.constantFrom('CALENDAR_DAYS', 'WORKING_DAYS'),
    amount: fc.integer({ min: 1, max: 200 }),
    rollForward: fc.boolean(),
  }),
  fc.record({
    unit: fc.constant('MONTHS'),
    amount: fc.integer({ min: 1, max: 11 }),
    rollForward: fc.boolean(),
  }),
  fc.record({ fixedDate: fc.constantFrom('01-01', '02-29', '05-31', '10-04'), rollForward: fc.boolean() }),
)

t.test('properties', async () => {
  fc.assert(
    fc.property(start, fc.integer({ min: 1, max: 200 }), (startsOn, amount) => {
      const { dueOn, explanation } = due(startsOn, { unit: 'WORKING_DAYS', amount })
      let [left, day, skipped] = [amount, startsOn, 0]
      while (left > 0) {
        day = addDays(day, 1)
        if (isDayOff(day)) skipped++
        else left--
      }
      const said = explanation.holidays.length + explanation.weekendDays
      return dueOn === day && !isDayOff(dueOn) && said === skipped
    }),
  )
  fc.assert(
    fc.property(start, fc.integer({ min: 0, max: 40 }), rule, (startsOn, later, given) => {
      const [early, late] = [due(startsOn, given), due(addDays(startsOn, later), given)]
      return early.dueOn <= late.dueOn && early.dueOn > startsOn && early.dueOn >= early.explanation.endsOn
    }),
  )
  fc.assert(
    fc.property(start, rule, fc.integer({ min: 0, max: 90 }), (startsOn, given, amberDays) => {
      const { dueOn, amberOn } = due(startsOn, given, amberDays)
      return amberOn >= startsOn && amberOn <= dueOn && (!given.rollForward || !isDayOff(dueOn))
    }),
  )
  fc.assert(
    fc.property(start, fc.integer({ min: 1, max: 150 }), (startsOn, amount) => {
      const counted = (n: number) => due(startsOn, { unit: 'WORKING_DAYS', amount: n }).dueOn
      return counted(amount) < counted(amount + 1)
    }),
  )
})

t.test('worked days are weekends, holidays stand once', async t => {
  for (const { year, source, days } of publishedCalendars) {
    t.equal(new Set(days.map(({ day }) => day)).size, days.length, String(year))
    t.ok(days.filter(({ isWorkday }) => isWorkday).every(({ day }) => isWeekend(day)))
    t.match(source, /^国办发明电〔\d{4}〕\d+号$/)
  }
  t.same(
    publishedCalendars.map(({ days }) => days.filter(({ isWorkday }) => isWorkday).length),
    [7, 7, 8, 5, 6],
  )
})
