import { calendarFeeds } from '../../src/domain/activities/calendar/tables.ts'
import { newId } from '../../src/kernel/ids.ts'
import { hashToken, newOpaqueToken } from '../../src/platform/security/opaque-token.ts'
import { PLACES, type Place, type World } from './world.ts'

/** A calendar feed of the account; its global id. */
export async function plantCalendar(w: World, place: Place, accountId: string): Promise<string> {
  const [organizationId, id] = [PLACES[place], newId()]
  const tokenHash = hashToken(w.services.keyRing.current(), newOpaqueToken('cal', organizationId))
  await w.system(place, ({ db }) => db.insert(calendarFeeds).values({ organizationId, id, accountId, tokenHash }))
  return `cfeed_${organizationId}_${id}`
}
