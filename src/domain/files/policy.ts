import { all, either } from '../../platform/graphql/compiler/predicates.ts'
import type { Predicate } from '../../platform/graphql/compiler/shape.ts'

const sights: Predicate[] = []

/** A module whose records refer to files says here, while it loads, who sees a file through its records. */
export function seenThrough(records: Predicate): void {
  sights.push(records)
}

/** A file is for its uploader, and for whoever sees a record that it belongs to. */
export const visibleFile: Predicate = row => {
  const own = all(row.allowed('FILE_UPLOAD'), `${row.alias}.uploaded_by = ${row.ownAccount()}`)
  return either(own, ...sights.map(sight => sight(row)))
}
