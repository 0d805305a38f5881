import type { Cell, Column } from '../../platform/tables/cells.ts'
import type { ExportedMember } from './export-read.ts'
import { memberWorkflow } from './workflow.ts'

interface RosterColumn extends Column {
  /** For those who manage members; others get the list without it. */
  readonly managed?: true
  readonly of: (member: ExportedMember, index: number) => Cell
}

const SEX: Readonly<Record<string, string>> = { MALE: '男', FEMALE: '女' }

const statusName = (status: string): string =>
  Object.entries(memberWorkflow.states).find(([name]) => name === status)?.[1].zh ?? status

const birthText = (birth: ExportedMember['birth']): string | null => {
  const [year, month, day] = birth
  if (year === undefined || year === null) return null
  const two = (n: number) => String(n).padStart(2, '0')
  return [String(year), ...(month ? [two(month)] : []), ...(month && day ? [two(day)] : [])].join('-')
}

/** The columns of a roster under the headings by which the import knows them. */
const COLUMNS: readonly RosterColumn[] = [
  { title: '序号', width: 6, of: (_member, index) => index + 1 },
  { title: '姓名', width: 12, of: member => member.name },
  { title: '性别', width: 6, of: ({ sex }) => SEX[sex ?? ''] ?? null },
  { title: '民族', width: 8, of: member => member.ethnicity },
  { title: '出生日期', width: 12, managed: true, of: ({ birth }) => birthText(birth) },
  { title: '党派', width: 22, of: member => member.party },
  { title: '界别', width: 22, of: member => member.sector },
  { title: '专门委员会', width: 22, of: member => member.specialCommittee },
  { title: '政协职务', width: 16, of: member => member.positions },
  { title: '常务委员', width: 10, of: ({ isStanding }) => (isStanding ? '是' : '否') },
  { title: '工作单位及职务', width: 36, of: member => member.workUnit },
  { title: '手机号', width: 14, managed: true, of: member => member.phone },
  { title: '身份证号', width: 22, managed: true, of: member => member.identityNumber },
  { title: '状态', width: 8, of: ({ status }) => statusName(status) },
  { title: '任职日期', width: 12, of: member => member.joinedOn },
  { title: '任职方式', width: 10, of: ({ joinedBy }) => (joinedBy === 'BY_ELECTION' ? '增补' : '换届') },
  { title: '离任日期', width: 12, of: member => member.leftOn },
]

/** The roster as somebody may have it: columns, and the cells of each page. */
export function rosterTable(pages: AsyncIterable<readonly ExportedMember[]>, manages: boolean) {
  const columns = COLUMNS.filter(({ managed }) => manages || !managed)
  const cells = async function* () {
    let count = 0
    for await (const page of pages) {
      yield page.map(member => {
        const index = count++
        return columns.map(({ of }) => of(member, index))
      })
    }
  }
  return { columns, pages: cells() }
}
