import { addDays } from '../../../kernel/dates.ts'
import type { Random } from '../random.ts'
import type { Ground } from './ground.ts'
import type { HandlingPlan, PartPlan, Plan } from './plan.ts'
import { proposersFor } from './proposers.ts'
import { shuffled } from './texts.ts'
import { topics } from './topics/index.ts'

/** What a year brought in all. */
export interface Year {
  readonly year: number
  readonly received: number
  readonly filed: number
  readonly withdrawn: number
  readonly key: number
  /** Of democratic parties and of members of theirs or of no party. */
  readonly democratic: number
  /** Filed ones that were merged into others. */
  readonly merged: number
  /** Of a hundred that are closed so many are in the archive. */
  readonly archived: number
}

/** 2023 as it is known: 350 received, 298 on file, 18 key, 255 of democratic parties and non-affiliated members. */
export const CITY_YEARS: readonly Year[] = [
  { year: 2022, received: 302, filed: 261, withdrawn: 5, key: 15, democratic: 214, merged: 9, archived: 90 },
  { year: 2023, received: 350, filed: 298, withdrawn: 6, key: 18, democratic: 255, merged: 11, archived: 75 },
  { year: 2024, received: 362, filed: 309, withdrawn: 7, key: 20, democratic: 260, merged: 12, archived: 20 },
]
export const COUNTY_YEARS: readonly Year[] = [
  { year: 2023, received: 9, filed: 8, withdrawn: 0, key: 1, democratic: 5, merged: 1, archived: 80 },
  { year: 2024, received: 9, filed: 8, withdrawn: 0, key: 1, democratic: 5, merged: 0, archived: 20 },
]

/** The plans of a year, each merged one behind the one that it goes into. */
export function yearPlans(ground: Ground, draw: Random, wanted: Year): readonly Plan[] {
  const { received, filed, withdrawn, key, democratic, merged } = wanted
  const flags = shuffled(
    draw,
    Array.from({ length: received }, (_, index) => index < democratic),
  )
  const heads = received - merged
  // The first are put on file, of these the very first are key and the next take others in; the last are withdrawn.
  const plans = Array.from({ length: heads }, (_, index): Plan => {
    const on = dayIn(ground, draw, wanted.year)
    const base = { ...matterFor(ground, draw), on }
    const proposers = proposersFor(ground, draw, { on, isDemocratic: flags[index] ?? false })
    if (index >= heads - withdrawn) return { ...base, proposers, until: 'WITHDRAWN', isArchived: true }
    if (index >= filed - merged) return { ...base, proposers, until: 'NOT_FILED', isArchived: draw.next() < 0.5 }
    const takesIn = index >= key && index < key + merged ? 1 : 0
    return { ...base, proposers, until: 'FILED', takesIn, ...courseFor(draw, wanted, index < key) }
  })
  return plans.flatMap((plan, index) =>
    plan.takesIn ? [plan, childOf(ground, draw, plan, flags[heads + index - key])] : [plan],
  )
}

/** The same matter by somebody else, in other words. */
function childOf(ground: Ground, draw: Random, { topic, place, on }: Plan, isDemocratic = false): Plan {
  const proposers = proposersFor(ground, draw, { on, isDemocratic, kind: 'MEMBER' })
  return { topic, place, on, proposers, until: 'FILED' }
}

/** Most come in before the session, the others over the year. */
function dayIn({ sessions }: Ground, draw: Random, year: number): string {
  const opening = sessions.find(({ startsOn }) => startsOn.startsWith(String(year)))?.startsOn ?? `${year}-03-25`
  if (draw.next() < 0.72) return addDays(opening, -Math.floor(60 * draw.next() ** 2))
  const rest = (Date.parse(`${year}-11-20`) - Date.parse(opening)) / 86_400_000
  return addDays(opening, draw.between(10, rest))
}

export function matterFor({ places }: Ground, draw: Random, unit?: string) {
  const among = topics.filter(topic => unit === undefined || topic.unit === unit)
  const topic = among[draw.between(0, among.length - 1)] ?? topics[0]
  if (!topic) throw new Error('the demonstration has no topics')
  return { topic, place: draw.pick(places) }
}

function courseFor(draw: Random, { archived }: Year, isKey: boolean): Partial<Plan> {
  const nomination = isKey ? draw.next() < 0.5 : draw.next() < 0.06
  return {
    isKey,
    isRevised: draw.next() < 0.06,
    handling: handlingFor(draw),
    isPublished: draw.next() < 0.4,
    ...(nomination ? { nomination: draw.next() < 0.6 ? 'AWARDED' : 'ELIMINATED' } : {}),
    isArchived: draw.between(1, 100) <= archived,
  }
}

function handlingFor(draw: Random): HandlingPlan {
  const chance = draw.next()
  const form = chance < 0.55 ? 'SOLE' : chance < 0.9 ? 'HOST' : 'SEPARATE'
  const helpers = form === 'HOST' ? draw.between(1, 2) : form === 'SEPARATE' ? 1 : 0
  const others = Array.from({ length: helpers }, () => (form === 'HOST' ? opinionFor(draw) : answerFor(draw)))
  const after = draw.next()
  const closing = after < 0.93 ? 'CLOSED' : after < 0.97 ? 'CLOSED_AFTER_REHANDLING' : 'CLOSED_WITH_DISSENT'
  return {
    form,
    isDirect: draw.next() < 0.1,
    parts: [answerFor(draw), ...others],
    closing,
    isTracked: draw.next() < 0.8,
  }
}

const opinionFor = (draw: Random): PartPlan =>
  draw.next() < 0.94
    ? { until: 'OPINION_GIVEN', days: draw.between(14, 32) }
    : { until: 'HANDLING', days: 33, waived: true }

function answerFor(draw: Random): PartPlan {
  const [time, kind] = [draw.next(), draw.next()]
  const replyClass =
    kind < 0.62 ? 'RESOLVED' : kind < 0.84 ? 'IN_PROGRESS_OR_PLANNED' : kind < 0.94 ? 'REFERENCE' : 'NOT_FEASIBLE_NOW'
  if (time < 0.08) return { until: 'REPLIED', days: draw.between(95, 125), replyClass, extension: 'GRANTED' }
  if (time < 0.12) return { until: 'REPLIED', days: draw.between(96, 115), replyClass, urged: true }
  return { until: 'REPLIED', days: draw.between(45, 84), replyClass }
}
