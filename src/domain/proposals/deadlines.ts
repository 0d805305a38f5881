import { businessDate } from '../../kernel/clock.ts'
import { yearOf } from '../../kernel/dates.ts'
import type { DeadlineExplanation } from '../../kernel/deadline-rules.ts'
import { type Deadline, deadlineOf, extendedDeadline } from '../../kernel/deadlines.ts'
import { newId } from '../../kernel/ids.ts'
import { Refused, userError } from '../../kernel/user-error.ts'
import type { Work } from '../../platform/commands/command.ts'
import { type DeadlineKind, type DeadlineTerm, deadlineTermOf } from '../organizations/policies/proposal-deadlines.ts'
import { calendarFrom, heldPolicy } from '../organizations/port.ts'

/** The locked proposal whose deadlines these are. */
export interface DeadlineOwner {
  readonly organizationId: string
  readonly id: string
  /** Session proposals may have their own term for the reply. */
  readonly period: string | null
}

export interface DeadlineSetting {
  readonly kind: DeadlineKind
  /** The unit's part it hangs on; none for the proposers' own. */
  readonly handlingId?: string | null
  /** Today when not given. */
  readonly startsOn?: string
  /** Puts the standing deadline off to this date; it keeps its start. */
  readonly extendTo?: string
}

/**
 * Sets a deadline by the policy that holds at its start, with its reasons; it takes the place of the standing one of its
 * kind. What was set stays as it is, whatever becomes of policy and calendar (rules, section 1, Deadlines).
 * @throws Refused CALENDAR_NOT_PUBLISHED; of an extension NOTHING_TO_EXTEND, NOT_EXTENDABLE, NOT_LATER, BEYOND_LIMIT.
 */
export async function setDeadline(work: Work, owner: DeadlineOwner, setting: DeadlineSetting): Promise<Deadline> {
  const { kind, handlingId = null, extendTo } = setting
  const standing = extendTo === undefined ? null : await standingDeadline(work, owner, kind, handlingId)
  const startsOn = standing?.startsOn ?? setting.startsOn ?? businessDate(work.now)
  const [held, calendar] = await Promise.all([
    heldPolicy(work, owner.organizationId, 'PROPOSAL_DEADLINES', startsOn),
    calendarFrom(work, owner.organizationId, yearOf(startsOn)),
  ])
  const term = deadlineTermOf(held.value, kind, owner.period)
  const policy = { key: held.key, effectiveFrom: held.effectiveFrom }
  const dueBy = (rule: DeadlineTerm['rule']) =>
    deadlineOf({ policy, startsOn, rule, amberDays: term.amberDays }, calendar)
  const deadline = standing && extendTo !== undefined ? extended(standing, extendTo, term, dueBy) : dueBy(term.rule)
  await replaceDeadline(work, owner, { kind, handlingId, startsOn, ...deadline })
  return deadline
}

function extended(
  standing: Standing,
  extendTo: string,
  { longest, amberDays }: DeadlineTerm,
  dueBy: (rule: DeadlineTerm['rule']) => Deadline,
): Deadline {
  if (!longest) throw new Refused(notExtendable)
  return extendedDeadline(standing, extendTo, { ...dueBy(longest), rule: longest }, amberDays)
}

interface Standing {
  readonly startsOn: string
  readonly dueOn: string
  readonly explanation: DeadlineExplanation
}

async function standingDeadline(
  { tx }: Work,
  { organizationId, id }: DeadlineOwner,
  kind: DeadlineKind,
  handlingId: string | null,
): Promise<Standing> {
  const { rows } = await tx.client.query<Standing>(
    `select starts_on::text as "startsOn", due_on::text as "dueOn", explanation from proposal_deadlines
      where ${STANDING} and met_at is null for update`,
    [organizationId, id, kind, handlingId],
  )
  if (!rows[0]) throw new Refused(nothingToExtend)
  return rows[0]
}

const STANDING = `organization_id = $1 and proposal_id = $2 and kind = $3 and handling_id is not distinct from $4 and is_current`

interface NewDeadline extends Deadline, Pick<Standing, 'startsOn'> {
  readonly kind: DeadlineKind
  readonly handlingId: string | null
}

async function replaceDeadline({ tx }: Work, { organizationId, id }: DeadlineOwner, deadline: NewDeadline) {
  const { kind, handlingId, startsOn, dueOn, amberOn, explanation } = deadline
  const which = [organizationId, id, kind, handlingId]
  // Sent together: a batch of assignments sets hundreds.
  await Promise.all([
    tx.client.query({ ...END_STANDING, values: which }),
    tx.client.query({
      ...INSERT,
      values: [...which, newId(), startsOn, dueOn, amberOn, JSON.stringify(explanation)],
    }),
  ])
}

const END_STANDING = {
  name: 'end_deadline',
  text: `update proposal_deadlines set is_current = false where ${STANDING}`,
}

const INSERT = {
  name: 'insert_deadline',
  text: `insert into proposal_deadlines (organization_id, proposal_id, kind, handling_id, id, starts_on, due_on, amber_on, explanation)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
}

/** Notes that the standing deadline of a kind was met, now if not said when; nothing where there is none. */
export async function meetDeadline(
  { tx, now }: Work,
  { organizationId, id }: Pick<DeadlineOwner, 'organizationId' | 'id'>,
  kind: DeadlineKind,
  handlingId: string | null = null,
  at: Date = now,
): Promise<void> {
  await tx.client.query(`update proposal_deadlines set met_at = $5 where ${STANDING} and met_at is null`, [
    organizationId,
    id,
    kind,
    handlingId,
    at.toISOString(),
  ])
}

/** The standing deadline of a kind turns out not to be met. */
export async function reopenDeadline(
  { tx }: Work,
  { organizationId, id }: Pick<DeadlineOwner, 'organizationId' | 'id'>,
  kind: DeadlineKind,
): Promise<void> {
  await tx.client.query(`update proposal_deadlines set met_at = null where ${STANDING}`, [
    organizationId,
    id,
    kind,
    null,
  ])
}

/** The open deadlines of a unit's part that it is relieved of hold no longer. */
export async function dropDeadlines(
  { tx }: Work,
  { organizationId, id }: Pick<DeadlineOwner, 'organizationId' | 'id'>,
  handlingId: string,
): Promise<void> {
  await tx.client.query(
    `update proposal_deadlines set is_current = false
      where organization_id = $1 and proposal_id = $2 and handling_id = $3 and is_current and met_at is null`,
    [organizationId, id, handlingId],
  )
}

const nothingToExtend = userError(
  'NOTHING_TO_EXTEND',
  null,
  '没有可以延长的时限',
  'There is no open deadline that could be extended',
)

const notExtendable = userError(
  'NOT_EXTENDABLE',
  null,
  '按本级政协的规定，该时限不能延长',
  "By the committee's policy this deadline cannot be extended",
)
