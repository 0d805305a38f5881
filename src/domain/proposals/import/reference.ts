import { type Parsed, problem } from '../../members/roster/findings.ts'
import { compact } from '../../members/roster/normal.ts'
import { LAST_NUMBER, ordinal, type SessionWords } from './values.ts'

/** The proposal that a merged one is handled with, as a cell names it. */
export interface Reference {
  readonly number: number
  readonly isReceipt: boolean
  /** Null where the number stands alone: that of the row's own session. */
  readonly session: SessionWords | null
  readonly year: number | null
}

const LONGEST = 60
const NUMERAL = '[一二三四五六七八九十\\d]{1,3}'
const SESSION = new RegExp(
  `(?:(${NUMERAL})届.{0,6}?)?(${NUMERAL})次|(${NUMERAL})届|^(\\d{1,2})[-.](\\d{1,2})[-.](?=\\d+号?$)`,
)
const YEAR = /((?:19|20)\d\d)(?:年度?|[-—/.](?=\d)|(?=\d{3,}))/
const RECEIPT = /收件|收案|来件|流水|登记|提交号/
/** The row of a main proposal, in a column that speaks of merging. */
const NONE = /^(否|不|未|非|未并案|不并案|无并案|主|主案|主件|主提案|本案)$/

/** `12`, `并入第012号`, `第15届第3次会议第012号`, `20230012`, `收件号 35`. Null: merged into none. */
export const readReference =
  (heading: string) =>
  (text: string): Parsed<Reference | null> => {
    const plain = compact(text.slice(0, LONGEST + 1))
    if (NONE.test(plain)) return { value: null }
    const [session, year] = [SESSION.exec(plain), YEAR.exec(plain)]
    const rest = plain.replace(SESSION, ' ').replace(YEAR, ' ')
    const numbers = [...new Set((rest.match(/\d+/g) ?? []).map(Number))]
    const [number] = numbers
    if (text.length > LONGEST || number === undefined || number < 1 || number > LAST_NUMBER) return { problem: invalid }
    if (numbers.length > 1) return { problem: several }
    return {
      value: {
        number,
        isReceipt: RECEIPT.test(heading) || RECEIPT.test(plain),
        session: session && sessionIn(session),
        year: year && Number(year[1]),
      },
    }
  }

const sessionIn = ([, term, session, alone, before, behind]: RegExpExecArray): SessionWords => ({
  term: ordinalOf(term ?? alone ?? before),
  session: ordinalOf(session ?? behind),
})

const ordinalOf = (text: string | undefined): number | null => (text === undefined ? null : ordinal(text))

const invalid = problem(
  'MERGED_INTO_INVALID',
  '应为主案的案号，如 012；收件号请写成“收件号 35”',
  'It must be the case number of the main proposal, such as 012; a receipt number is written 收件号 35',
)
const several = problem(
  'MERGED_INTO_SEVERAL',
  '一件提案只能并入一件主案，请只写一个案号',
  'A proposal is merged into one main proposal; write one number',
)
