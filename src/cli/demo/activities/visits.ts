import { addDays } from '../../../kernel/dates.ts'
import { iso, momentOf } from '../proposals/moments.ts'
import { attended } from './attend.ts'
import type { Year } from './figures.ts'
import { type Ground, leadersOn, some } from './ground.ts'
import { dayHeld, keyOf } from './hold.ts'
import { shares, spread } from './meetings.ts'
import { solvedOnSite, suggestion } from './outcomes.ts'
import type { ActivityRow } from './rows.ts'

const BRANDS = [
  '云彩',
  '桑干河',
  '白登',
  '武周',
  '御河源',
  '采凉',
  '灵泉',
  '雁塞',
  '平城新',
  '恒岳',
  '魏都',
  '方山',
] as const
const TRADES = [
  '新材料有限公司',
  '装备制造有限公司',
  '新能源科技有限公司',
  '食品有限公司',
  '医药有限公司',
  '文化旅游有限公司',
  '物流有限公司',
  '农业开发有限公司',
  '陶瓷有限公司',
  '大数据有限公司',
  '建材有限公司',
  '职业培训有限公司',
  '商贸有限公司',
  '铸造有限公司',
] as const
const SURNAMES = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '徐', '孙', '朱', '马'] as const
const FIELDS = ['矿山机械', '新能源', '考古学', '临床医学', '农学'] as const

type Kind = 'ENTERPRISE' | 'EXPERT'

/** Each is another one, of an invented name. */
const nameOf = (kind: Kind, number: number): string =>
  kind === 'ENTERPRISE'
    ? `${BRANDS[number % BRANDS.length]}${TRADES[Math.floor(number / BRANDS.length) % TRADES.length]}`
    : `${SURNAMES[number % SURNAMES.length]}教授（${FIELDS[Math.floor(number / SURNAMES.length) % FIELDS.length]}）`

/** Enterprises at a visit; some of them were visited before. */
const A_VISIT = 3
const AGAIN_EVERY = 5

/** Visits of the chairpersons, with what was solved on the spot and what was suggested. */
export function visits(ground: Ground, year: Year): void {
  const { enterprisesVisited, expertsContacted, problemsSolvedOnSite, suggestionsCollected } = year
  const enterprises = visitsTo(
    ground,
    year.year,
    'ENTERPRISE',
    shares(enterprisesVisited, Math.ceil(enterprisesVisited / A_VISIT)),
  )
  visitsTo(ground, year.year, 'EXPERT', shares(expertsContacted, Math.ceil(expertsContacted / 2)))
  const solved = shares(problemsSolvedOnSite, enterprises.length)
  const suggested = shares(suggestionsCollected, enterprises.length)
  for (const [index, row] of enterprises.entries()) {
    for (let number = 0; number < (solved[index] ?? 0); number++) solvedOnSite(ground, row)
    for (let number = 0; number < (suggested[index] ?? 0); number++) suggestion(ground, row)
  }
}

function visitsTo(ground: Ground, year: number, kind: Kind, counts: readonly number[]): ActivityRow[] {
  const days = spread(ground, year, counts.length)
  let visited = 0
  return counts.map((count, index) => {
    const on = days[index] ?? ''
    const leaders = leadersOn(ground, on)
    const leader = leaders[index % leaders.length]
    const { row } = attended(ground, {
      ...{ kind: 'VISIT', title: kind === 'EXPERT' ? '走访专家人才' : '走访企业', on, columns: { visitKind: kind } },
      ...{ invited: [...(leader ? [leader] : []), ...some(ground, on, 2, seat => !seat.leads)], place: '企业和院所' },
    })
    for (let number = 0; number < count; number++) see(ground, row, kind, visited++)
    if (index % AGAIN_EVERY === AGAIN_EVERY - 1) see(ground, row, kind, 0)
    return row
  })
}

/** Whoever is on file is visited again. */
export function see(ground: Ground, row: ActivityRow, kind: Kind, number: number): void {
  const { rows, organizationId } = ground
  const name = nameOf(kind, number)
  const createdAt = row.startsAt
  let subject = rows.subjects.find(known => known.kind === kind && known.name === name)
  if (!subject) {
    subject = { ...keyOf(ground, { createdAt }), kind, name, creditCode: null, version: 1, createdAt }
    rows.subjects.push(subject)
  }
  rows.visits.push({ organizationId, activityId: row.id, subjectId: subject.id, createdAt })
}

/** Provinces by GB/T 2260, the own one first. */
const PROVINCES = [
  ['140000', '山西省'],
  ['110000', '北京市'],
  ['150000', '内蒙古自治区'],
  ['130000', '河北省'],
  ['610000', '陕西省'],
  ['370000', '山东省'],
  ['410000', '河南省'],
  ['320000', '江苏省'],
  ['330000', '浙江省'],
  ['440000', '广东省'],
  ['510000', '四川省'],
] as const

/** Delegations received: first those of the national and the provincial committee, then cities and counties of all provinces. */
export function delegations(ground: Ground, year: Year): void {
  const { delegationsReceived, higherLevelInspections, visitingProvinces } = year
  for (const [index, on] of spread(ground, year.year, delegationsReceived).entries()) {
    const [provinceCode, province] = PROVINCES[index % visitingProvinces] ?? PROVINCES[0]
    const isHigher = index < higherLevelInspections
    const level = isHigher ? (index % 5 === 0 ? 'NATIONAL' : 'PROVINCE') : index % 3 === 0 ? 'COUNTY' : 'CITY'
    const name = {
      NATIONAL: '全国政协',
      PROVINCE: '山西省政协',
      CITY: `${province}某市政协`,
      COUNTY: `${province}某县政协`,
    }
    receive(ground, on, name[level], {
      level,
      provinceCode: level === 'NATIONAL' ? null : level === 'PROVINCE' ? PROVINCES[0][0] : provinceCode,
    })
  }
}

function receive(
  ground: Ground,
  on: string,
  name: string,
  origin: { readonly level: string; readonly provinceCode: string | null },
): void {
  const { draw, rows } = ground
  const leaders = leadersOn(ground, on)
  const { row } = attended(ground, {
    ...{ kind: 'DELEGATION_RECEIVED', title: `接待${name}考察团`, on, invited: leaders.slice(0, 2), place: '市内' },
  })
  rows.delegations.push({
    ...{ ...keyOf(ground, row), activityId: row.id, name, ...origin, leader: `${draw.pick(SURNAMES)}副主席` },
    ...{ persons: draw.between(5, 18), version: 1, createdAt: iso(momentOf(addDays(dayHeld(row), -2), '10:00')) },
  })
}
