import { addDays } from '../../../kernel/dates.ts'
import type { Random } from '../random.ts'
import type { DemoSeat, Ground } from './ground.ts'
import type { HandlingPlan, PartPlan, Plan } from './plan.ts'
import { proposersFor, type WishedKind } from './proposers.ts'
import { matterFor } from './years.ts'

/** A proposal that stands somewhere on its way, so many days before the day that is looked from. */
export interface Scene {
  readonly days: number
  readonly until: Plan['until']
  readonly kind?: WishedKind
  /** By the account `member`, or with it as the one who is asked to sign. */
  readonly by?: 'member' | 'asksMember'
  /** Of a topic of this unit. */
  readonly unit?: string
  readonly handling?: Omit<HandlingPlan, 'dispatchedOn'>
  readonly more?: Partial<Plan>
}

const before = (until: Plan['until'], days: number, kind: WishedKind = 'ANY', more: Partial<Scene> = {}): Scene => ({
  until,
  days,
  kind,
  ...more,
})

/** A sole unit's part. */
const sole = (days: number, part: PartPlan, more: Partial<Scene> & Partial<HandlingPlan> = {}): Scene => {
  const { closing = 'NONE', isDirect = false, isTracked = false, ...scene } = more
  return { until: 'FILED', days, handling: { form: 'SOLE', closing, isDirect, isTracked, parts: [part] }, ...scene }
}

const several = (
  days: number,
  form: 'HOST' | 'SEPARATE',
  parts: HandlingPlan['parts'],
  closing: HandlingPlan['closing'] = 'NONE',
) => ({ until: 'FILED', days, handling: { form, closing, parts } }) satisfies Scene

const replied = (days: number, replyClass: PartPlan['replyClass'] = 'RESOLVED'): PartPlan => ({
  until: 'REPLIED',
  days,
  replyClass,
})
const at = (until: PartPlan['until'], days = 60, more: Partial<PartPlan> = {}): PartPlan => ({ until, days, ...more })

/** Every state of a proposal and of a unit's part, every kind of proposer: what each office has on its desk. */
export const CITY_SCENES: readonly Scene[] = [
  before('DRAFT', 2, 'MEMBER', { by: 'member' }),
  before('DRAFT', 4),
  before('CO_SIGNING', 3, 'MEMBERS_JOINT', { by: 'asksMember' }),
  before('CO_SIGNING', 4, 'MEMBERS_JOINT'),
  before('SUBMITTED', 3, 'MEMBERS_JOINT', { by: 'member' }),
  before('SUBMITTED', 4, 'PARTY'),
  before('SUBMITTED', 5, 'PEOPLES_ORGANIZATION'),
  before('SUBMITTED', 6),
  before('SUBMITTED', 7, 'MEMBER', { more: { isRevised: false } }),
  before('RETURNED_FOR_REVISION', 8, 'MEMBER', { by: 'member' }),
  before('RETURNED_FOR_REVISION', 9, 'MEMBERS_JOINT'),
  before('FIRST_CHECKED', 9),
  before('FIRST_CHECKED', 10, 'SPECIAL_COMMITTEE'),
  before('RECHECKED', 14),
  before('RECHECKED', 15, 'PARTY'),
  before('FILED', 18),
  before('FILED', 19, 'MEMBERS_JOINT', { more: { isKey: true } }),
  before('FILED', 20, 'MEMBER', { more: { isRevised: true } }),
  before('NOT_FILED', 24, 'MEMBER', { by: 'member' }),
  before('NOT_FILED', 26),
  before('WITHDRAWN', 22),
  before('FILED', 26, 'MEMBER', { more: { takesIn: 2 } }),
  before('FILED', 28, 'PARTY', {
    handling: { form: 'SOLE', closing: 'NONE', isUndispatched: true, parts: [at('NEW')] },
  }),
  before('FILED', 30, 'MEMBER', {
    handling: { form: 'SOLE', closing: 'NONE', isUndispatched: true, parts: [at('NEW')] },
  }),
  sole(5, at('NEW'), { unit: 'HOUSING' }),
  sole(6, at('NEW')),
  sole(6, at('NEW'), { isDirect: true }),
  sole(12, at('SIGNED_FOR'), { unit: 'HOUSING', kind: 'PARTY' }),
  sole(13, at('SIGNED_FOR')),
  sole(25, at('HANDLING'), { unit: 'HOUSING', by: 'member' }),
  sole(80, at('HANDLING'), { unit: 'HOUSING' }),
  sole(80, at('HANDLING')),
  sole(115, at('HANDLING', 60, { urged: true })),
  sole(112, at('HANDLING', 60, { urged: true }), { unit: 'HOUSING' }),
  sole(60, at('HANDLING', 60, { extension: 'PENDING' })),
  sole(100, at('HANDLING', 60, { extension: 'GRANTED' })),
  sole(65, at('HANDLING', 60, { extension: 'REFUSED' }), { unit: 'TRANSPORT' }),
  sole(60, at('REPLY_DRAFTED', 50), { unit: 'HOUSING' }),
  sole(62, at('REPLY_DRAFTED', 50)),
  sole(60, at('COUNTERSIGNED', 52), { unit: 'HOUSING', kind: 'MEMBERS_JOINT' }),
  sole(7, at('RETURN_REQUESTED')),
  sole(40, at('REASSIGNED', 60, { replacement: at('HANDLING') })),
  sole(20, at('REASSIGNED', 60, { replacement: at('NEW') }), { unit: 'HOUSING' }),
  several(45, 'HOST', [at('HANDLING'), at('OPINION_GIVEN', 25), at('HANDLING')]),
  several(48, 'HOST', [at('HANDLING'), at('HANDLING', 32, { waived: true })]),
  several(55, 'SEPARATE', [replied(40), at('HANDLING')]),
  sole(40, replied(30), { by: 'member', kind: 'MEMBERS_JOINT' }),
  sole(42, replied(26), { unit: 'HOUSING' }),
  sole(50, replied(32)),
  several(60, 'SEPARATE', [replied(40), replied(45)]),
  { ...several(48, 'SEPARATE', [replied(30), replied(31)], 'PARTLY_RATED'), kind: 'MEMBERS_JOINT' },
  sole(48, replied(30), { closing: 'RATED', kind: 'MEMBERS_JOINT' }),
  sole(75, replied(30), { closing: 'REHANDLING', unit: 'HOUSING' }),
  sole(96, replied(30), { closing: 'ANSWERED_AGAIN' }),
  sole(150, replied(30), { closing: 'CLOSED_AFTER_REHANDLING' }),
  sole(150, replied(30, 'NOT_FEASIBLE_NOW'), { closing: 'CLOSED_WITH_DISSENT' }),
  sole(75, replied(30), { closing: 'CLOSED', by: 'member' }),
  sole(80, replied(30, 'IN_PROGRESS_OR_PLANNED'), { closing: 'CLOSED', unit: 'HOUSING' }),
  sole(170, replied(30, 'IN_PROGRESS_OR_PLANNED'), { closing: 'CLOSED', isTracked: true }),
  sole(160, replied(30), { closing: 'CLOSED', more: { isArchived: true } }),
]

export const COUNTY_SCENES: readonly Scene[] = [before('SUBMITTED', 4), sole(25, at('HANDLING')), sole(40, replied(30))]

/** The plans of scenes as they are seen on a day. `seat` is the member who has an account. */
export function scenePlans(
  ground: Ground,
  draw: Random,
  scenes: readonly Scene[],
  today: string,
  seat?: DemoSeat,
): readonly Plan[] {
  return scenes.flatMap(scene => {
    const plan = planOf(ground, draw, scene, today, seat)
    return [plan, ...Array.from({ length: plan.takesIn ?? 0 }, () => twinOf(ground, draw, plan))]
  })
}

function planOf(ground: Ground, draw: Random, scene: Scene, today: string, seat?: DemoSeat): Plan {
  const { days, until, kind = 'ANY', by, unit, handling, more } = scene
  const isDispatched = handling !== undefined && !handling.isUndispatched
  const isUnsubmitted = until === 'DRAFT' || until === 'CO_SIGNING'
  const on = addDays(today, isUnsubmitted ? 5 : isDispatched ? -days - DAYS_TO_DISPATCH : -days)
  const wish = { on, kind, first: by === 'member' ? seat : undefined, invited: by === 'asksMember' ? seat : undefined }
  return {
    ...{ ...matterFor(ground, draw, unit), on, until, proposers: proposersFor(ground, draw, wish), ...more },
    ...(isUnsubmitted ? { begunOn: addDays(today, -days) } : {}),
    ...(handling && { handling: isDispatched ? { ...handling, dispatchedOn: addDays(today, -days) } : handling }),
  }
}

/** Enough for everything between the submission and the dispatch. */
const DAYS_TO_DISPATCH = 35

function twinOf(ground: Ground, draw: Random, { topic, place, on }: Plan): Plan {
  return { topic, place, on, until: 'FILED', proposers: proposersFor(ground, draw, { on, kind: 'MEMBER' }) }
}
