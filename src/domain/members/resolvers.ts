import { mutate, mutateWith } from '../../platform/commands/mutate.ts'
import { byId, listOf, type Resolver, readSelected } from '../../platform/graphql/compiler/resolvers.ts'
import type {
  MutationMemberCreateArgs,
  MutationMemberDeathRecordArgs,
  MutationMemberReinstateArgs,
  MutationMemberRemoveArgs,
  MutationMemberResignArgs,
  MutationMemberUpdateArgs,
} from '../../platform/graphql/generated.ts'
import { inOrganization } from '../organizations/resolvers.ts'
import { memberCreate } from './commands/create.ts'
import { memberDeathRecord, memberReinstate, memberRemove, memberResign } from './commands/leave.ts'
import { membersTermChange } from './commands/term-change.ts'
import { personalDataUnmask } from './commands/unmask.ts'
import { memberUpdate } from './commands/update.ts'
import { member } from './queries.ts'

export const memberResolvers: {
  readonly Query: Record<string, Resolver>
  readonly Mutation: Record<string, Resolver>
} = {
  Query: {
    member: byId(member),
    members: listOf(member, { field: 'NAME', direction: 'ASC' }, (row, argument) =>
      inOrganization(row, argument, 'organization'),
    ),
  },
  Mutation: {
    memberCreate: mutate<MutationMemberCreateArgs>(memberCreate, 'member', member),
    memberUpdate: mutate<MutationMemberUpdateArgs>(memberUpdate, 'member', member),
    memberResign: mutate<MutationMemberResignArgs>(memberResign, 'member', member),
    memberRemove: mutate<MutationMemberRemoveArgs>(memberRemove, 'member', member),
    memberDeathRecord: mutate<MutationMemberDeathRecordArgs>(memberDeathRecord, 'member', member),
    memberReinstate: mutate<MutationMemberReinstateArgs>(memberReinstate, 'member', member),
    membersTermChange: mutateWith(membersTermChange, (_context, _info, counts) => ({ ...counts })),
    personalDataUnmask: mutateWith(
      personalDataUnmask,
      async (context, info, { member: key, phone, identityNumber }) => ({
        phone,
        identityNumber,
        member: await readSelected(context, info, 'member', member, key),
      }),
    ),
  },
}
