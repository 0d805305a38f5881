import type { Cell, Column } from '../../../platform/tables/cells.ts'
import { categoryName, factsText, stateName } from './cells.ts'
import type { ExportedRecord, FileHead } from './read.ts'

/** Columns of a list of records, in Chinese as offices file them. */
export const RECORD_COLUMNS: readonly Column[] = [
  { title: '委员', width: 12 },
  { title: '日期', width: 12 },
  { title: '类别', width: 18 },
  { title: '标题', width: 40 },
  { title: '事实', width: 40 },
  { title: '计分年度', width: 10 },
  { title: '状态', width: 10 },
  { title: '理由', width: 24 },
  { title: '录入人', width: 14 },
  { title: '录入时间', width: 20 },
  { title: '审核人', width: 14 },
  { title: '审核时间', width: 20 },
  { title: '记录编号', width: 38 },
]

export const recordCells = (record: ExportedRecord): Cell[] => [
  record.member,
  record.occurredOn,
  categoryName(record.category),
  record.title,
  factsText(record.category, record.facts),
  record.scoreYear,
  stateName(record.state),
  record.reason,
  record.recordedBy,
  minuteOf(record.createdAt),
  record.decidedBy,
  minuteOf(record.decidedAt),
  record.id,
]

// The session's zone is Asia/Shanghai, so the text is already local time.
const minuteOf = (moment: string | null): string | null => moment?.slice(0, 16).replace('T', ' ') ?? null

const SEX: Readonly<Record<string, string>> = { MALE: '男', FEMALE: '女' }

/** Front page of a duty file: label and value. */
export const headCells = (head: FileHead, exportedOn: string): Cell[][] => [
  ['姓名', head.name],
  ['性别', SEX[head.sex ?? ''] ?? null],
  ['民族', head.ethnicity],
  ['党派', head.party],
  ['所属政协', head.committee],
  ['届次', `第${head.term}届`],
  ['界别', head.sector],
  ['专门委员会', head.specialCommittee],
  ['政协职务', head.positions],
  ['常务委员', head.isStanding ? '是' : '否'],
  ['工作单位及职务', head.workUnit],
  ['任职日期', head.joinedOn],
  ['离任日期', head.leftOn],
  ['导出日期', exportedOn],
]

/** Counts what is confirmed by category and year while the records pass. */
export function tally() {
  const counts = new Map<string, Map<number, number>>()
  const years = new Set<number>()
  return {
    add({ category, scoreYear, state }: ExportedRecord): void {
      if (state !== 'CONFIRMED') return
      years.add(scoreYear)
      const ofCategory = counts.get(category) ?? new Map<number, number>()
      counts.set(category, ofCategory.set(scoreYear, (ofCategory.get(scoreYear) ?? 0) + 1))
    },
    /** Header, one row a category, and the sum. */
    rows(): Cell[][] {
      const columns = [...years].sort((a, b) => a - b)
      const row = (name: string, of: (year: number) => number): Cell[] => {
        const numbers = columns.map(of)
        return [name, ...numbers, numbers.reduce((sum, n) => sum + n, 0)]
      }
      return [
        ['类别（仅已确认）', ...columns.map(year => `${year}年`), '合计'],
        ...[...counts].map(([code, byYear]) => row(categoryName(code), year => byYear.get(year) ?? 0)),
        row('合计', year => [...counts.values()].reduce((sum, byYear) => sum + (byYear.get(year) ?? 0), 0)),
      ]
    },
  }
}
