import type { Language } from '../../../kernel/user-error.ts'
import { mutate, mutateWith, presentErrors } from '../../../platform/commands/mutate.ts'
import { readSelectedList } from '../../../platform/graphql/compiler/read-list.ts'
import { byId, listOf, type Resolver } from '../../../platform/graphql/compiler/resolvers.ts'
import type { Shape } from '../../../platform/graphql/compiler/shape.ts'
import { inOrganization } from '../../organizations/resolvers.ts'
import { proposal } from '../queries.ts'
import { proposalAssign } from './commands/assign.ts'
import { proposalFurtherAssign } from './commands/assign-further.ts'
import { type BatchResult, proposalsAssign } from './commands/assign-many.ts'
import { assignmentReturn, proposalDispatch } from './commands/assignments.ts'
import { proposalClose } from './commands/close.ts'
import { requestDecide } from './commands/decide.ts'
import { replyDraft } from './commands/draft.ts'
import { proposalFeedbackGive } from './commands/feedback.ts'
import { proposalFeedbackCorrect } from './commands/feedback-correct.ts'
import { proposalFeedbackEnter } from './commands/feedback-enter.ts'
import { handlingOpinionGive, handlingOpinionWaive } from './commands/opinions.ts'
import { handlingReassign } from './commands/reassign.ts'
import { handlingExtensionRequest, handlingReturnRequest } from './commands/requests.ts'
import { replyCountersign, replySend, replySendBack } from './commands/review.ts'
import { handlingSignFor, handlingStart, handlingUrge } from './commands/signing.ts'
import { feedback } from './feedback-queries.ts'
import { assignment, handling, reply, request } from './queries.ts'
import { handlingRates } from './rates.ts'

const listed = (shape: Shape): Resolver =>
  listOf(shape, { field: 'CREATED_AT', direction: 'DESC' }, (row, argument) =>
    inOrganization(row, argument, 'organization'),
  )

const present = ({ failures }: BatchResult, language: Language) =>
  failures.map(({ index, errors }) => ({ index, userErrors: presentErrors(errors, language) }))

export const handlingResolvers: Readonly<Record<'Query' | 'Mutation', Readonly<Record<string, Resolver>>>> = {
  Query: {
    proposalHandling: byId(handling),
    proposalHandlings: listed(handling),
    proposalAssignments: listed(assignment),
    proposalRequests: listed(request),
    proposalHandlingRates: handlingRates,
  },
  Mutation: {
    proposalAssign: mutate(proposalAssign, 'proposal', proposal),
    proposalFurtherAssign: mutate(proposalFurtherAssign, 'proposal', proposal),
    proposalsAssign: mutateWith(proposalsAssign, async (context, info, result) => ({
      proposals: await readSelectedList(context, info, 'proposals', proposal, result.done),
      failures: present(result, context.language),
    })),
    proposalDispatch: mutate(proposalDispatch, 'assignment', assignment),
    assignmentReturn: mutate(assignmentReturn, 'assignment', assignment),
    handlingSignFor: mutate(handlingSignFor, 'handling', handling),
    handlingStart: mutate(handlingStart, 'handling', handling),
    handlingReturnRequest: mutate(handlingReturnRequest, 'request', request),
    handlingExtensionRequest: mutate(handlingExtensionRequest, 'request', request),
    requestDecide: mutate(requestDecide, 'request', request),
    handlingReassign: mutate(handlingReassign, 'handling', handling),
    handlingOpinionGive: mutate(handlingOpinionGive, 'handling', handling),
    handlingOpinionWaive: mutate(handlingOpinionWaive, 'handling', handling),
    handlingUrge: mutate(handlingUrge, 'handling', handling),
    replyDraft: mutate(replyDraft, 'reply', reply),
    replyCountersign: mutate(replyCountersign, 'reply', reply),
    replySendBack: mutate(replySendBack, 'reply', reply),
    replySend: mutate(replySend, 'reply', reply),
    proposalFeedbackGive: mutate(proposalFeedbackGive, 'feedback', feedback),
    proposalFeedbackEnter: mutate(proposalFeedbackEnter, 'feedback', feedback),
    proposalFeedbackCorrect: mutate(proposalFeedbackCorrect, 'feedback', feedback),
    proposalClose: mutate(proposalClose, 'proposal', proposal),
  },
}
