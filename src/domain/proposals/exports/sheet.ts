import { chineseDate } from '../../../platform/documents/numerals.ts'
import {
  bodyText,
  FACE,
  headingLine,
  officialDocument,
  paragraph,
  run,
  SIZE,
  titleLine,
  type Word,
} from '../../../platform/documents/official.ts'
import type { SheetFacts } from './read-sheet.ts'
import {
  caseWord,
  dispositionWord,
  handlingRoleWord,
  periodWord,
  proposerKindWord,
  sessionWord,
  stateWord,
  yesOrNo,
} from './words.ts'

export const sheetTitle = (sheet: SheetFacts): string => `${sheet.committee}${sessionWord(sheet)}提案`

/** A proposal sheet (提案表): the form with numbers, proposers and what became of it, and behind it the text. */
export const sheetAsWord = (sheet: SheetFacts): Promise<Buffer> =>
  officialDocument({ title: sheet.title, creator: sheet.committee }, word => [
    titleLine(word, sheetTitle(sheet)),
    form(word, rowsOf(sheet)),
    paragraph(word, []),
    ...block(word, '一、情况', sheet.situation),
    ...block(word, '二、分析', sheet.analysis),
    ...block(word, '三、建议', sheet.suggestions),
  ])

const block = (word: Word, heading: string, text: string) => [headingLine(word, heading), ...bodyText(word, text)]

type Row = readonly [label: string, value: string, label?: string, value?: string]

function rowsOf(sheet: SheetFacts): readonly Row[] {
  const list = (names: readonly string[]) => names.join('、') || '无'
  return [
    ['案由', sheet.title],
    ['流水号', sheet.receiptNumber === null ? '' : String(sheet.receiptNumber), '案号', caseWord(sheet.caseNumber)],
    ['提案者类别', proposerKindWord(sheet.proposerKind), '提案时期', periodWord(sheet.period)],
    sheet.bodyName === null
      ? ['第一提案人', list(sheet.firstProposers)]
      : ['提案单位', sheet.bodyName, '召集人', list(sheet.firstProposers)],
    ['联名人', list(sheet.coSigners), '附议人', list(sheet.endorsers)],
    ['提交日期', dateWord(sheet.submittedOn), '立案日期', dateWord(sheet.filedOn)],
    ['经过调研', yesOrNo(sheet.isResearched), '本人撰写', yesOrNo(sheet.isSelfWritten)],
    ['同意公开', yesOrNo(sheet.consentsToPublication), '状态', stateWord(sheet.state)],
    ['建议承办单位', sheet.suggestedUnits || '无'],
    ['承办单位', list(sheet.handlings.map(({ unit, role }) => `${unit}（${handlingRoleWord(role)}）`))],
    ['审查意见', examinationWord(sheet)],
    ['附件', list(sheet.attachments)],
  ]
}

const dateWord = (date: string | null): string => (date === null ? '' : chineseDate(date))

function examinationWord({ ground, disposition, decisionNote, filedOn }: SheetFacts): string {
  const outcome =
    ground === null ? (filedOn === null ? '' : '立案') : `不予立案：${ground}，${dispositionWord(disposition)}`
  return [outcome, decisionNote ?? ''].filter(Boolean).join('。')
}

/** Widths in fiftieths of a percent: a label, its value, and the same again. */
const WIDTHS = [800, 1_700, 800, 1_700] as const

const form = (word: Word, rows: readonly Row[]) =>
  new word.Table({
    width: { size: 5_000, type: word.WidthType.PERCENTAGE },
    rows: rows.map(
      cells =>
        new word.TableRow({
          cantSplit: true,
          children: cells.map((text = '', index) => cell(word, text, index, cells.length)),
        }),
    ),
  })

const cell = (word: Word, text: string, index: number, cells: number) =>
  new word.TableCell({
    columnSpan: cells === 2 && index === 1 ? 3 : 1,
    verticalAlign: word.VerticalAlignTable.CENTER,
    width: { size: WIDTHS[index] ?? 0, type: word.WidthType.PERCENTAGE },
    children: text.split('\n').map(line =>
      paragraph(word, [run(word, line, index % 2 === 0 ? FACE.heading : FACE.body, SIZE.four)], {
        ...(index % 2 === 0 ? { alignment: word.AlignmentType.CENTER } : {}),
      }),
    ),
  })
