import { badField } from '../../platform/http/problem-types.ts'
import { COLUMNS } from './roster/columns.ts'
import type { ColumnMapping } from './roster/mapping.ts'

const KEYS = COLUMNS.map(({ key }) => key)
const LONGEST_HEADING = 200

/**
 * Columns chosen by the user, as JSON: `{"name": "委员", "phone": "K", "remarks": null}`.
 * @throws a 400 that names `mapping` and, where it is one, the field in it.
 */
export function parseMapping(text: string): ColumnMapping {
  const value = parse(text)
  const chosen: [string, string | null][] = Object.entries(value).map(([key, wanted]) => {
    if (!KEYS.some(known => known === key)) {
      throw badField(
        'UNKNOWN_FIELD',
        `mapping.${key.slice(0, 40)}`,
        `没有这个字段，可用：${KEYS.join('、')}`,
        `No such field; there are ${KEYS.join(', ')}`,
      )
    }
    if (wanted !== null && (typeof wanted !== 'string' || wanted === '' || wanted.length > LONGEST_HEADING)) {
      throw badField(
        'WRONG_TYPE',
        `mapping.${key}`,
        '应为表头文字、列字母或 null',
        'Must be a heading, a column letter or null',
      )
    }
    return [key, wanted]
  })
  return Object.fromEntries(chosen)
}

function parse(text: string): object {
  const malformed = badField(
    'INVALID_JSON',
    'mapping',
    '应为 JSON 对象，如 {"name":"委员"}',
    'Must be a JSON object such as {"name":"委员"}',
  )
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    throw malformed
  }
  throw malformed
}
