import { parseGlobalId } from '../../../../kernel/ids.ts'
import { command } from '../../../../platform/commands/command.ts'
import { notFound } from '../../../../platform/commands/load.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import {
  globalIdOf,
  keyOf,
  lockProposal,
  moveProposal,
  type ProposalTarget,
  recordProposal,
  stateAfter,
} from '../../commands.ts'
import { lockTarget } from '../../handling/commands/feedback-facts.ts'
import { noteEvent } from '../../history/events.ts'
import { type Reasoned, reasonOf } from '../../notes.ts'

/**
 * Takes a proposal out of the one it was merged into by mistake, before that is assigned: it is on file again for itself,
 * under its own number. Both go to their next version, as by merging.
 */
export const proposalUnmerge = command<ProposalTarget & Reasoned, Key>(
  'proposalUnmerge',
  async (work, { input, ...given }) => {
    const key = parseGlobalId(given.id)
    if (key?.prefix !== 'prop') throw notFound('id')
    const target = await lockTarget(work, key)
    const locked = await lockProposal(work, given, 'UNMERGE')
    const state = stateAfter(locked, 'UNMERGE')
    const note = reasonOf({ input })
    if (!target || target.id !== locked.row.mergedIntoId) throw new Error(`${given.id} is merged into another one`)
    const row = await moveProposal(work, locked.row, { state, mergedIntoId: null })
    recordProposal(work, row, { state, mergedIntoId: null, reason: note })
    const action = { action: 'UNMERGE', audience: 'PROPOSERS', note } as const
    await noteEvent(work, row, { ...action, from: locked.state, to: state, facts: { outOf: globalIdOf(target) } })
    const left = await moveProposal(work, target, {})
    const facts = { released: [globalIdOf(row)] }
    recordProposal(work, left, facts)
    await noteEvent(work, left, { ...action, facts })
    return keyOf(row)
  },
)
