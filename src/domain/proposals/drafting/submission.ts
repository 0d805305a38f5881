import { and, eq, inArray, isNull } from 'drizzle-orm'
import { Refused, userError } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { reverseDutyOfSource } from '../../duty/port.ts'
import {
  keyOf,
  lockProposal,
  moveProposal,
  type ProposalChanges,
  type ProposalRow,
  type ProposalTarget,
  recordProposal,
  stateAfter,
} from '../commands.ts'
import { dutySourceOf, type Proposer, proposersOf, recordDutiesOf } from '../duties.ts'
import { isCollective } from '../guards.ts'
import { noteEvent } from '../history/events.ts'
import { nextNumber } from '../numbers.ts'
import { type Placing, placingOf } from '../rules.ts'
import { proposalSigners, proposalTexts } from '../tables.ts'
import { seatsOf } from './seats.ts'
import { nextVersion, signersOf } from './signers.ts'
import { sessionTimes } from './windows.ts'

/** Hands a proposal in: to a session while it takes proposals, else as an ordinary one (rules, section 1, When). */
export const proposalSubmit = command<ProposalTarget, Key>('proposalSubmit', async (work, target) => {
  const locked = await lockProposal(work, target, 'SUBMIT')
  const state = stateAfter(locked, 'SUBMIT')
  const before = locked.row
  const earlier = before.submittedAt === null ? null : await proposersAtSubmission(work, before)
  const left = await dropThoseWhoLeft(work, before)
  const proposers = await proposersOf(work, [before])
  const proposerKind = isCollective(before.proposerKind) ? before.proposerKind : kindOf(proposers)
  await keepSubmittedText(work, before)
  await bookDuties(work, { ...before, proposerKind }, earlier, proposers)
  // Behind everything else: whoever submits to the session waits from here on.
  const received = before.submittedAt === null ? await receive(work, before) : {}
  const changes = { state, proposerKind, decisionNote: '', ...received }
  const row = await moveProposal(work, before, changes)
  const facts = { ...submissionOf(row), proposers: proposers.map(({ memberId }) => memberId), left }
  await noteEvent(work, row, { action: 'SUBMIT', from: locked.state, to: state, audience: 'ALL', facts })
  recordProposal(work, row, { ...changes, ...facts })
  return keyOf(row)
})

const submissionOf = ({ receiptNumber, period, textNumber }: ProposalRow) => ({ receiptNumber, period, textNumber })

const kindOf = (proposers: readonly Proposer[]): string => (proposers.length > 1 ? 'MEMBERS_JOINT' : 'MEMBER')

/** What a proposal gets when it first comes in, and keeps. */
async function receive(work: Work, row: ProposalRow): Promise<ProposalChanges> {
  const placing = placingOf(await sessionTimes(work, row), work.now)
  if (!placing) throw new Refused(noSession)
  const { sessionId, period }: Placing = placing
  const receiptNumber = await nextNumber(work, row.organizationId, sessionId, 'RECEIPT')
  return { sessionId, period, receiptNumber, submittedAt: work.now.toISOString() }
}

const noSession = userError(
  'NO_SESSION',
  null,
  '本届尚无已召开或正在征集提案的会议，请待征集开始后提交',
  'No session of the term has begun or takes proposals; submit when one does',
)

/** Who accepted and is no member in office any more does not propose. Gives them. */
async function dropThoseWhoLeft(work: Work, row: ProposalRow): Promise<string[]> {
  const accepted = await work.db
    .select({ memberId: proposalSigners.memberId })
    .from(proposalSigners)
    .where(and(signersOf(row), eq(proposalSigners.state, 'ACCEPTED')))
  const ids = accepted.map(signer => signer.memberId)
  const seats = await seatsOf(work, row.organizationId, ids)
  const left = ids.filter(id => id !== row.firstProposerId && !seats.get(id)?.isCurrent)
  if (left.length === 0) return []
  await work.db
    .update(proposalSigners)
    .set({ state: 'CANCELLED', ...nextVersion })
    .where(and(signersOf(row), inArray(proposalSigners.memberId, left)))
  return left
}

/** From here on the committee may read this version. */
async function keepSubmittedText(work: Work, { organizationId, id, textNumber }: ProposalRow): Promise<void> {
  await work.db
    .update(proposalTexts)
    .set({ submittedAt: work.now.toISOString() })
    .where(
      and(
        eq(proposalTexts.organizationId, organizationId),
        eq(proposalTexts.proposalId, id),
        eq(proposalTexts.number, textNumber),
        isNull(proposalTexts.submittedAt),
      ),
    )
}

/** The members who proposed when it was last submitted. */
async function proposersAtSubmission({ tx }: Work, { organizationId, id }: Key): Promise<readonly string[]> {
  const { rows } = await tx.client.query<{ proposers: string[] | null }>({
    name: 'proposers_at_submission',
    text: `select facts -> 'proposers' as proposers from proposal_events
      where organization_id = $1 and proposal_id = $2 and action = 'SUBMIT' order by created_at desc, id desc limit 1`,
    values: [organizationId, id],
  })
  return rows[0]?.proposers ?? []
}

/** A duty each; where others propose after a revision, the earlier ones are taken back first. */
async function bookDuties(
  work: Work,
  row: ProposalRow,
  earlier: readonly string[] | null,
  proposers: readonly Proposer[],
): Promise<void> {
  const isSame = earlier?.length === proposers.length && proposers.every(({ memberId }) => earlier.includes(memberId))
  if (earlier && !isSame) {
    await reverseDutyOfSource(work, dutySourceOf(row), '提案修改后署名人变更', 'PROPOSAL_SUBMITTED')
  }
  await recordDutiesOf(work, [row], 'PROPOSAL_SUBMITTED')
}
