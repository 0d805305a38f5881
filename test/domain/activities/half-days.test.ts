import t from 'tap'
import { DAYS_MAX, HALF_DAYS_MAX, halfDayErrors, halfDaysOf } from '../../../src/domain/activities/half-days/rules.ts'
import fc from '../../support/properties.ts'

const at = (text: string) => new Date(`2030-${text}:00+08:00`)
const shown = (from: string, to: string) =>
  halfDaysOf({ startsAt: at(from), endsAt: at(to) }).map(
    ({ startsAt, endsAt, label }) =>
      `${label} ${[startsAt, endsAt].map(one => new Date(one.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)).join('-')}`,
  )

t.test('half-days are worked out from beginning and end, in Shanghai', async t => {
  t.same(shown('03-10T09:00', '03-11T17:30'), [
    '3月10日上午 09:00-12:00',
    '3月10日下午 14:00-18:00',
    '3月11日上午 09:00-12:00',
    '3月11日下午 14:00-17:30',
  ])
  t.same(shown('03-10T14:30', '03-11T11:00'), ['3月10日下午 14:30-18:00', '3月11日上午 09:00-11:00'])
  t.same(shown('03-10T08:30', '03-10T11:30'), ['3月10日上午 08:30-11:30'])
  t.same(shown('03-10T12:30', '03-10T15:00'), ['3月10日下午 12:30-15:00'], 'noon belongs to the half-day beside it')
  t.same(shown('03-10T12:10', '03-10T13:30'), ['全程 12:10-13:30'])
  t.same(shown('03-10T19:00', '03-10T21:00'), ['3月10日下午 19:00-21:00'])
  t.same(shown('12-31T20:30', '12-31T23:00'), ['12月31日下午 20:30-23:00'])
})

t.test('whatever the span: inside it, in order, none over another, and not too many', async t => {
  const minute = 60_000
  const span = fc.record({
    start: fc.integer({ min: 0, max: 60 * 24 * 365 }),
    length: fc.integer({ min: 1, max: DAYS_MAX * 24 * 60 }),
  })
  fc.assert(
    fc.property(span, ({ start, length }) => {
      const startsAt = new Date(Date.UTC(2030, 0, 1) + start * minute)
      const activity = { startsAt, endsAt: new Date(startsAt.getTime() + length * minute) }
      const parts = halfDaysOf(activity)
      return parts.length > 0 && parts.length <= HALF_DAYS_MAX && halfDayErrors(parts, activity).length === 0
    }),
  )
  t.pass()
})
