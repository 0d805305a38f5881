import { and, asc, eq } from 'drizzle-orm'
import { newId } from '../../../kernel/ids.ts'
import { checkText } from '../../../kernel/text.ts'
import { Refused, type UserError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { insertRows } from '../../../platform/db/bulk.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { activityHalfDays } from '../tables.ts'
import { type HalfDay, halfDayErrors, halfDaysOf, LABEL_MAX, labelOf, type Span, whole } from './rules.ts'

export interface GivenHalfDay {
  readonly startsAt: string
  readonly endsAt: string
  readonly label?: string | null
}

/** Half-days of a new time: as given, else worked out where the kind counts them. Throws Refused. */
export function halfDaysFor(
  span: Span,
  given: readonly GivenHalfDay[] | null | undefined,
  countsHalfDays: boolean,
): readonly HalfDay[] {
  if (!given) return countsHalfDays ? halfDaysOf(span) : [whole(span)]
  const parts = given.map(({ startsAt, endsAt }) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) }))
  const errors: UserError[] = halfDayErrors(parts, span)
  const named = parts.map((part, index) => {
    const label = given[index]?.label
    if (label == null) return { ...part, label: labelOf(part) }
    const checked = checkText(`input.halfDays.${index}.label`, label, { max: LABEL_MAX })
    if ('error' in checked) errors.push(checked.error)
    return { ...part, label: 'text' in checked ? checked.text : '' }
  })
  if (errors.length > 0) throw new Refused(...errors)
  return named
}

/** Writes the half-days of an activity. */
export async function insertHalfDays(work: Work, activity: Key, halfDays: readonly HalfDay[]): Promise<void> {
  const { organizationId, id: activityId } = activity
  const rows = halfDays.map(({ startsAt, endsAt, label }) => ({
    ...{ organizationId, id: newId(), activityId, label },
    ...{ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
  }))
  await insertRows(work.tx, activityHalfDays, rows)
}

export const halfDaysIn = ({ db }: Work, { organizationId, id }: Key) =>
  db
    .select()
    .from(activityHalfDays)
    .where(and(eq(activityHalfDays.organizationId, organizationId), eq(activityHalfDays.activityId, id)))
    .orderBy(asc(activityHalfDays.startsAt))

/** As the change log keeps them. */
export const halfDaysLogged = (halfDays: readonly HalfDay[]) =>
  halfDays.map(({ startsAt, endsAt, label }) => ({ startsAt, endsAt, label }))
