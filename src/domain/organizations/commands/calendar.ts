import { and, eq } from 'drizzle-orm'
import type { CalendarDay } from '../../../kernel/calendar.ts'
import { newId } from '../../../kernel/ids.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { expectVersion } from '../../../platform/commands/load.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { checkCalendar } from '../rules/calendar.ts'
import { calendarDays, calendarYears } from '../tables.ts'
import { manageCommittee, refuse } from './shared.ts'

export interface CalendarYearSet {
  readonly organization?: string | null
  readonly expectedVersion?: number | null
  readonly input: {
    readonly id?: string | null
    readonly year: number
    readonly source: string
    readonly days: readonly CalendarDay[]
  }
}

/**
 * Enters a year's public holidays whole, or replaces them when the State Council changed its mind, as it does. Deadlines
 * that were counted keep what they were counted by (rules, section 1).
 */
export const calendarYearSet = command(
  'calendarYearSet',
  async (work: Work, { organization, expectedVersion, input }: CalendarYearSet): Promise<Key> => {
    const { organizationId } = await manageCommittee(work, organization)
    const { value, errors } = checkCalendar(input)
    const { year, source, days } = value
    refuse(errors)
    const which = and(eq(calendarYears.organizationId, organizationId), eq(calendarYears.year, year))
    const [existing] = await work.db.select().from(calendarYears).where(which)
    expectVersion(existing ?? { version: 0 }, expectedVersion ?? 0)
    const id = existing?.id ?? input.id ?? newId()
    const version = (existing?.version ?? 0) + 1
    if (existing) await work.db.update(calendarYears).set({ source, version }).where(which)
    else await work.db.insert(calendarYears).values({ organizationId, id, year, source })
    await replaceDays(work, organizationId, year, days)
    const op = existing ? 'UPDATE' : 'CREATE'
    const payload = { year, source, days }
    work.record(organizationId, { recordType: 'CalendarYear', recordId: id, version, op, payload })
    return { organizationId, id }
  },
)

async function replaceDays({ db }: Work, organizationId: string, year: number, days: readonly CalendarDay[]) {
  await db.delete(calendarDays).where(and(eq(calendarDays.organizationId, organizationId), eq(calendarDays.year, year)))
  await db.insert(calendarDays).values(days.map(day => ({ organizationId, year, ...day })))
}
