import { dutyCategories } from '../../domain/duty/categories/index.ts'
import type { DutyCategory, FactField } from '../../domain/duty/categories/manifest.ts'
import type { Booking } from '../../domain/duty/commands/ledger.ts'
import type { Facts } from '../../domain/duty/facts.ts'
import type { DutyState } from '../../domain/duty/workflow.ts'
import type { Random } from './random.ts'

interface Seat {
  readonly id: string
  readonly joinedOn: string
}

const FIRST_DAY = Date.UTC(2022, 0, 4)
const LAST_DAY = Date.UTC(2024, 11, 20)
const DAY_MS = 86_400_000

type Texts = readonly [string, ...string[]]
const TOPICS: Texts = [
  '新能源产业发展',
  '古城保护与文旅融合',
  '老旧小区改造',
  '乡村医疗服务',
  '煤炭产业转型',
  '中小学课后服务',
  '黄花产业链',
  '桑干河生态治理',
  '民营企业融资',
  '养老服务体系',
  '城市供热保障',
  '职业教育',
  '数字政务',
  '非物质文化遗产传承',
  '城乡公共交通',
  '营商环境',
]
const PLACES: Texts = [
  '市政协会议室',
  '云州区',
  '平城区',
  '经济技术开发区',
  '阳高县',
  '灵丘县',
  '浑源县',
  '社区党群服务中心',
  '工业园区',
  '左云县',
]

/** What members enter and attend, more often the more ordinary it is. Records that later workflows make are among them. */
const COMMON = [
  'PLENARY_SESSION',
  'FIELD_RESEARCH',
  'INSPECTION',
  'STUDY_SESSION',
  'TRAINING',
  'OPINION_SUBMITTED',
  'WELFARE_ACTIVITY',
  'DUTY_SHIFT',
  'CONSULTATION',
]

/** What proposals prove comes from the proposals of the demonstration. */
const entered = dutyCategories.filter(({ code }) => !code.startsWith('PROPOSAL_'))

/** Exactly `count` records of the seats, spread over the years 2022 to 2024. */
export function dutyOf(draw: Random, organizationId: string, seats: readonly Seat[], count: number): Booking[] {
  const common = dutyCategories.filter(({ code }) => COMMON.includes(code))
  const bookings: Booking[] = []
  while (bookings.length < count) {
    const seat = seats[draw.between(0, seats.length - 1)]
    const category =
      draw.next() < 0.7 ? common[draw.between(0, common.length - 1)] : entered[draw.between(0, entered.length - 1)]
    if (!seat || !category || category.code === 'SANCTION') continue
    const occurredOn = dayAfter(draw, seat.joinedOn)
    const state = stateOf(draw, occurredOn, category)
    const title = `${draw.pick(TOPICS)}${category.name.zh}`
    const booking = {
      organizationId,
      memberId: seat.id,
      category: category.code,
      title,
      occurredOn,
      facts: factsOf(draw, category),
    }
    bookings.push({
      ...booking,
      state,
      ...(state === 'RETURNED' ? { reason: '佐证材料不清晰，请补充后重新填报' } : {}),
    })
  }
  return bookings
}

function dayAfter(draw: Random, joinedOn: string): string {
  const first = Math.max(FIRST_DAY, Date.parse(joinedOn))
  return new Date(first + draw.between(0, (LAST_DAY - first) / DAY_MS) * DAY_MS).toISOString().slice(0, 10)
}

/** What the autumn of 2024 brought waits for the office, as at a year's end; a few records were sent back. */
function stateOf(draw: Random, occurredOn: string, { creators }: DutyCategory): DutyState {
  if (!creators.includes('MEMBER')) return 'CONFIRMED'
  if (occurredOn > '2024-09-30' && draw.next() < 0.4) return 'PENDING'
  return draw.next() < 0.02 ? 'RETURNED' : 'CONFIRMED'
}

const factsOf = (draw: Random, { fields }: DutyCategory): Facts =>
  Object.fromEntries(
    fields.filter(({ required }) => required || draw.next() < 0.6).map(field => [field.name, factOf(draw, field)]),
  )

function factOf(draw: Random, field: FactField): string | number | boolean {
  const [min, max] = [Number(field.min ?? 1), Math.min(Number(field.max ?? 10), Number(field.min ?? 1) + 7)]
  switch (field.type) {
    case 'integer':
      return draw.between(min, max)
    case 'decimal':
      return String(draw.between(min, max))
    case 'boolean':
      return draw.next() < 0.5
    case 'date':
      return '2023-06-01'
    case 'choice':
      return field.choices?.[draw.between(0, field.choices.length - 1)]?.code ?? ''
    case 'text':
      return draw.pick(field.name === 'place' ? PLACES : TOPICS).slice(0, field.maxLength ?? 50)
  }
}
