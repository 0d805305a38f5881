import { and, eq, inArray, ne } from 'drizzle-orm'
import { Refused, userError } from '../../../kernel/user-error.ts'
import { command } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { keyOf, lockProposalUnversioned, stateAfter } from '../commands.ts'
import { noteEvent } from '../history/events.ts'
import { proposalSigners } from '../tables.ts'
import { heldSeatOf } from './seats.ts'
import { nextVersion, signersOf } from './signers.ts'

interface Sign {
  readonly id: string
  /** What the signer read. Not the version: others may sign meanwhile. */
  readonly expectedTextNumber: number
  readonly input: { readonly accept: boolean }
}

/** An invited member signs the text that he read, or declines. */
export const proposalSign = command<Sign, Key>('proposalSign', async (work, { id, expectedTextNumber, input }) => {
  const locked = await lockProposalUnversioned(work, id, 'SIGN')
  stateAfter(locked, 'SIGN')
  const { row } = locked
  if (row.textNumber !== expectedTextNumber) throw new Refused(textChanged(row.textNumber))
  const own = and(
    signersOf(row),
    ne(proposalSigners.role, 'FIRST'),
    inArray(proposalSigners.memberId, [...work.viewer.memberIds]),
    eq(proposalSigners.state, 'INVITED'),
  )
  const state = input.accept ? 'ACCEPTED' : 'DECLINED'
  const [signer] = await work.db
    .update(proposalSigners)
    .set({ state, textNumber: row.textNumber, answeredAt: work.now.toISOString(), ...nextVersion })
    .where(own)
    .returning()
  if (!signer) throw new Error('the open invitation was not found')
  if (input.accept) await heldSeatOf(work, row, signer.memberId)
  const facts = { memberId: signer.memberId, role: signer.role, textNumber: row.textNumber }
  await noteEvent(work, row, { action: input.accept ? 'ACCEPT' : 'DECLINE', audience: 'PROPOSERS', facts })
  work.record(row.organizationId, {
    recordType: 'ProposalSigner',
    recordId: signer.id,
    version: signer.version,
    op: 'UPDATE',
    payload: { ...facts, state },
  })
  return keyOf(row)
})

const textChanged = (textNumber: number) =>
  userError(
    'TEXT_CHANGED',
    'expectedTextNumber',
    `提案文本已修改（第 ${textNumber} 版），请重新阅读后再答复`,
    `The text was changed meanwhile (it is number ${textNumber} now); read it again and answer then`,
  )
