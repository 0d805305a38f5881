import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { checkCharacterOf } from '../../src/kernel/identity-number.ts'
import type { Cell } from '../../src/platform/tables/cells.ts'
import { csvOf } from '../../src/platform/tables/csv.ts'

/** A table as an office keeps it: headings and rows. */
export interface Table {
  readonly headings: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙马高林何郭罗梁宋']
const GIVEN = [...'志建国文军永海伟明立秀梅丽英玉芳静敏强磊洋艳勇杰涛娟超霞平刚桂兰华红']
const UNITS = ['第一医院', '云泉中学', '平安机械厂', '新区商贸公司', '文化馆', '农业技术推广站', '设计院', '律师事务所']
const DUTIES = ['院长', '副院长', '教师', '工程师', '总经理', '馆员', '农艺师', '主任']

const pick = (list: readonly string[], index: number): string => list[index % list.length] ?? ''
const two = (number: number): string => String(number).padStart(2, '0')

/** Of some 25,000 everybody has a name of his own; who follows shares his with one of the first. */
const nameOf = (i: number): string =>
  pick(SURNAMES, i) +
  pick(GIVEN, Math.floor(i / SURNAMES.length)) +
  pick(GIVEN, Math.floor(i / SURNAMES.length / GIVEN.length))

/** Persons in the middle of such a roster, whom nobody shares a name with. */
const aloneOf = (i: number): string => nameOf(10_000 + (i % 10_000))

function identityNumberOf(i: number, male: boolean): string {
  const born = `${1950 + (i % 50)}${two((i % 12) + 1)}${two((i % 28) + 1)}`
  const order = (Math.floor(i / 100) % 499) * 2 + (male ? 1 : 0)
  const digits = `9900${two(i % 100)}${born}${String(order).padStart(3, '0')}`
  return digits + checkCharacterOf(digits)
}

/** A roster of so many persons with every column that rosters have. */
export function rosterTable(persons: number, sectors: readonly string[]): Table {
  const headings = '序号 姓名 性别 民族 出生年月 党派 界别 工作单位及职务 政协职务 是否常委 手机号 身份证号 备注'.split(
    ' ',
  )
  const rows = Array.from({ length: persons }, (_, i) => {
    const male = i % 3 !== 0
    const birth = `${1950 + (i % 50)}.${two((i % 12) + 1)}`
    const unit = `大同市${pick(UNITS, i)}第${i % 97}分部${pick(DUTIES, i)}`
    const own = [unit, null, '否', `199${String(i).padStart(8, '0')}`, identityNumberOf(i, male), `第${i}号表`]
    return [i + 1, nameOf(i), male ? '男' : '女', '汉', birth, '中共', pick(sectors, i), ...own]
  })
  return { headings, rows }
}

const SENTENCES = [
  '我市老旧小区电梯加装进展缓慢，低层住户担心采光和噪声，缺少公认的补偿标准。',
  '不少老人一周下不了一次楼，就医、买菜都要靠邻里帮忙，群众反映强烈。',
  '审批环节多、部门之间信息不通，同一份材料要反复提交。',
  '建议编制技术导则和利益补偿指导标准，供居民协商时参考。',
  '建议建立一窗受理、并联审批的办理机制，明确时限和责任单位。',
]

/** A list of proposals of an earlier session, numbered from `from` on, with texts and replies. */
export function proposalTable(count: number, from: number, session: string): Table {
  const headings = '案号 案由 提案人 届次 立案情况 提交日期 情况 分析 建议'.split(' ')
  const rows = Array.from({ length: count }, (_, k) => {
    const i = from + k
    const text = (start: number) => SENTENCES.map((_, s) => pick(SENTENCES, start + s) + i * (s + 3)).join('')
    const said = [text(i), text(i + 1), text(i + 2)]
    return [i, `关于推进第${i}号片区老旧小区加装电梯工作的建议`, aloneOf(i), session, '立案', '2022-01-10', ...said]
  })
  return { headings, rows }
}

/** As Excel saves it: texts in the shared strings. */
export async function asWorkbook({ headings, rows }: Table): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('名单')
  sheet.addRow([...headings])
  for (const row of rows) sheet.addRow([...row])
  return Buffer.from(await book.xlsx.writeBuffer())
}

export const asCsv = ({ headings, rows }: Table): Promise<Buffer> =>
  buffer(
    csvOf(
      headings.map(title => ({ title, width: 10 })),
      Readable.from([rows]),
    ),
  )
