import { checkedSearch } from '../../kernel/search.ts'
import type { Filter } from '../../platform/graphql/compiler/shape.ts'
import { organizationNumber } from './queries.ts'

/**
 * Filter by words, in the committee of the list. The function looks into the index in the walls' stead and shows nothing
 * beyond them: behind row-level security no such index is used, as its operators are not leakproof (docs/decisions/0019).
 */
export const searchBy =
  (name: 'search_proposals' | 'search_activities'): Filter =>
  (row, text, list) => {
    const organization = list.field('organization')
    const within = organization.value == null ? 'null' : organization.param('bigint', organizationNumber)
    // An array, as row-level security makes the planner walk the wrong index for `in (select …)`: half the time.
    return `${row.alias}.id = any(array(select ${name}(${text.param('tsquery', checkedSearch)}, ${within})))`
  }
