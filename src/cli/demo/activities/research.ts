import { iso, momentOf } from '../proposals/moments.ts'
import { attended } from './attend.ts'
import type { Year } from './figures.ts'
import { type Ground, some } from './ground.ts'
import { keyOf } from './hold.ts'
import { shares, spread } from './meetings.ts'
import { bring, problem } from './outcomes.ts'
import type { ActivityRow } from './rows.ts'

const TOPICS = [
  '新能源产业链发展',
  '古城活化利用',
  '黄花产业提质增效',
  '基层医疗服务能力提升',
  '职业教育产教融合',
  '老旧小区改造',
  '民营经济发展环境',
  '桑干河生态保护',
  '城市养老服务体系建设',
] as const

/** Topics with their trips; reports of the trips and of the topics; problems and measures of the trips. */
export function research(ground: Ground, year: Year): void {
  const { thematicResearchTopics, thematicResearchTrips, researchReports, problemsListed, correctiveMeasuresDone } =
    year
  const topics = Array.from({ length: thematicResearchTopics }, (_, index) => topicOf(ground, year.year, index))
  const days = spread(ground, year.year, thematicResearchTrips)
  const trips = days.map((on, index) => trip(ground, on, topics[index % topics.length]))
  // Every topic has its report, the rest are of single trips.
  for (const [index, topic] of topics.slice(0, researchReports).entries()) {
    const of = { activityId: null, researchTopicId: topic.id, state: 'DONE' }
    const from = trips.findLast((_, number) => number % topics.length === index) ?? trips[0]
    if (from) bring(ground, from, { kind: 'REPORT', title: `关于${topic.title}的调研报告`, ...of })
  }
  for (const from of trips.slice(0, Math.max(0, researchReports - topics.length))) {
    bring(ground, from, { kind: 'REPORT', title: `${from.topic}分报告`, state: 'DONE' })
  }
  const measures = shares(correctiveMeasuresDone, problemsListed)
  for (const [index, count] of measures.entries()) {
    const from = trips[index % trips.length]
    if (from) problem(ground, from, count, true)
  }
}

function topicOf(ground: Ground, year: number, index: number): { readonly id: string; readonly title: string } {
  const { committees, rows, office } = ground
  const createdAt = iso(momentOf(`${year}-01-05`, '10:00'))
  const { organizationId, id } = keyOf(ground, { createdAt })
  const title = TOPICS[index % TOPICS.length] ?? TOPICS[0]
  rows.topics.push({
    ...{ organizationId, id, title, specialCommitteeId: committees[index % committees.length] ?? null, year },
    ...{ plan: '开展实地调研，召开座谈会，形成调研报告', createdBy: office, version: 1, createdAt },
  })
  return { id, title }
}

function trip(
  ground: Ground,
  on: string,
  topic: { readonly id: string; readonly title: string } | undefined,
): ActivityRow {
  const { row } = attended(ground, {
    ...{
      kind: 'FIELD_RESEARCH',
      title: `${topic?.title ?? ''}专题调研`,
      on,
      halfDays: 2,
      invited: some(ground, on, 7),
    },
    ...{ place: '县区和企业', columns: { topic: topic?.title ?? '' } },
  })
  if (topic) ground.rows.trips.push({ organizationId: ground.organizationId, activityId: row.id, topicId: topic.id })
  return row
}

/** With the province, and with the counties. */
export function jointResearch(ground: Ground, { year, jointResearch: count }: Year): void {
  for (const [index, on] of spread(ground, year, count).entries()) {
    const jointWith = ground.isCity ? (index % 2 === 0 ? 'COUNTY' : 'PROVINCE') : 'CITY'
    const title = `${TOPICS[index % TOPICS.length]}联动调研`
    attended(ground, {
      kind: 'JOINT_RESEARCH',
      title,
      on,
      halfDays: 2,
      invited: some(ground, on, 6),
      columns: { jointWith },
    })
  }
}
