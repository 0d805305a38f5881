import { mutate } from '../../../platform/commands/mutate.ts'
import type { Resolver } from '../../../platform/graphql/compiler/resolvers.ts'
import { proposal } from '../queries.ts'
import { proposalNominationDecide } from './commands/decide.ts'
import { proposalMarkKey, proposalUnmarkKey } from './commands/key.ts'
import { proposalNominate } from './commands/nominate.ts'
import { proposalArchive, proposalPublish, proposalUnpublish } from './commands/publish.ts'
import { proposalSupervise } from './commands/supervise.ts'
import { nomination } from './queries.ts'

const mutations: Readonly<Record<string, Resolver>> = {
  proposalMarkKey: mutate(proposalMarkKey, 'proposal', proposal),
  proposalUnmarkKey: mutate(proposalUnmarkKey, 'proposal', proposal),
  proposalSupervise: mutate(proposalSupervise, 'proposal', proposal),
  proposalNominate: mutate(proposalNominate, 'proposal', proposal),
  proposalNominationDecide: mutate(proposalNominationDecide, 'nomination', nomination),
  proposalPublish: mutate(proposalPublish, 'proposal', proposal),
  proposalUnpublish: mutate(proposalUnpublish, 'proposal', proposal),
  proposalArchive: mutate(proposalArchive, 'proposal', proposal),
}

export const markResolvers = { Mutation: mutations }
