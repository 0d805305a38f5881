import { type UserError, userError } from '../../../kernel/user-error.ts'

export const NAME_MAX = 100
export const PERSONS_MAX = 10_000

export type SubjectKind = 'ENTERPRISE' | 'EXPERT' | 'CONSTITUENTS'
export type DelegationLevel = 'NATIONAL' | 'PROVINCE' | 'CITY' | 'COUNTY'

/** The code of the kind of activity that visits, and of the one that receives. */
export const VISIT = 'VISIT'
export const DELEGATION_RECEIVED = 'DELEGATION_RECEIVED'

// GB 32100-2015: 31 characters without I, O, S, V, Z; the last one checks the seventeen before it.
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** A unified social credit code (统一社会信用代码) as it is to be stored, or null. */
export function creditCodeOf(given: string): string | null {
  const code = given.normalize('NFKC').trim().toUpperCase()
  const values = [...code].map(character => CHARACTERS.indexOf(character))
  if (values.length !== 18 || values.includes(-1)) return null
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * (values[place] ?? 0), 0)
  return values[17] === (31 - (sum % 31)) % 31 ? code : null
}

export const wrongCreditCode = (field: string): UserError =>
  userError(
    'INVALID_CREDIT_CODE',
    field,
    '统一社会信用代码不正确，应为 18 位且校验码相符（GB 32100）',
    'No unified social credit code: 18 characters, the last of which checks the others (GB 32100)',
  )

export const notAnEnterprise = (field: string): UserError =>
  userError('NOT_APPLICABLE', field, '只有企业有统一社会信用代码', 'Only an enterprise has a credit code')

/** Provinces by GB/T 2260, the first two digits and the short name. */
export const PROVINCES: ReadonlyMap<string, string> = new Map(
  `11北京 12天津 13河北 14山西 15内蒙古 21辽宁 22吉林 23黑龙江 31上海 32江苏 33浙江 34安徽 35福建 36江西 37山东 41河南 42湖北
   43湖南 44广东 45广西 46海南 50重庆 51四川 52贵州 53云南 54西藏 61陕西 62甘肃 63青海 64宁夏 65新疆 71台湾 81香港 82澳门`
    .split(/\s+/)
    .map(entry => [`${entry.slice(0, 2)}0000`, entry.slice(2)]),
)

export interface Delegation {
  readonly level: DelegationLevel
  readonly provinceCode: string | null
  readonly persons: number
}

/** What is wrong with where a delegation comes from and how many it is, all at once. */
export function delegationErrors({ level, provinceCode, persons }: Delegation): readonly UserError[] {
  return [
    ...provinceErrors(level, provinceCode),
    ...(persons >= 1 && persons <= PERSONS_MAX ? [] : [personsOutOfRange]),
  ]
}

function provinceErrors(level: DelegationLevel, code: string | null): readonly UserError[] {
  if (level === 'NATIONAL') return code === null ? [] : [noProvince]
  if (code === null) return [provinceMissing]
  return PROVINCES.has(code) ? [] : [unknownProvince]
}

const field = 'input.provinceCode'

const noProvince = userError(
  'NOT_APPLICABLE',
  field,
  '全国政协团组不填省份',
  'A delegation of the National Committee has no province',
)
const provinceMissing = userError('REQUIRED', field, '请选择来访团组所在省份', 'Say from which province it comes')
const unknownProvince = userError(
  'UNKNOWN_PROVINCE',
  field,
  '没有这个省级行政区划代码（GB/T 2260），例如 140000',
  'There is no such province code of GB/T 2260; an example is 140000',
)
const personsOutOfRange = userError(
  'OUT_OF_RANGE',
  'input.persons',
  `人数应在 1 到 ${PERSONS_MAX} 之间`,
  `The number of persons must be from 1 to ${PERSONS_MAX}`,
)
