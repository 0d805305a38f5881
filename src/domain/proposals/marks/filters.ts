import type { Filter } from '../../../platform/graphql/compiler/shape.ts'
import { readProposal } from '../policy.ts'

/** Nominated in a year, a round, with a result: only of proposals whose nominations the viewer may see. */
export const nominated: Filter = (row, by) => {
  const [round, state] = [by.field('round'), by.field('state')]
  return `(${readProposal(row)} and ${row.alias}.id in (select n.proposal_id from proposal_nominations n
    where n.organization_id = ${row.alias}.organization_id and n.year = ${by.field('year').param('integer')}
      ${round.value == null ? '' : `and n.round = ${round.param('integer')}`}
      ${state.value == null ? '' : `and n.state = ${state.param('text')}`}))`
}
