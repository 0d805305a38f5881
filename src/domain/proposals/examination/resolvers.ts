import { mutate, mutateWith, presentErrors } from '../../../platform/commands/mutate.ts'
import { readSelectedList } from '../../../platform/graphql/compiler/read-list.ts'
import type { Resolver } from '../../../platform/graphql/compiler/resolvers.ts'
import { proposal } from '../queries.ts'
import { proposalFirstCheck, proposalRecheck, proposalReturnForRevision } from './commands/check.ts'
import { proposalFile, proposalsFile } from './commands/file.ts'
import { proposalMerge } from './commands/merge.ts'
import { proposalNotFile } from './commands/not-file.ts'
import { proposalUnmerge } from './commands/unmerge.ts'
import './queries.ts'

const mutations: Readonly<Record<string, Resolver>> = {
  proposalFirstCheck: mutate(proposalFirstCheck, 'proposal', proposal),
  proposalRecheck: mutate(proposalRecheck, 'proposal', proposal),
  proposalReturnForRevision: mutate(proposalReturnForRevision, 'proposal', proposal),
  proposalFile: mutate(proposalFile, 'proposal', proposal),
  proposalsFile: mutateWith(proposalsFile, async (context, info, { done, failures }) => ({
    proposals: await readSelectedList(context, info, 'proposals', proposal, done),
    failures: failures.map(({ index, errors }) => ({ index, userErrors: presentErrors(errors, context.language) })),
  })),
  proposalNotFile: mutate(proposalNotFile, 'proposal', proposal),
  proposalMerge: mutate(proposalMerge, 'proposal', proposal),
  proposalUnmerge: mutate(proposalUnmerge, 'proposal', proposal),
}

export const examinationResolvers = { Mutation: mutations }
