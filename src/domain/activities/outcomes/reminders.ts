import { businessDate } from '../../../kernel/clock.ts'
import { type DeadlineDates, deadlineState } from '../../../kernel/deadline-state.ts'
import type { Context } from '../../../platform/context.ts'
import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import { computed } from '../../../platform/graphql/compiler/shape.ts'
import { heldAmberDays } from '../../organizations/policies/outcome-reminders.ts'

const amberDays = (row: Scope): string => heldAmberDays(`${row.alias}.organization_id`, row.today())

/** SQL: what is due until then is amber today. */
export const amberUntil = (row: Scope): string => `(${row.today()} + ${amberDays(row)})`

/** Null of what has no date or was withdrawn, and of what was done without being followed up. */
const datesOf = (row: Scope): string => `case when ${row.alias}.due_on is not null
    and (${row.alias}.state = 'OPEN' or ${row.alias}.state <> 'WITHDRAWN' and ${row.alias}.closed_on is not null)
  then json_build_object('dueOn', ${row.alias}.due_on, 'amberOn', ${row.alias}.due_on - ${amberDays(row)},
    'metOn', ${row.alias}.closed_on) end`

/** The light of an outcome, as a proposal's deadline has one. */
export const dueState = computed<{ dates: DeadlineDates | null }>(
  { dates: datesOf },
  ({ dates }, { clock }: Context) => dates && deadlineState(dates, businessDate(clock())),
)
