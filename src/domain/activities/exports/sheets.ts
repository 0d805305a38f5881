import type { Readable } from 'node:stream'
import { chineseNumeral } from '../../../platform/documents/numerals.ts'
import type { Cell, Column } from '../../../platform/tables/cells.ts'
import { type Form, workbookOf } from '../../../platform/tables/workbook.ts'
import { attended } from '../attendance/rules.ts'
import type { Invited, SheetFacts } from './read.ts'

const STATUS: Readonly<Record<string, string>> = {
  PRESENT: '出席',
  LATE: '迟到',
  LEFT_EARLY: '早退',
  ON_LEAVE: '请假',
  ABSENT: '缺席',
}
const REPLY: Readonly<Record<string, string>> = { INVITED: '未答复', ATTENDING: '参加', ON_LEAVE: '请假' }

/** The attendance sheet (签到表): a line a member, a column a half-day, the counts, and room to sign. */
export const attendanceSheet = (facts: SheetFacts): Readable =>
  workbookOf(async book => book.addForm('签到表', attendanceForm(facts)))

/** The list of groups and seats (分组座次表), and the number of each group. */
export const seatList = (facts: SheetFacts): Readable =>
  workbookOf(async book => {
    book.addForm('分组座次表', seatForm(facts))
    book.addSheet('分组统计', [18, 10], groupRows(facts))
  })

export function attendanceForm(facts: SheetFacts): Form {
  const { halfDays, invited } = facts
  const columns: readonly Column[] = [
    ...[column('序号', 6), column('姓名', 10), column('界别', 16), column('工作单位及职务', 28)],
    ...halfDays.map(({ label, startsAt }) => column(`${day(startsAt)} ${label}`, 11)),
    ...[column('出席', 7), column('请假', 7), column('缺席', 7), column('签名', 14)],
  ]
  const line = (member: Invited, index: number): Cell[] => {
    const statuses = halfDays.map(({ id }) => member.statuses[id] ?? '')
    const count = (is: (status: string) => boolean) => statuses.filter(is).length
    return [
      ...[index + 1, member.name, member.sector, member.workUnit],
      ...statuses.map(status => STATUS[status] ?? null),
      ...[count(attended), count(status => status === 'ON_LEAVE'), count(status => status === 'ABSENT')],
      null,
    ]
  }
  return { ...head(facts, '签到表'), columns, rows: [...invited.map(line), totals(facts)], orientation: 'landscape' }
}

/** Who was there in each half-day, of how many. */
function totals({ halfDays, invited }: SheetFacts): Cell[] {
  const present = (id: string) => invited.filter(({ statuses }) => attended(statuses[id] ?? '')).length
  const all = (is: (status: string) => boolean) =>
    invited.reduce((sum, { statuses }) => sum + halfDays.filter(({ id }) => is(statuses[id] ?? '')).length, 0)
  return [
    ...[null, '出席合计', null, `应到 ${invited.length} 人`],
    ...halfDays.map(({ id }) => present(id)),
    ...[all(attended), all(status => status === 'ON_LEAVE'), all(status => status === 'ABSENT'), null],
  ]
}

// Made for the first list: what it knows of Chinese takes 2 MB.
let collator: Intl.Collator | undefined
const numerals = new Map(Array.from({ length: 99 }, (_, index) => [chineseNumeral(index + 1), index + 1] as const))
/** `第十二组` as `第12组`. */
const inDigits = (text: string): string =>
  text.replaceAll(/[一二三四五六七八九十]+/g, word => String(numerals.get(word) ?? word))

/** As people number groups and seats: the second before the tenth, whoever has none at the end. */
function inOrder(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  collator ??= new Intl.Collator('zh-CN', { numeric: true })
  return collator.compare(inDigits(a), inDigits(b))
}

const NO_GROUP = '未分组'

export function seatForm(facts: SheetFacts): Form {
  const columns = [
    ...[column('序号', 6), column('分组', 12), column('座位', 12), column('姓名', 12), column('界别', 18)],
    ...[column('工作单位及职务', 32), column('答复', 10)],
  ]
  const sorted = facts.invited.toSorted((a, b) => inOrder(a.groupName, b.groupName) || inOrder(a.seat, b.seat))
  const rows = sorted.map((member, index): Cell[] => [
    ...[index + 1, member.groupName ?? NO_GROUP, member.seat, member.name, member.sector, member.workUnit],
    REPLY[member.state] ?? null,
  ])
  return { ...head(facts, '分组座次表'), columns, rows, orientation: 'portrait' }
}

function groupRows({ invited }: SheetFacts): Cell[][] {
  const groups = Map.groupBy(invited, ({ groupName }) => groupName)
  const counted = [...groups]
    .sort(([a], [b]) => inOrder(a, b))
    .map(([name, members]) => [name ?? NO_GROUP, members.length])
  return [['分组', '人数'], ...counted, ['合计', invited.length]]
}

const column = (title: string, width: number): Column => ({ title, width })

const head = ({ committee, title, kind, place, startsAt, endsAt, invited }: SheetFacts, what: string) => ({
  title: `${title}${what}`,
  lines: [
    `组织：${committee}　类型：${kind}　应到：${invited.length} 人`,
    `时间：${moment(startsAt)} 至 ${moment(endsAt)}　地点：${place || '另行通知'}`,
  ],
})

// The session's zone is Asia/Shanghai, so the text is already local time.
const moment = (text: string): string => text.slice(0, 16).replace('T', ' ')
const day = (text: string): string => text.slice(5, 10)
