import { type Args, by, everyRow, gid, type OracleContext, type Row, type Typed, tie } from './schema-oracle-rows.ts'

interface Order {
  readonly keys: Readonly<Record<string, (row: Row) => unknown>>
  readonly field: string
  readonly direction: string
}

const unitOrder: Order = {
  keys: { RANK: row => row.rank, NAME: row => row.text_rank },
  field: 'RANK',
  direction: 'ASC',
}
const organizationOrder: Order = { keys: { PATH: row => row.text_rank }, field: 'PATH', direction: 'ASC' }
const memberOrder: Order = {
  keys: { NAME: row => row.text_rank, JOINED_ON: row => row.joined_on },
  field: 'NAME',
  direction: 'ASC',
}

const dutyOrder: Order = {
  keys: { OCCURRED_ON: row => row.occurred_on, CREATED_AT: row => row.created_at },
  field: 'OCCURRED_ON',
  direction: 'DESC',
}

/** Orders of the lists, by the type of their records. */
export const orders: Readonly<Record<string, Order>> = {
  Organization: organizationOrder,
  UndertakingUnit: unitOrder,
  Member: memberOrder,
  DutyRecord: dutyOrder,
}

/** A page, the slow way: all rows sorted, cut at the cursors, then from the one end or the other. */
export function page(type: string, rows: readonly Typed[], args: Args, context: OracleContext): object {
  const order = orders[type]
  if (!order) throw new Error(`no order of ${type}`)
  const asked = args.orderBy as { field: string; direction: string } | null | undefined
  const { field, direction } = asked ?? order
  const key = order.keys[field] ?? tie
  const sorted = [...rows].sort(by(key, tie))
  if (direction === 'DESC') sorted.reverse()
  const cursorOf = (row: Typed) => context.cursors.get(`${type}.${field}.${direction}.${gid(row)}`)
  const place = by(key, tie)
  const direct = (a: Row, b: Row) => (direction === 'DESC' ? place(b, a) : place(a, b))
  // A cursor is a place in the order: its record need not be in this list, as after a filter or a removal.
  const at = (cursor: unknown): Row => {
    const row = everyRow(type, context).find(one => cursorOf(one) === cursor)
    if (!row) throw new Error(`no record has the cursor ${String(cursor)}`)
    return row
  }
  const between = sorted
    .filter(row => args.after == null || direct(row, at(args.after)) > 0)
    .filter(row => args.before == null || direct(row, at(args.before)) < 0)
  const size = Number(args.first ?? args.last ?? 20)
  const backward = args.last != null
  const found = backward ? between.slice(-size) : between.slice(0, size)
  const more = between.length > size
  return {
    nodes: found,
    edges: found.map(node => ({ node, cursor: cursorOf(node) })),
    totalCount: rows.length,
    pageInfo: {
      hasNextPage: backward ? args.before != null : more,
      hasPreviousPage: backward ? more : args.after != null,
      startCursor: found[0] ? cursorOf(found[0]) : null,
      endCursor: found.at(-1) ? cursorOf(found.at(-1) as Typed) : null,
    },
  }
}
