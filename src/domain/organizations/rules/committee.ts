import { checkText } from '../../../kernel/text.ts'
import { type UserError, userError } from '../../../kernel/user-error.ts'

export const LEVELS = ['NATIONAL', 'PROVINCE', 'CITY', 'COUNTY'] as const
export type Level = (typeof LEVELS)[number]

export interface CommitteeNames {
  readonly name: string
  readonly shortName: string
}

const MAX = { name: 50, shortName: 20 }

/** Names as they are stored, and what is wrong with them. */
export function checkCommitteeNames(input: CommitteeNames): { value: CommitteeNames; errors: UserError[] } {
  const name = checkText('input.name', input.name, { max: MAX.name })
  const shortName = checkText('input.shortName', input.shortName, { max: MAX.shortName })
  return {
    value: { name: 'text' in name ? name.text : '', shortName: 'text' in shortName ? shortName.text : '' },
    errors: [name, shortName].flatMap(checked => ('error' in checked ? [checked.error] : [])),
  }
}

export interface Place {
  readonly level: string
  readonly regionCode: string
}

/** What is wrong with a committee's number and its place below `parent`. */
export function placeErrors(input: Place & { readonly code: string }, parent: Place): UserError[] {
  const errors: UserError[] = []
  if (!/^[1-9]\d{5,17}$/.test(input.code)) {
    errors.push(
      userError(
        'INVALID_CODE',
        'input.code',
        '机构编号须为 6 到 18 位数字，首位不为 0',
        'An organization number has 6 to 18 digits, the first not 0',
      ),
    )
  }
  if (rankOf(input.level) <= rankOf(parent.level)) {
    errors.push(
      userError('LEVEL_NOT_BELOW', 'input.level', '层级须低于上级政协', 'The level must be below that of the parent'),
    )
  }
  if (!/^[1-9]\d{5}$/.test(input.regionCode)) {
    errors.push(
      userError(
        'INVALID_CODE',
        'input.regionCode',
        '行政区划代码须为 6 位数字（GB/T 2260）',
        'A region code has 6 digits (GB/T 2260)',
      ),
    )
  } else if (parent.level !== 'NATIONAL' && !input.regionCode.startsWith(regionPrefix(parent.regionCode))) {
    errors.push(
      userError(
        'REGION_NOT_INSIDE',
        'input.regionCode',
        '行政区划代码不在上级政协的行政区划之内',
        'The region is not inside that of the parent',
      ),
    )
  }
  return errors
}

const ORDER: readonly string[] = LEVELS
const rankOf = (level: string): number => ORDER.indexOf(level)

// GB/T 2260: two digits each for province, city and county; `00` stands for the whole.
const regionPrefix = (code: string): string => code.replace(/(00){1,2}$/, '')
