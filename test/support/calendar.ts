import { publishedCalendars } from '../../src/domain/organizations/seed/holidays.ts'
import { calendarDays, calendarYears } from '../../src/domain/organizations/tables.ts'
import { newId } from '../../src/kernel/ids.ts'
import { PLACES, type Place, type World } from './world.ts'

/**
 * Plants the published calendars, and ordinary years around them, so that a test that lets the clock run does not end with
 * the last year the State Council has spoken of.
 */
export async function plantCalendar(w: World, place: Place = 'CITY'): Promise<void> {
  const organizationId = PLACES[place]
  const known = new Map(publishedCalendars.map(seed => [seed.year, seed]))
  const years = Array.from({ length: 100 }, (_, i) => known.get(2000 + i) ?? ordinaryYear(2000 + i))
  await w.system(place, async ({ db }) => {
    await db
      .insert(calendarYears)
      .values(years.map(({ year, source }) => ({ organizationId, id: newId(), year, source })))
    await db
      .insert(calendarDays)
      .values(years.flatMap(({ year, days }) => days.map(day => ({ organizationId, year, ...day }))))
  })
}

const ordinaryYear = (year: number) => ({
  year,
  source: '试验用',
  days: [{ day: `${year}-01-01`, isWorkday: false, name: '元旦' }],
})
