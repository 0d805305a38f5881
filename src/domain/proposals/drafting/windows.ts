import { and, eq } from 'drizzle-orm'
import { parseGlobalId } from '../../../kernel/ids.ts'
import { Refused } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { expectVersion, lockRow } from '../../../platform/commands/load.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { canSeeEntry } from '../../organizations/policy.ts'
import { sessions } from '../../organizations/tables.ts'
import { type SessionTime, windowErrors } from '../rules.ts'
import { proposalWindows } from './tables.ts'

interface WindowSet {
  readonly session: string
  readonly expectedVersion?: number | null
  readonly input: { readonly opensAt: string; readonly cutOffAt: string }
}

/** Announces when a session takes proposals. What was submitted before a change stays as it came in. */
export const proposalWindowSet = command<WindowSet, Key>(
  'proposalWindowSet',
  async (work, { session, expectedVersion, input }) => {
    await queueOf(work, session)
    const row = await lockRow(work, sessions, 'ses', session, {
      field: 'session',
      see: canSeeEntry,
      may: (viewer, { organizationId }) => viewer.can('PROPOSAL_EXAMINE', organizationId),
    })
    const { organizationId, id: sessionId } = row
    const all = await work.db.select().from(proposalWindows).where(eq(proposalWindows.organizationId, organizationId))
    const existing = all.find(window => window.sessionId === sessionId)
    expectVersion(existing ?? { version: 0 }, expectedVersion ?? 0)
    const window = { opensAt: input.opensAt, cutOffAt: input.cutOffAt }
    const errors = windowErrors(
      window,
      all.filter(other => other !== existing),
    )
    if (errors.length > 0) throw new Refused(...errors)
    const version = (existing?.version ?? 0) + 1
    const { organizationId: first, sessionId: second } = proposalWindows
    await work.db
      .insert(proposalWindows)
      .values({ organizationId, sessionId, ...window })
      .onConflictDoUpdate({ target: [first, second], set: { ...window, version } })
    const op = existing ? 'UPDATE' : 'CREATE'
    work.record(organizationId, { recordType: 'ProposalWindow', recordId: sessionId, version, op, payload: window })
    return { organizationId, id: sessionId }
  },
)

/**
 * Sessions' times are compared with one another, so they are announced one by one: the committee first, its session after it,
 * as whoever changes the session does. `lockRow` refuses those who may not.
 */
async function queueOf({ tx, viewer }: Work, session: string): Promise<void> {
  const organizationId = parseGlobalId(session)?.organizationId
  if (!organizationId || !viewer.can('PROPOSAL_EXAMINE', organizationId)) return
  await tx.client.query('select from organizations where organization_id = $1 for no key update', [organizationId])
}

/** The sessions of a proposal's term, with when each takes proposals. */
export async function sessionTimes(
  { db }: Work,
  { organizationId, termId }: { readonly organizationId: string; readonly termId: string },
): Promise<SessionTime[]> {
  const rows = await db
    .select({ session: sessions, window: proposalWindows })
    .from(sessions)
    .leftJoin(
      proposalWindows,
      and(eq(proposalWindows.organizationId, sessions.organizationId), eq(proposalWindows.sessionId, sessions.id)),
    )
    .where(and(eq(sessions.organizationId, organizationId), eq(sessions.termId, termId)))
  return rows.map(({ session: { id, number, startsOn }, window }) => ({ id, number, startsOn, window }))
}
