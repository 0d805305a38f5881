import { mutate } from '../../../platform/commands/mutate.ts'
import type { Resolver } from '../../../platform/graphql/compiler/resolvers.ts'
import type {
  MutationProposalAttachArgs,
  MutationProposalCreateArgs,
  MutationProposalDetachArgs,
  MutationProposalInvitationCancelArgs,
  MutationProposalInviteArgs,
  MutationProposalSignArgs,
  MutationProposalSubmitArgs,
  MutationProposalUpdateArgs,
  MutationProposalWindowSetArgs,
  MutationProposalWithdrawArgs,
} from '../../../platform/graphql/generated.ts'
import { session } from '../../organizations/queries.ts'
import { proposal } from '../queries.ts'
import { proposalAttach, proposalDetach } from './attachments.ts'
import { proposalInvitationCancel, proposalInvite } from './co-signing.ts'
import { proposalCreate } from './create.ts'
import { proposalSign } from './signing.ts'
import { proposalSubmit } from './submission.ts'
import { proposalUpdate } from './update.ts'
import { proposalWindowSet } from './windows.ts'
import { proposalWithdraw } from './withdrawal.ts'

export const draftingMutations: Readonly<Record<string, Resolver>> = {
  proposalCreate: mutate<MutationProposalCreateArgs>(proposalCreate, 'proposal', proposal),
  proposalUpdate: mutate<MutationProposalUpdateArgs>(proposalUpdate, 'proposal', proposal),
  proposalAttach: mutate<MutationProposalAttachArgs>(proposalAttach, 'proposal', proposal),
  proposalDetach: mutate<MutationProposalDetachArgs>(proposalDetach, 'proposal', proposal),
  proposalInvite: mutate<MutationProposalInviteArgs>(proposalInvite, 'proposal', proposal),
  proposalInvitationCancel: mutate<MutationProposalInvitationCancelArgs>(
    proposalInvitationCancel,
    'proposal',
    proposal,
  ),
  proposalSign: mutate<MutationProposalSignArgs>(proposalSign, 'proposal', proposal),
  proposalSubmit: mutate<MutationProposalSubmitArgs>(proposalSubmit, 'proposal', proposal),
  proposalWithdraw: mutate<MutationProposalWithdrawArgs>(proposalWithdraw, 'proposal', proposal),
  proposalWindowSet: mutate<MutationProposalWindowSetArgs>(proposalWindowSet, 'session', session),
}
