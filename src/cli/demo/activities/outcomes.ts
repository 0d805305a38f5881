import { addDays } from '../../../kernel/dates.ts'
import { dayOf, iso, momentOf } from '../proposals/moments.ts'
import type { Ground } from './ground.ts'
import { dayHeld, keyOf } from './hold.ts'
import type { ActivityRow, OutcomeRow } from './rows.ts'

/** What came of an activity, or a report of a topic. */
export function bring(
  ground: Ground,
  from: Pick<ActivityRow, 'id' | 'startsAt'>,
  given: Pick<OutcomeRow, 'kind' | 'title' | 'state'> & Partial<OutcomeRow>,
): OutcomeRow {
  const at = Math.min(momentOf(addDays(dayHeld(from), 1), '10:00'), ground.now.getTime())
  const row: OutcomeRow = {
    ...keyOf(ground, { createdAt: iso(at) }),
    ...{ activityId: from.id, researchTopicId: null, body: '', fileId: null, problemId: null },
    ...{ ownerName: null, ownerUnitId: null, ownerMemberId: null, dueOn: null, deedKind: null, beneficiaries: null },
    ...{ proof: null, proofFileId: null, closedOn: null, reason: null, createdBy: ground.office },
    ...{ version: 1, createdAt: iso(at), updatedAt: iso(at) },
    ...given,
  }
  ground.rows.outcomes.push(row)
  return row
}

const UNITS = ['市发展改革委', '市住建局', '市教育局', '市卫健委', '市农业农村局', '市文旅局', '市工信局'] as const
const MATTERS = [
  '停车难',
  '用工难',
  '融资难',
  '管网老化',
  '审批环节多',
  '物流成本高',
  '人才留不住',
  '配套不完善',
] as const
const STEPS = [
  '建立台账逐项销号',
  '开展专项检查',
  '出台实施细则',
  '安排专项资金',
  '组织业务培训',
  '公开办理进度',
] as const

/** A problem with its measures, due some weeks later. Each is followed up to closure, or still open. */
export function problem(
  ground: Ground,
  from: Pick<ActivityRow, 'id' | 'startsAt'>,
  measures: number,
  isDone: boolean,
): void {
  const { draw } = ground
  const day = dayHeld(from)
  const closed = (on: string) => ({ state: 'DONE', proof: '已完成整改，有关材料存档备查', closedOn: on, version: 2 })
  const open = { state: 'OPEN' }
  const matter = draw.pick(MATTERS)
  const owner = { ownerName: draw.pick(UNITS) }
  const last = latest(ground, addDays(day, 40))
  const found = bring(ground, from, {
    ...{ kind: 'PROBLEM', title: `${matter}问题`, dueOn: addDays(day, 60) },
    ...owner,
    ...(isDone ? closed(last) : open),
  })
  for (let number = 0; number < measures; number++) {
    const [dueOn, on] = [addDays(day, 30 + number), latest(ground, addDays(day, 20 + number))]
    const title = `${matter}：${STEPS[number % STEPS.length]}`
    // Of what is open the first measure is done.
    const state = isDone || number === 0 ? closed(on) : open
    bring(ground, from, { kind: 'MEASURE', title, problemId: found.id, dueOn, ...owner, ...state })
  }
}

/** Nothing is done before it can be. */
const latest = ({ now }: Ground, on: string): string => (on < dayOf(now.getTime()) ? on : dayOf(now.getTime()))

export function solvedOnSite(ground: Ground, from: ActivityRow): void {
  const closedOn = dayHeld(from)
  const title = `${ground.draw.pick(MATTERS)}问题现场协调解决`
  const proof = '现场协调有关部门明确办理时限，当场解决'
  bring(ground, from, { kind: 'PROBLEM', title, state: 'SOLVED_ON_SITE', proof, closedOn, version: 2 })
}

const WISHES = [
  '简化办事流程',
  '加大技能人才培养',
  '完善园区配套',
  '拓宽融资渠道',
  '落实减税降费',
  '加强品牌宣传',
] as const

export const suggestion = (ground: Ground, from: ActivityRow): OutcomeRow =>
  bring(ground, from, { kind: 'SUGGESTION', title: `建议${ground.draw.pick(WISHES)}`, state: 'DONE' })

type Deed = readonly [kind: string, title: string]
const DEEDS: readonly [Deed, ...Deed[]] = [
  ['PRACTICAL_MATTER', '为社区老人开展义诊'],
  ['PRACTICAL_MATTER', '为村民修缮饮水管道'],
  ['ENTERPRISE', '为企业协调用工'],
  ['KEY_PROJECT', '为重点项目协调手续'],
  ['HOUSEHOLD', '结对帮扶困难家庭'],
  ['PRACTICAL_MATTER', '为学校捐赠图书'],
]

/** A deed that is done and proven, or one that is not done yet. */
export function deed(ground: Ground, from: ActivityRow, memberId: string, isDone = true): void {
  const { draw, rows, organizationId } = ground
  const [deedKind, title] = draw.pick(DEEDS)
  const done = { state: 'DONE', proof: '受益群众签字确认，照片存档', closedOn: dayHeld(from), version: 2 }
  const row = bring(ground, from, {
    ...{ kind: 'SERVICE_DEED', title, deedKind, beneficiaries: draw.between(1, 300) },
    ...(isDone ? done : { state: 'OPEN', dueOn: addDays(dayHeld(from), 30) }),
  })
  rows.outcomeMembers.push({ organizationId, outcomeId: row.id, memberId })
}
