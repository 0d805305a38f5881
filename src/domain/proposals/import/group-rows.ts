import { turns } from '../../../platform/turns.ts'
import type { Created, Main } from './compare.ts'
import { type EventRow, type ImportContext, mergedEvent, proposalId } from './event-rows.ts'
import type { Resolved } from './resolve.ts'
import { type Followed, mergedRowsOf, type ProposalRows, rowsOf } from './rows.ts'

/** A proposal that took others in. */
interface Merging {
  readonly mainId: string
  readonly isOnFile: boolean
  readonly mergedFrom: readonly string[]
  readonly event: EventRow
}

/** The rows of all, main ones before what refers to them. */
export async function groupRows(
  created: readonly Created[],
  context: ImportContext,
  lettersOf: (id: string) => readonly string[],
): Promise<{ readonly made: readonly ProposalRows[]; readonly mergings: readonly Merging[] }> {
  const children = created.flatMap(({ row, main }) => (main ? [{ row, main }] : []))
  const ofRow = Map.groupBy(children, ({ main }) => ('row' in main ? main.row : null))
  const mains = new Map<Resolved, ProposalRows>()
  const turn = turns()
  for (const { row, main } of created) {
    await turn()
    const merged = ofRow.get(row) ?? []
    if (!main)
      mains.set(
        row,
        rowsOf(
          row,
          context,
          merged.map(child => child.row),
        ),
      )
  }
  const merged = children.map(({ row, main }) => {
    const followed = followedBy(main, mains, lettersOf)
    return { followed, isOnFile: 'known' in main, rows: mergedRowsOf(row, context, followed) }
  })
  const mergings = [...Map.groupBy(merged, ({ followed }) => followed.id)].map(([mainId, taken]) => {
    const { organizationId } = context
    const mergedFrom = taken.map(({ rows }) => proposalId({ organizationId, proposalId: rows.proposal.id }))
    const event = mergedEvent({ organizationId, proposalId: mainId }, { mergedFrom }, context)
    return { mainId, isOnFile: taken.some(({ isOnFile }) => isOnFile), mergedFrom, event }
  })
  return { made: [...mains.values(), ...merged.map(({ rows }) => rows)], mergings }
}

function followedBy(
  main: Main,
  mains: ReadonlyMap<Resolved, ProposalRows>,
  lettersOf: (id: string) => readonly string[],
): Followed {
  if ('known' in main) return { ...main.known, letters: lettersOf(main.known.id) }
  const rows = mains.get(main.row)
  if (!rows) throw new Error(`row ${main.row.row} was kept out`)
  const { id, state, closedAt = null } = rows.proposal
  return { id, state, closedAt, round: 1, letters: rows.replies.map(reply => reply.id) }
}
