import type { Work } from '../../../platform/commands/command.ts'
import { random } from '../random.ts'
import { desk } from './desk.ts'
import { CITY_YEARS, COUNTY_YEARS, type Year } from './figures.ts'
import { followUp } from './follow-up.ts'
import { type ActivitiesSeed, type Ground, layGround } from './ground.ts'
import { lecture } from './lecture.ts'
import { bodies, consultations, credits, plenary, service, study } from './meetings.ts'
import { jointResearch, research } from './research.ts'
import { delegations, visits } from './visits.ts'
import { writeRows } from './write.ts'

/**
 * Writes the place's activities, a statement a table: three years of the city, one of each county, and what is on the desks
 * on the day of the seeding. They book no duty records: those of the demonstration are entered ones and those of proposals.
 */
export async function seedActivities(work: Work, seed: ActivitiesSeed): Promise<void> {
  const ground = await layGround(work, random(Number(seed.place.number) + 2), seed)
  for (const year of ground.isCity ? CITY_YEARS : COUNTY_YEARS) yearOf(ground, year)
  desk(ground)
  lecture(ground)
  if (ground.isCity) followUp(ground)
  await writeRows(work, ground.rows)
}

function yearOf(ground: Ground, year: Year): void {
  const session = ground.sessions.find(({ startsOn }) => startsOn.startsWith(String(year.year)))
  if (session) plenary(ground, session)
  study(ground, year)
  research(ground, year)
  jointResearch(ground, year)
  consultations(ground, year)
  visits(ground, year)
  delegations(ground, year)
  service(ground, year)
  if (!ground.isCity) return
  bodies(ground, year.year)
  credits(ground, year.year)
}
