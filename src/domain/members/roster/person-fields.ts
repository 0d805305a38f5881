import type { Sex } from '../../../kernel/identity-number.ts'
import { ETHNIC_ALIASES, ETHNIC_GROUPS, OTHER_ETHNIC } from './common-names.ts'
import { type Parsed, problem } from './findings.ts'
import { compact } from './normal.ts'

/** 1 and 2 as in GB/T 2261.1. */
const SEXES: Readonly<Record<string, Sex>> = {
  男: 'MALE',
  男性: 'MALE',
  先生: 'MALE',
  m: 'MALE',
  male: 'MALE',
  '1': 'MALE',
  女: 'FEMALE',
  女性: 'FEMALE',
  女士: 'FEMALE',
  f: 'FEMALE',
  female: 'FEMALE',
  '2': 'FEMALE',
}

export function readSex(text: string): Parsed<Sex> {
  const value = SEXES[compact(text).toLowerCase()]
  return value
    ? { value }
    : { problem: problem('SEX_UNKNOWN', '性别应为“男”或“女”', 'Sex must be 男 (male) or 女 (female)') }
}

/** The full name of an ethnic group (GB/T 3304): 汉 and 汉族 are 汉族. */
export function readEthnicity(text: string): Parsed<string> {
  const name = compact(text)
  const found = [name, `${name}族`, ETHNIC_ALIASES[name], ETHNIC_ALIASES[`${name}族`]].find(
    n => n !== undefined && (ETHNIC_GROUPS.includes(n) || OTHER_ETHNIC.includes(n)),
  )
  return found
    ? { value: found }
    : {
        problem: problem(
          'ETHNICITY_UNKNOWN',
          `没有名为“${name.slice(0, 10)}”的民族`,
          'No ethnic group of this name (GB/T 3304)',
        ),
      }
}

const YES = new Set([
  '是',
  '√',
  '✓',
  '✔',
  '☑',
  'y',
  'yes',
  'true',
  '1',
  '常委',
  '常务委员',
  '增补',
  '对',
  '有',
  '●',
  '★',
])
const NO = new Set(['否', '×', '✗', '✘', '☐', 'n', 'no', 'false', '0', '不是', '委员', '非常委', '没有'])

/** Reads a column of yes and no; ticks count as yes. */
export function readYes(text: string): Parsed<boolean> {
  const value = compact(text).toLowerCase()
  if (YES.has(value)) return { value: true }
  if (NO.has(value)) return { value: false }
  return { problem: problem('YES_NO_UNKNOWN', '应填“是”或“否”', 'Must be 是 (yes) or 否 (no)') }
}
