import { publishedCalendars } from '../../../domain/organizations/seed/holidays.ts'
import { businessDate } from '../../../kernel/clock.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { CITY } from '../places.ts'
import { random } from '../random.ts'
import type { ProposalsSeed } from './ground.ts'
import { layGround } from './lay-ground.ts'
import { livesOf } from './lives.ts'
import { CITY_SCENES, COUNTY_SCENES, scenePlans } from './scenarios.ts'
import { writeLives } from './write.ts'
import { CITY_YEARS, COUNTY_YEARS, yearPlans } from './years.ts'

/** A year that has ended, in which every state of the workflow was left standing: overdue by now. */
const LONG_AGO = '2025-06-20'

/**
 * Writes the place's proposals, a statement a table: three years, and what lies on the desks as the day of the seeding sees
 * it. Gives the number of duty records that they prove.
 */
export async function seedProposals(work: Work, { place, termId, accounts, seatOf }: ProposalsSeed): Promise<number> {
  const draw = random(Number(place.number) + 1)
  const ground = await layGround(work, { place, termId, accounts, seatOf })
  const isCity = place.number === CITY.number
  const today = lastCounted(businessDate(work.now))
  const member = ground.seats.find(({ id }) => id === seatOf.member)
  const plans = [
    ...(isCity ? CITY_YEARS : COUNTY_YEARS).flatMap(year => yearPlans(ground, draw, year)),
    ...(isCity ? scenePlans(ground, draw, CITY_SCENES, LONG_AGO) : []),
    ...scenePlans(ground, draw, isCity ? CITY_SCENES : COUNTY_SCENES, today, member),
  ]
  return writeLives(work, livesOf(ground, draw, plans))
}

/** Working days are counted in published years only: after the last of them the desks stay as they were at its end. */
function lastCounted(today: string): string {
  const last = `${Math.max(...publishedCalendars.map(({ year }) => year))}-12-10`
  return today < last ? today : last
}
