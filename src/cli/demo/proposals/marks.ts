import { assign } from './assigning.ts'
import { conclude, track } from './feedback.ts'
import { type Life, newIdOf, SOMEBODY, take, tell } from './life.ts'
import { dayOf, daysAfter, iso, momentOf } from './moments.ts'
import { stepsOf } from './parts.ts'
import type { Plan } from './plan.ts'
import { run, type Step } from './steps.ts'

const DONE: ReadonlySet<string> = new Set(['CLOSED', 'CLOSED_WITH_DISSENT'])

/** From the assignment to the archive, as far as the plan goes. */
export function handle(life: Life, plan: Plan): void {
  const { handling } = plan
  if (!handling) return
  const parts = assign(life, handling)
  const steps = parts.flatMap(planned => stepsOf(life, planned))
  run(life, plan.isKey ? [...steps, supervision(life, 30), supervision(life, 45)] : steps)
  conclude(life, handling.closing)
  if (handling.isTracked && life.row.state === 'TRACKING') track(life)
  if (plan.isPublished) publish(life)
  if (plan.nomination) nominate(life, plan.nomination)
  if (plan.isArchived && DONE.has(life.row.state)) for (const one of [life, ...life.children]) archive(one)
}

const FORMS = ['MEETING', 'FIELD_VISIT', 'CONSULTATION'] as const
const RECORDS = [
  '实地察看了项目现场，听取承办单位汇报，与提案者面对面协商，要求按时间节点推进。',
  '召开督办协商会，承办单位介绍办理进展，就责任分工和资金安排达成一致意见。',
] as const

/** So many days after the assignment, while it is being handled. */
function supervision(life: Life, days: number): Step {
  const at = daysAfter(life.draw, life.at, days, days + 8)
  return { at, run: () => supervise(life) }
}

function supervise(life: Life): void {
  const { row, draw, at, ground } = life
  const form = draw.pick(FORMS)
  const heldOn = dayOf(at)
  life.supervisions.push({
    ...{ organizationId: row.organizationId, id: newIdOf(life), proposalId: row.id, leaderId: row.keyLeaderId ?? '' },
    ...{ heldOn, form, record: draw.pick(RECORDS), createdAt: iso(at) },
    createdBy: ground.accounts.proposals ?? SOMEBODY,
  })
  take(life, 'SUPERVISE')
  tell(life, { action: 'SUPERVISE', audience: 'ALL', facts: { heldOn, form }, actor: ground.accounts.proposals })
}

function publish(life: Life): void {
  if (!life.row.consentsToPublication) return
  life.at = daysAfter(life.draw, life.at, 3, 9)
  take(life, 'PUBLISH')
  life.row.publishedAt = iso(life.at)
  tell(life, { action: 'PUBLISH', audience: 'ALL', actor: life.ground.accounts.proposals })
}

/** Two rounds in the January after: a first list, and the decision. */
function nominate(life: Life, result: NonNullable<Plan['nomination']>): void {
  const { row, draw } = life
  const year = Number(dayOf(Date.parse(row.filedAt ?? '')).slice(0, 4))
  life.at = daysAfter(draw, Math.max(life.at, momentOf(`${year + 1}-01-08`)), 1, 5)
  const first = enter(life, year, 1)
  if (result === 'NOMINATED') return
  decide(life, first, 'PASS')
  if (result === 'PASSED') return
  life.at = daysAfter(draw, life.at, 7, 12)
  const second = enter(life, year, 2)
  decide(life, second, result === 'AWARDED' ? 'PASS' : 'ELIMINATE')
  if (result === 'ELIMINATED') return
  decide(life, second, 'AWARD')
  row.excellentYear = year
  row.version += 1
  life.duties.push({ category: 'PROPOSAL_EXCELLENT', occurredOn: dayOf(life.at), state: 'CONFIRMED' })
}

type Nomination = Life['nominations'][number]

function enter(life: Life, year: number, round: number): Nomination {
  const { row, ground, at } = life
  const comment = round === 1 ? '选题准、建议实、成效好。' : ''
  const nomination: Nomination = {
    ...{ organizationId: row.organizationId, id: newIdOf(life), proposalId: row.id, year, round, state: 'NOMINATED' },
    ...{ comment, decidedBy: null, version: 1, createdAt: iso(at) },
  }
  life.nominations.push(nomination)
  take(life, 'NOMINATE')
  const actor = ground.accounts.proposals
  tell(life, { action: 'NOMINATE', audience: 'OFFICE', note: comment, facts: { year, round }, actor })
  return nomination
}

const RESULTS = { PASS: 'PASSED', ELIMINATE: 'ELIMINATED', AWARD: 'AWARDED' } as const

function decide(life: Life, nomination: Nomination, action: keyof typeof RESULTS): void {
  life.at = daysAfter(life.draw, life.at, 1, 3)
  const actor = life.ground.accounts.proposals
  const comment = action === 'ELIMINATE' ? '同类提案择优推荐。' : nomination.comment
  Object.assign(nomination, { state: RESULTS[action], comment, decidedBy: actor ?? null })
  nomination.version = (nomination.version ?? 1) + 1
  const { year, round } = nomination
  const isAward = action === 'AWARD'
  const note = isAward ? '' : (comment ?? '')
  tell(life, { action, audience: isAward ? 'ALL' : 'OFFICE', facts: { year, round }, note, actor })
}

export function archive(life: Life): void {
  life.at = daysAfter(life.draw, life.at, 20, 60)
  const from = take(life, 'ARCHIVE')
  const actor = life.ground.accounts.proposals
  tell(life, { action: 'ARCHIVE', from, to: life.row.state, audience: 'ALL', actor })
}
