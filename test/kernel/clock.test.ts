import fc from 'fast-check'
import t from 'tap'
import { BUSINESS_TIME_ZONE, businessDate } from '../../src/kernel/clock.ts'

t.test('the business date is what the zone of the world says', async t => {
  const fields = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  const zone = new Intl.DateTimeFormat('en-CA', { timeZone: BUSINESS_TIME_ZONE, ...fields })
  const moments = fc.date({
    min: new Date('1992-01-01T00:00:00Z'),
    max: new Date('2999-12-31T15:59:59.999Z'),
    noInvalidDate: true,
  })
  fc.assert(fc.property(moments, moment => businessDate(moment) === zone.format(moment)))
  t.equal(businessDate(new Date('2025-12-31T15:59:59.999Z')), '2025-12-31')
  t.equal(businessDate(new Date('2025-12-31T16:00:00Z')), '2026-01-01')
})
