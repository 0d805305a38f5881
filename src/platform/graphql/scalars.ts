import { type ASTNode, GraphQLError, GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from 'graphql'
import { BUSINESS_TIME_ZONE, businessDate } from '../../kernel/clock.ts'
import { isCalendarDate } from '../../kernel/dates.ts'
import { isUuid } from '../../kernel/ids.ts'
import { ApiError } from '../../kernel/user-error.ts'
import { defaultLimits } from './limits/defaults.ts'
import { checkVariables } from './limits/variables.ts'

/** A client's mistake in both languages: graphql-js shows `en`, our error formatter the reader's own. */
function reject(zh: string, en: string, node?: ASTNode): GraphQLError {
  const options = { originalError: new ApiError('BAD_REQUEST', zh, en) }
  return new GraphQLError(en, node ? { ...options, nodes: node } : options)
}

interface TextScalar {
  readonly name: string
  readonly rule: { readonly zh: string; readonly en: string }
  /** The text as it goes to the database, or null when it breaks the rule. */
  readonly read: (text: string) => string | null
  /** The text as it goes to clients. The database writes most of them itself. */
  readonly write: (value: unknown) => string
}

function textScalar({ name, rule, read, write }: TextScalar): GraphQLScalarType<string, string> {
  const parse = (value: unknown, node?: ASTNode): string => {
    const text = typeof value === 'string' ? read(value) : null
    if (text === null) throw reject(rule.zh, rule.en, node)
    return text
  }
  return new GraphQLScalarType<string, string>({
    name,
    serialize: write,
    parseValue: value => parse(value),
    parseLiteral: node => parse(node.kind === Kind.STRING ? node.value : null, node),
  })
}

const RFC_3339 =
  /^(\d{4}-\d\d-\d\d)[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:[Zz]|[+-](?:0\d|1[0-4]):[0-5]\d)$/

/** What can be answered in Asia/Shanghai: before, its offset had seconds; after, its year has five digits. */
const [FIRST, END] = [Date.parse('1901-01-01T00:00:00+08:00'), Date.parse('+010000-01-01T00:00:00+08:00')]

/** RFC 3339 with microseconds at most, as PostgreSQL keeps; leap seconds are refused, as it would move them. */
export function readDateTime(text: string): string | null {
  const date = RFC_3339.exec(text)?.[1]
  if (date === undefined || readDate(date) === null) return null
  const upper = text.toUpperCase()
  const moment = Date.parse(upper)
  return moment >= FIRST && moment < END ? upper : null
}

/** A real date of the years 0001 to 9999. */
export const readDate = (text: string): string | null =>
  isCalendarDate(text) && !text.startsWith('0000') ? text : null

/** Plain notation, at most 20 digits before and 10 after the point; the sign of zero and leading zeros go. */
export function readDecimal(text: string): string | null {
  const match = /^(-?)0*(\d{1,20}(?:\.\d{1,10})?)$/.exec(text)
  if (!match || text.length > 64) return null
  const [, sign = '', number = ''] = match
  return /^[0.]+$/.test(number) ? number : sign + number
}

// Made when first asked for: it brings 6 MB along, and moments of today need none.
let wallClock: Intl.DateTimeFormat | undefined

const CHINA_STANDARD_TIME = 480
const SINCE_1992 = Date.parse('1992-01-01T00:00:00+08:00')

/** A moment in Asia/Shanghai, to the millisecond where there are any: `2024-03-05T09:00:00+08:00`. */
export function formatMoment(moment: Date): string {
  if (Number.isNaN(moment.getTime())) throw new TypeError('DateTime cannot represent an invalid date')
  const minutes = offsetOf(moment)
  const local = new Date(moment.getTime() + minutes * 60_000).toISOString().slice(0, -1).replace('.000', '')
  const digits = (value: number) => String(value).padStart(2, '0')
  return `${local}+${digits(Math.floor(minutes / 60))}:${digits(minutes % 60)}`
}

/** China had summer time from 1986 to 1991, so the offset in minutes is not always 480. */
function offsetOf(moment: Date): number {
  if (moment.getTime() >= SINCE_1992) return CHINA_STANDARD_TIME
  wallClock ??= new Intl.DateTimeFormat('sv-SE', {
    timeZone: BUSINESS_TIME_ZONE,
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  const wall = Date.parse(`${wallClock.format(moment).replace(' ', 'T')}Z`)
  const minutes = (wall - Math.floor(moment.getTime() / 1000) * 1000) / 60_000
  // Local mean time, before 1901, was not of whole minutes, which RFC 3339 cannot write.
  return Number.isInteger(minutes) ? minutes : CHINA_STANDARD_TIME
}

function writeMoment(value: unknown): string {
  // The database writes JSON in the session's time zone, Asia/Shanghai, already as RFC 3339.
  if (typeof value === 'string') return value[10] === 'T' ? value : formatMoment(new Date(value))
  if (value instanceof Date) return formatMoment(value)
  throw new TypeError('DateTime needs a date or the database’s text')
}

function writeDate(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, 10)
  if (value instanceof Date) return businessDate(value)
  throw new TypeError('Date needs a date or the database’s text')
}

function writeText(value: unknown): string {
  if (typeof value === 'string') return value
  throw new TypeError('Decimal and UUID need the database’s text: a number would have been rounded')
}

/** JSON numbers are read as doubles: 2^53+1 would be stored as 2^53 without a word. */
function readJson(value: unknown, node?: ASTNode): unknown {
  try {
    // One level for the object around it.
    checkVariables({ value }, { ...defaultLimits, variablesDepth: defaultLimits.variablesDepth + 1 })
  } catch (error) {
    if (error instanceof Error && 'problem' in error) {
      throw node ? new GraphQLError(error.message, { nodes: node, originalError: error }) : asGraphql(error)
    }
    throw error
  }
  if (hasUnsafeInteger(value)) {
    throw reject('整数超出可精确表示的范围，请改用文本', 'An integer is too large to be exact; send it as text', node)
  }
  return value
}

const asGraphql = (error: Error): GraphQLError => new GraphQLError(error.message, { originalError: error })

/** Depth is bounded by checkVariables, so recursion is safe. */
function hasUnsafeInteger(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value)
  return typeof value === 'object' && value !== null && Object.values(value).some(hasUnsafeInteger)
}

const json = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  serialize: value => value,
  parseValue: value => readJson(value),
  parseLiteral: (node: ValueNode, variables) => readJson(valueFromASTUntyped(node, variables), node),
})

/** The scalars by name, as mercurius' `resolvers` take them. */
export const scalars = {
  DateTime: textScalar({
    name: 'DateTime',
    rule: {
      zh: '须为带时区的 RFC 3339 时刻，如 2024-03-05T09:00:00+08:00，北京时间 1901 至 9999 年',
      en: 'It must be an RFC 3339 moment with offset of the years 1901 to 9999 in Asia/Shanghai, as 2024-03-05T09:00:00+08:00',
    },
    read: readDateTime,
    write: writeMoment,
  }),
  Date: textScalar({
    name: 'Date',
    rule: { zh: '须为真实存在的日期，如 2024-03-05', en: 'It must be a real calendar date, as 2024-03-05' },
    read: readDate,
    write: writeDate,
  }),
  Decimal: textScalar({
    name: 'Decimal',
    rule: {
      zh: '须为文本形式的小数，如 "12.50"，整数至多 20 位、小数至多 10 位',
      en: 'It must be a decimal as text, as "12.50", with at most 20 digits before and 10 after the point',
    },
    read: readDecimal,
    write: writeText,
  }),
  JSON: json,
  UUID: textScalar({
    name: 'UUID',
    rule: { zh: '须为 UUID', en: 'It must be a UUID' },
    read: text => (isUuid(text.toLowerCase()) ? text.toLowerCase() : null),
    write: writeText,
  }),
} as const satisfies Record<string, GraphQLScalarType>
