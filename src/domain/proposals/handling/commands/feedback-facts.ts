import { and, eq, inArray, isNotNull, isNull, ne, or } from 'drizzle-orm'
import type { Work } from '../../../../platform/commands/command.ts'
import { forbidden, notFound } from '../../../../platform/commands/load.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { idWithin } from '../../../organizations/commands/shared.ts'
import type { ProposalRow } from '../../commands.ts'
import { proposalSigners, proposals } from '../../tables.ts'
import { proposalFeedback, proposalReplies } from '../replies/tables.ts'
import { proposalDeadlines } from '../tables.ts'
import { lockHandled } from './part.ts'
import type { ReplyRow } from './reply.ts'

/**
 * Locks the proposal that is handled: the one named, or the one it is merged into. Before the named one, as everybody does
 * who moves them together.
 */
export async function lockTarget(work: Work, { organizationId, id }: Key): Promise<ProposalRow | undefined> {
  const [named] = await work.db
    .select({ mergedIntoId: proposals.mergedIntoId })
    .from(proposals)
    .where(and(eq(proposals.organizationId, organizationId), eq(proposals.id, id)))
  return named && lockHandled(work, { organizationId, id: named.mergedIntoId ?? id })
}

/** A letter that was sent to the proposers of this proposal. */
export async function replyOf({ db }: Work, { organizationId, id }: ProposalRow, globalId: string): Promise<ReplyRow> {
  const key = idWithin(organizationId, 'rep', globalId)
  const [reply] =
    key === null
      ? []
      : await db
          .select()
          .from(proposalReplies)
          .where(
            and(
              eq(proposalReplies.organizationId, organizationId),
              eq(proposalReplies.id, key),
              eq(proposalReplies.proposalId, id),
              isNotNull(proposalReplies.sentAt),
            ),
          )
  if (!reply) throw notFound('input.reply')
  return reply
}

/** The viewer's seat among the proposers; endorsers are not asked. */
export async function signerOf({ db, viewer }: Work, { organizationId, id }: ProposalRow): Promise<string> {
  const [signer] = await db
    .select({ memberId: proposalSigners.memberId })
    .from(proposalSigners)
    .where(
      and(
        eq(proposalSigners.organizationId, organizationId),
        eq(proposalSigners.proposalId, id),
        inArray(proposalSigners.memberId, [...viewer.memberIds]),
        eq(proposalSigners.state, 'ACCEPTED'),
        ne(proposalSigners.role, 'ENDORSER'),
      ),
    )
  if (!signer) throw forbidden()
  return signer.memberId
}

/** Whether a proposer rated the letter; null is the body. A body and its contact, who comes first among the proposers, are one. */
export async function isGiven({ db }: Work, proposal: ProposalRow, replyId: string, memberId: string | null) {
  const { organizationId, id, firstProposerId } = proposal
  const who = memberId ?? firstProposerId
  const isWho = who === null ? undefined : eq(proposalFeedback.memberId, who)
  const given = await db
    .select({ id: proposalFeedback.id })
    .from(proposalFeedback)
    .where(
      and(
        eq(proposalFeedback.organizationId, organizationId),
        eq(proposalFeedback.replyId, replyId),
        eq(proposalFeedback.proposalId, id),
        who === firstProposerId ? or(isNull(proposalFeedback.memberId), isWho) : isWho,
      ),
    )
  return given.length > 0
}

/** Last day for the feedback of this proposal's own proposers. */
export async function dueOn({ db }: Work, { organizationId, id }: ProposalRow): Promise<string | null> {
  const [deadline] = await db
    .select({ dueOn: proposalDeadlines.dueOn })
    .from(proposalDeadlines)
    .where(
      and(
        eq(proposalDeadlines.organizationId, organizationId),
        eq(proposalDeadlines.proposalId, id),
        eq(proposalDeadlines.kind, 'FEEDBACK'),
        eq(proposalDeadlines.isCurrent, true),
        isNull(proposalDeadlines.handlingId),
      ),
    )
  return deadline?.dueOn ?? null
}
