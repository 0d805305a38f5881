import type { HandlingRole } from '../../../domain/proposals/handling/guards.ts'
import { deadlinesOf } from '../../../domain/proposals/handling/rules.ts'
import { moveTogether } from './course.ts'
import { setDeadline } from './deadline-rows.ts'
import { type AssignmentDraft, type Life, newIdOf, type PartDraft, SOMEBODY, tell } from './life.ts'
import { daysAfter, iso, officeMoment } from './moments.ts'
import type { HandlingPlan, PartPlan } from './plan.ts'
import { shuffled } from './texts.ts'
import type { DemoUnit } from './units.ts'

export interface PlannedPart {
  readonly part: PartDraft
  readonly plan: PartPlan
}

/** Both hops; the parts that units have then. */
export function assign(life: Life, plan: HandlingPlan): readonly PlannedPart[] {
  const units = unitsFor(life, plan)
  const officeId = officeOf(units, plan)
  const dispatchAt = plan.dispatchedOn === undefined ? null : officeMoment(life.draw, plan.dispatchedOn)
  const isDirect = officeId === null
  life.at = isDirect && dispatchAt !== null ? dispatchAt : daysAfter(life.draw, life.at, 1, 3)
  const office = life.ground.accounts.proposals
  const assignment: AssignmentDraft = {
    ...{ organizationId: life.row.organizationId, id: newIdOf(life), proposalId: life.row.id, officeId },
    ...{
      state: isDirect ? 'DISPATCHED' : 'ASSIGNED',
      note: '请按时限办理并答复提案者。',
      assignedBy: office ?? SOMEBODY,
    },
    ...{ version: 1, createdAt: iso(life.at) },
  }
  life.assignments.push(assignment)
  moveTogether(life, { state: 'ASSIGNED' }, office)
  if (plan.isUndispatched) return []
  if (!isDirect) {
    life.at = dispatchAt ?? daysAfter(life.draw, life.at, 1, 3)
    Object.assign(assignment, { state: 'DISPATCHED', version: 2 })
  }
  const actor = isDirect ? office : dispatcher(life, officeId)
  return units.map((unit, index) => ({
    part: givePart(life, { assignmentId: assignment.id, unit, role: roleOf(plan, index), round: 1, actor }),
    plan: plan.parts[index] ?? plan.parts[0],
  }))
}

/** The account of the assigning office, where the demonstration has one. */
export const dispatcher = ({ ground }: Life, officeId: string | null): string | undefined =>
  officeId === ground.governmentOfficeId ? ground.accounts.assigning : undefined

const roleOf = ({ form }: HandlingPlan, index: number): HandlingRole => {
  if (form === 'HOST') return index === 0 ? 'HOST' : 'CO_HANDLER'
  return form
}

/** First the units that are named, then those of the topic, then others of the same office. */
function unitsFor({ topic, ground, draw }: Life, { parts }: HandlingPlan): readonly DemoUnit[] {
  const named = (code: string | undefined) => ground.units.find(unit => unit.code === code)
  const host = named(parts[0].unit ?? topic.unit)
  const others = shuffled(draw, ground.units).filter(unit => unit.officeId === host?.officeId)
  const order = [host, ...parts.slice(1).map(({ unit }) => named(unit)), ...topic.others.map(named), ...others]
  return [...new Set(order.filter(unit => unit !== undefined))].slice(0, parts.length)
}

/** One office dispatches to its own units only; to those of several the committee assigns itself. */
function officeOf(units: readonly DemoUnit[], { isDirect }: HandlingPlan): string | null {
  const offices = new Set(units.map(({ officeId }) => officeId))
  const [only] = offices
  return isDirect || offices.size !== 1 ? null : (only ?? null)
}

export interface Gift {
  readonly assignmentId: string
  readonly unit: DemoUnit
  readonly role: HandlingRole
  readonly round: number
  readonly actor: string | undefined
}

/** A unit's part with its deadlines. */
export function givePart(life: Life, { assignmentId, unit, role, round, actor }: Gift): PartDraft {
  const { row, at, parts } = life
  const part: PartDraft = {
    ...{
      organizationId: row.organizationId,
      id: newIdOf(life),
      proposalId: row.id,
      assignmentId,
      unitId: unit.id,
      role,
    },
    ...{
      state: 'NEW',
      round,
      signedForAt: null,
      contactedAt: null,
      repliedAt: null,
      contactName: '',
      contactPhone: '',
    },
    ...{ opinion: null, opinionAt: null, opinionWaivedReason: null, version: 1, createdAt: iso(at) },
  }
  parts.push(part)
  for (const kind of deadlinesOf(role, round)) setDeadline(life, kind, part.id)
  const facts = { unit: unit.name, role, round }
  tell(life, { action: 'DISPATCH', to: 'NEW', audience: 'ALL', handlingId: part.id, facts, actor })
  return part
}
