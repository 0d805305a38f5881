import { and, asc, eq, gte } from 'drizzle-orm'
import type { Static, TSchema } from 'typebox'
import { Check } from 'typebox/value'
import type { Calendar, CalendarDay, CalendarYear } from '../../kernel/calendar.ts'
import { businessDate } from '../../kernel/clock.ts'
import type { Work } from '../../platform/commands/command.ts'
import { onceInCommand } from '../../platform/commands/once.ts'
import { type PolicyInForce, policyInForce, policyKeyOf } from './policy-keys.ts'
import { calendarDays, calendarYears, policies } from './tables.ts'

/** The value of a policy that holds in a committee on a date, for the commands of later modules. */
export async function heldPolicy(work: Work, organizationId: string, key: string, on: string): Promise<PolicyInForce> {
  const policy = policyKeyOf(key)
  if (!policy) throw new Error(`there is no policy ${key}`)
  return policyInForce(policy, on, await policyVersions(work, organizationId, key))
}

const policyVersions = onceInCommand(({ db }, organizationId: string, key: string) =>
  db
    .select()
    .from(policies)
    .where(and(eq(policies.organizationId, organizationId), eq(policies.key, key))),
)

/** What a policy says today, in the form of its schema. */
export async function heldValue<T extends TSchema>(
  work: Work,
  organizationId: string,
  key: string,
  schema: T,
): Promise<Static<T>> {
  const { value } = await heldPolicy(work, organizationId, key, businessDate(work.now))
  if (!Check(schema, value)) throw new Error(`the policy ${key} has a value against its schema`)
  return value
}

/** The published years of a committee from one on, with their days. */
export const calendarFrom = onceInCommand(async ({ db }, organizationId: string, year: number): Promise<Calendar> => {
  const rows = await db
    .select({ of: calendarYears, special: calendarDays })
    .from(calendarYears)
    .leftJoin(
      calendarDays,
      and(eq(calendarDays.organizationId, calendarYears.organizationId), eq(calendarDays.year, calendarYears.year)),
    )
    .where(and(eq(calendarYears.organizationId, organizationId), gte(calendarYears.year, year)))
    .orderBy(asc(calendarYears.year), asc(calendarDays.day))
  const years = new Map<number, CalendarYear & { days: CalendarDay[] }>()
  for (const { of, special } of rows) {
    const known = years.get(of.year) ?? { year: of.year, source: of.source, version: of.version, days: [] }
    years.set(of.year, known)
    if (special) known.days.push({ day: special.day, isWorkday: special.isWorkday, name: special.name })
  }
  return [...years.values()]
})
