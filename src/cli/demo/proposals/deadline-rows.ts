import {
  type DeadlineKind,
  deadlineTermOf,
  proposalDeadlines,
} from '../../../domain/organizations/policies/proposal-deadlines.ts'
import type { Calendar } from '../../../kernel/calendar.ts'
import { addDays } from '../../../kernel/dates.ts'
import { type Deadline, deadlineOf, extendedDeadline } from '../../../kernel/deadlines.ts'
import { type DeadlineDraft, type Life, newIdOf } from './life.ts'
import { dayOf, iso } from './moments.ts'

const policy = { key: proposalDeadlines.key, effectiveFrom: null }

const termOf = (kind: DeadlineKind) => deadlineTermOf(proposalDeadlines.defaultValue, kind, null)

/** Many deadlines begin on the same day; the calendar is walked once for them. */
const known = new WeakMap<Calendar, Map<string, Deadline>>()

/** By the engine and the default policy, as the commands would. */
function dueBy(calendar: Calendar, kind: DeadlineKind, startsOn: string): Deadline {
  const found = known.get(calendar) ?? new Map<string, Deadline>()
  known.set(calendar, found)
  const standing = found.get(kind + startsOn)
  if (standing) return standing
  const deadline = deadlineOf({ policy, startsOn, ...termOf(kind) }, calendar)
  found.set(kind + startsOn, deadline)
  return deadline
}

export function setDeadline(life: Life, kind: DeadlineKind, handlingId: string | null = null): void {
  const standing = standingDeadline(life, kind, handlingId)
  if (standing) standing.isCurrent = false
  const startsOn = dayOf(life.at)
  push(life, kind, handlingId, startsOn, dueBy(life.ground.calendar, kind, startsOn))
}

/** Puts the reply off by so many days. The new date. */
export function extendReply(life: Life, handlingId: string, days: number): string {
  const standing = standingDeadline(life, 'REPLY', handlingId)
  if (!standing) throw new Error('the demonstration extends no deadline')
  const { longest, amberDays } = termOf('REPLY')
  if (!longest) throw new Error('replies cannot be extended')
  const { startsOn } = standing
  const { calendar } = life.ground
  const limit = { ...deadlineOf({ policy, startsOn, rule: longest, amberDays }, calendar), rule: longest }
  const extended = extendedDeadline(dueBy(calendar, 'REPLY', startsOn), addDays(standing.dueOn, days), limit, amberDays)
  standing.isCurrent = false
  push(life, 'REPLY', handlingId, startsOn, extended)
  return extended.dueOn
}

function push(
  life: Life,
  kind: DeadlineKind,
  handlingId: string | null,
  startsOn: string,
  { dueOn, amberOn, explanation }: Deadline,
): void {
  const { row, at, deadlines } = life
  deadlines.push({
    ...{ organizationId: row.organizationId, id: newIdOf(life), proposalId: row.id, handlingId, kind },
    ...{ startsOn, dueOn, amberOn, metAt: null, isCurrent: true, explanation, createdAt: iso(at) },
  })
}

export const standingDeadline = (
  life: Life,
  kind: DeadlineKind,
  handlingId: string | null,
): DeadlineDraft | undefined =>
  life.deadlines.find(one => one.kind === kind && one.handlingId === handlingId && one.isCurrent)

/** Notes that it was met now; nothing where there is none, or it was met before. */
export function meetDeadline(life: Life, kind: DeadlineKind, handlingId: string | null = null): void {
  const standing = standingDeadline(life, kind, handlingId)
  if (standing) standing.metAt ??= iso(life.at)
}

/** The open ones of a part that others have now. */
export function dropDeadlines({ deadlines }: Life, handlingId: string): void {
  for (const one of deadlines) {
    if (one.handlingId === handlingId && one.isCurrent && one.metAt === null) one.isCurrent = false
  }
}
