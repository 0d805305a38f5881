import type { Bilingual } from '../../../kernel/user-error.ts'
import type { ColumnKey } from './columns.ts'

/** One thing to say about a value, before it is known where it stands. */
export interface Problem {
  readonly code: string
  readonly message: Bilingual
  /** The dictionary's name that comes nearest, for the user to judge. */
  readonly suggestion?: string | undefined
}

export const problem = (code: string, zh: string, en: string, suggestion?: string): Problem => ({
  code,
  message: { zh, en },
  suggestion,
})

/** The value of a field; or why there is none; `warnings` come with a value that was accepted nevertheless. */
export type Parsed<T> =
  | { readonly value: T; readonly warnings?: readonly Problem[]; readonly notes?: readonly NoteCode[] }
  | { readonly problem: Problem }

/** Findings listed in a report; the counts tell how many there are. Bounds the answer to a list of 50,000 bad rows. */
export const LISTED_FINDINGS = 5_000

/** Where a finding stands in the file. */
export interface FindingColumn {
  readonly letter: string
  readonly header: string
}

/** An error keeps its row out of the import; a warning does not. */
export interface RosterFinding {
  readonly severity: 'error' | 'warning'
  /** Null for a CSV. */
  readonly sheet: string | null
  /** 1-based row of the file. */
  readonly row: number
  /** The roster's own number of the person, if it has a column for it. */
  readonly number: string | null
  readonly name: string | null
  readonly column: FindingColumn | null
  readonly field: ColumnKey | null
  readonly code: string
  readonly message: Bilingual
  readonly suggestion: string | null
  /** What the cell holds, at most 60 characters; phone and identity numbers masked. */
  readonly value: string | null
}

/** What was put right or filled in without doubt; said once a column, not once a row. */
export const NOTES = {
  SPACES_REMOVED: { zh: '删除了姓名中的空格', en: 'Spaces inside names were removed' },
  NAME_REMARK_READ: {
    zh: '姓名后括号内的说明已读入相应字段',
    en: 'Remarks in brackets after names were read into their fields',
  },
  DIGITS_NORMALISED: {
    zh: '号码中的全角字符、空格、连字符等已统一',
    en: 'Full-width digits, spaces and hyphens in numbers were unified',
  },
  MASKED_LEFT_OUT: {
    zh: '号码以星号遮盖（如由本系统导出），未读取，已登记的保持不变',
    en: 'Numbers masked by asterisks, as in an export, were not read; what is on file stays',
  },
  CARRIED_FROM_MERGE: { zh: '取自纵向合并的单元格', en: 'Taken from a vertically merged cell' },
  CARRIED_FROM_HEADING: { zh: '取自分组标题行', en: 'Taken from the group heading above' },
  CARRIED_FROM_SHEET: { zh: '取自工作表名称', en: 'Taken from the name of the sheet' },
  CARRIED_FROM_ABOVE: {
    zh: '单元格为空，沿用上一行（CSV 不保留合并单元格）',
    en: 'Blank cells continue the row above (a CSV keeps no merged cells)',
  },
  DITTO: { zh: '“同上”按上一行的内容读取', en: 'Ditto marks were read as the value above' },
  BIRTH_BY_IDENTITY: {
    zh: '出生年月有两种读法，已按身份证号确定',
    en: 'A date with two readings was settled by the identity number',
  },
  TWO_DIGIT_YEAR: {
    zh: '两位年份已补为唯一合理的四位年份',
    en: 'Two-digit years were read as the only plausible year',
  },
  EXCEL_DATE: { zh: 'Excel 日期序列数已换算为日期', en: 'Excel serial numbers were converted to dates' },
  SECTOR_NOT_GIVEN: { zh: '名册没有界别', en: 'The roster gives no sector' },
  SEX_NOT_GIVEN: { zh: '名册没有性别', en: 'The roster gives no sex' },
  SEX_DIFFERS_FROM_IDENTITY: {
    zh: '性别与身份证号第 17 位不一致，以性别栏为准',
    en: 'The sex column differs from the identity number; the column was taken',
  },
  SHEET_NOT_READ: {
    zh: '工作表没有含“姓名”的表头，其各行未读取',
    en: 'The sheet has no heading with a name column; its rows were not read',
  },
  HEADER_REPEATED: { zh: '重复的表头行，已跳过', en: 'Repeated table heads were skipped' },
  FOOTER: { zh: '合计、说明等行，已跳过', en: 'Totals and remarks below the list were skipped' },
  TEXT_ROW: { zh: '不属于任何人的文字行，已跳过', en: 'Rows of text that belong to nobody were skipped' },
  NUMBER_ONLY: { zh: '只有序号的行，已跳过', en: 'Rows with nothing but a number were skipped' },
} as const satisfies Record<string, Bilingual>

export type NoteCode = keyof typeof NOTES

export interface RosterNote {
  readonly code: NoteCode
  readonly message: Bilingual
  readonly sheet: string | null
  readonly column: FindingColumn | null
  readonly field: ColumnKey | null
  readonly count: number
  /** The first rows concerned, at most 20. */
  readonly rows: readonly number[]
}

const NOTED_ROWS = 20

export interface NoteBook {
  note(code: NoteCode, sheet: string | null, row: number, field?: ColumnKey, column?: FindingColumn): void
  list(): RosterNote[]
}

/** Gathers notes by kind, sheet and column. */
export function createNoteBook(): NoteBook {
  const notes = new Map<string, { note: Omit<RosterNote, 'count' | 'rows'>; count: number; rows: number[] }>()
  return {
    note(code, sheet, row, field, column) {
      const key = JSON.stringify([code, sheet, field])
      const entry = notes.get(key) ?? {
        note: { code, message: NOTES[code], sheet, column: column ?? null, field: field ?? null },
        count: 0,
        rows: [],
      }
      entry.count++
      if (entry.rows.length < NOTED_ROWS) entry.rows.push(row)
      notes.set(key, entry)
    },
    list: () => [...notes.values()].map(({ note, count, rows }) => ({ ...note, count, rows })),
  }
}

/** Personal numbers are shown by their ends only (PIPL article 51: what is not needed is not shown). */
export function shownValue(field: ColumnKey | null, text: string): string {
  if (field === 'phone' || field === 'identityNumber') return mask(text)
  const shown = [...text.toWellFormed().replace(/\p{Cc}/gu, ' ')]
  return shown.length > 60 ? `${shown.slice(0, 60).join('')}…` : shown.join('')
}

/** `19900001037` → `199******37`. */
function mask(text: string): string {
  const characters = [...text.trim()]
  if (characters.length < 7) return '*'.repeat(characters.length)
  return characters
    .map((c, i) => (i < 3 || i >= characters.length - 2 ? c : '*'))
    .join('')
    .slice(0, 40)
}
