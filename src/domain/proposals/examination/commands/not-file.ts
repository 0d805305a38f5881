import { and, eq } from 'drizzle-orm'
import { parseGlobalId } from '../../../../kernel/ids.ts'
import { Refused, userError } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import { notFound } from '../../../../platform/commands/load.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { notFilingGrounds } from '../../../organizations/tables.ts'
import { keyOf, lockProposal, moveProposal, type ProposalTarget, recordProposal, stateAfter } from '../../commands.ts'
import { noteEvent } from '../../history/events.ts'
import { noteOf } from '../../notes.ts'

interface NotFiling extends ProposalTarget {
  readonly input: { readonly ground: string; readonly disposition: string; readonly note?: string | null }
}

/** A disposition, never a deletion: the proposal stays, and its proposers are told the ground (rules, section 1, Examination). */
export const proposalNotFile = command<NotFiling, Key>('proposalNotFile', async (work, { input, ...target }) => {
  const action = 'NOT_FILE'
  const locked = await lockProposal(work, target, action)
  const state = stateAfter(locked, action)
  const ground = await activeGround(work, locked.row.organizationId, input.ground)
  const { disposition } = input
  const content = { state, groundId: ground.id, disposition, decisionNote: noteOf(input.note) }
  const row = await moveProposal(work, locked.row, content)
  recordProposal(work, row, content)
  await noteEvent(work, row, {
    ...{ action, from: locked.state, to: state, audience: 'PROPOSERS', note: content.decisionNote },
    // The name as it reads today, whatever becomes of the dictionary.
    facts: { ground: ground.name, disposition },
  })
  return keyOf(row)
})

async function activeGround({ db }: Work, organizationId: string, globalId: string) {
  const field = 'input.ground'
  const key = parseGlobalId(globalId)
  if (key?.prefix !== 'nfg' || key.organizationId !== organizationId) throw notFound(field)
  const which = and(eq(notFilingGrounds.organizationId, organizationId), eq(notFilingGrounds.id, key.id))
  const [ground] = await db.select().from(notFilingGrounds).where(which)
  if (!ground) throw notFound(field)
  if (ground.isActive) return ground
  throw new Refused(
    userError('ENTRY_RETIRED', field, '该不予立案情形已停用，请另选', 'This ground is retired; choose another one'),
  )
}
