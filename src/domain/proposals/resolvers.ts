import { namedListsOf, pageOfList } from '../../platform/graphql/compiler/named-lists.ts'
import { byId, listOf, type Resolver } from '../../platform/graphql/compiler/resolvers.ts'
import { inOrganization } from '../organizations/resolvers.ts'
import { draftingMutations } from './drafting/resolvers.ts'
import { proposal } from './queries.ts'
import { similarResolvers } from './similar/resolvers.ts'
import { workListPredicates, workListsOf } from './worklists.ts'

export const proposalResolvers: Readonly<Record<string, Readonly<Record<string, Resolver>>>> = {
  Query: {
    proposal: byId(proposal),
    proposals: listOf(proposal, { field: 'SUBMITTED_AT', direction: 'DESC' }, (row, argument) =>
      inOrganization(row, argument, 'organization'),
    ),
    ...similarResolvers.Query,
    proposalWorkLists: namedListsOf({
      shape: proposal,
      page: 'proposals',
      order: { field: 'SUBMITTED_AT', direction: 'ASC' },
      lists: workListPredicates,
      concerning: workListsOf,
    }),
  },
  Mutation: { ...draftingMutations },
  ProposalWorkList: { proposals: pageOfList },
  SimilarProposal: similarResolvers.SimilarProposal,
}
