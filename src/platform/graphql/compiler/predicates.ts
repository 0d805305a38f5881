/**
 * SQL conditions put together. `false` and `true` are known while a statement is made (a viewer without a right anywhere, an
 * empty list): what they decide is left out, since the database sets up every sub-query of a statement each time it
 * runs, also one that can find nothing. The parts are conditions that stand for themselves, or are in brackets.
 */

/** At least one of them. */
export const either = (...conditions: readonly string[]): string => joined(conditions, 'or', 'true', 'false')

/** All of them. */
export const all = (...conditions: readonly string[]): string => joined(conditions, 'and', 'false', 'true')

function joined(conditions: readonly string[], word: string, decides: string, idle: string): string {
  if (conditions.includes(decides)) return decides
  const [first = idle, ...others] = conditions.filter(condition => condition !== idle)
  return others.length === 0 ? first : `(${[first, ...others].join(` ${word} `)})`
}

/** There is a row; `from` is what stands behind `from`, with its joins. */
export const existsWhere = (from: string, ...conditions: readonly string[]): string => {
  const condition = all(...conditions)
  return condition === 'false' ? condition : `exists (select from ${from} where ${condition})`
}

/** The value is in a list as `Scope` gives them. */
export function isAny(value: string, list: string): string {
  if (list.startsWith(`'{}'::`)) return 'false'
  const [, one] = /^array\[(\$\d+::\w+)\]$/.exec(list) ?? []
  return one ? `${value} = ${one}` : `${value} = any(${list})`
}

/** The row of the values, as `t1.organization_id, t1.id`, is among those of a query; `from` as in `existsWhere`. */
export const isAmong = (values: string, columns: string, from: string, ...conditions: readonly string[]): string => {
  const condition = all(...conditions)
  return condition === 'false' ? condition : `(${values}) in (select ${columns} from ${from} where ${condition})`
}

/** Two rows of one committee, the second found by the first: what every join of tenant tables begins with. */
export const sameOrganization = <Row extends { ofOrganization(found: Row): string }>(found: Row, other: Row): string =>
  other.ofOrganization(found)
