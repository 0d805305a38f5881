import { and, eq, ne, sql } from 'drizzle-orm'
import { newId } from '../../../kernel/ids.ts'
import type { Work } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { ProposalCoSigning } from '../../organizations/policies/proposal-drafting.ts'
import { heldValue } from '../../organizations/port.ts'
import { invitationEnd } from '../rules.ts'
import { proposalSigners } from '../tables.ts'

export const signersOf = ({ organizationId, id }: Key) =>
  and(eq(proposalSigners.organizationId, organizationId), eq(proposalSigners.proposalId, id))

const isFirst = eq(proposalSigners.role, 'FIRST')

/** Raises a signer's version with his other changes. */
export const nextVersion = { version: sql`${proposalSigners.version} + 1` }

/** First proposer, or contact of a body: signs by drafting. */
export async function signFirst(work: Work, { organizationId, id }: Key, memberId: string, textNumber: number) {
  const at = work.now.toISOString()
  await work.db.insert(proposalSigners).values({
    ...{ organizationId, id: newId(), proposalId: id, memberId, role: 'FIRST', state: 'ACCEPTED', rank: 0 },
    ...{ textNumber, invitedAt: at, answeredAt: at, createdAt: at },
  })
}

/** Another contact of a body in the place of the one before, or none. */
export async function replaceFirst(work: Work, key: Key, memberId: string | null, textNumber: number): Promise<void> {
  await work.db.delete(proposalSigners).where(and(signersOf(key), isFirst))
  if (memberId !== null) await signFirst(work, key, memberId, textNumber)
}

/** When an invitation of now runs out. */
export async function expiryOf(work: Work, organizationId: string): Promise<string> {
  const { invitationDays } = await heldValue(work, organizationId, 'PROPOSAL_CO_SIGNING', ProposalCoSigning)
  return invitationEnd(work.now, invitationDays)
}

/** Another text: who accepted the one before is asked again (rules, section 1, Co-signing). Gives the members asked. */
export async function askAgain(work: Work, key: Key, textNumber: number): Promise<string[]> {
  await work.db
    .update(proposalSigners)
    .set({ textNumber })
    .where(and(signersOf(key), isFirst))
  const asked = await work.db
    .update(proposalSigners)
    .set({
      ...{ state: 'INVITED', textNumber: null, answeredAt: null, ...nextVersion },
      ...{ invitedAt: work.now.toISOString(), expiresAt: await expiryOf(work, key.organizationId) },
    })
    .where(and(signersOf(key), ne(proposalSigners.role, 'FIRST'), eq(proposalSigners.state, 'ACCEPTED')))
    .returning({ memberId: proposalSigners.memberId })
  return asked.map(signer => signer.memberId)
}
