import { ApiError } from '../../../kernel/user-error.ts'

/** A cursor is a keyset position: which order it belongs to, the row's value in that order, and its id. */
export type Position = readonly [order: string, value: string | number | boolean, id: string | number]

/** SQL of a row's cursor, base64url without padding. */
export const cursorSql = (order: string, value: string, id: string): string =>
  `translate(encode(convert_to(json_build_array('${order}', ${value}, ${id})::text, 'UTF8'), 'base64'), E'+/=\\n', '-_')`

/** Reads a cursor given by a client; it must belong to the order that is asked for now. */
export function readCursor(cursor: unknown, order: string, argument: string): Position {
  const position = parse(cursor)
  if (position?.[0] !== order) {
    throw new ApiError(
      'BAD_REQUEST',
      `游标 ${argument} 无效或不属于当前排序，请从第一页重新开始`,
      `The cursor in ${argument} is not valid for this order; start again from the first page`,
      { field: [argument] },
    )
  }
  return position
}

function parse(cursor: unknown): Position | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(String(cursor), 'base64url').toString('utf8'))
    return isPosition(value) ? value : null
  } catch {
    return null
  }
}

const isPosition = (value: unknown): value is Position =>
  Array.isArray(value) &&
  value.length === 3 &&
  typeof value[0] === 'string' &&
  ['string', 'number', 'boolean'].includes(typeof value[1]) &&
  /^([0-9a-f-]{36}|\d{1,18})$/.test(String(value[2]))
