import { businessDate } from '../../../kernel/clock.ts'
import { Refused, userError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { forbidden, notFound } from '../../../platform/commands/load.ts'
import { organizationNumber } from '../../organizations/queries.ts'
import { isCollective } from '../guards.ts'
import type { ProposerKind } from '../rules.ts'
import { membersOf, ownSeat } from './seats.ts'

/** For whom a proposal is drafted. */
export interface Proposer {
  readonly organizationId: string
  readonly termId: string
  /** First proposer, convenor or contact. */
  readonly memberId: string | null
}

interface Wish {
  readonly organization?: string | null
  readonly firstProposer?: string | null
}

/** A member drafts for the own seat; the office drafts what a body brings on paper, with or without a contact. */
export async function proposerOf(work: Work, kind: ProposerKind, wish: Wish): Promise<Proposer> {
  const organizationId = wish.organization == null ? work.viewer.organizationId : organizationNumber(wish.organization)
  if (organizationId === null) throw notFound('input.organization')
  if (isCollective(kind) && work.viewer.can('PROPOSAL_EXAMINE', organizationId)) {
    return officeDraft(work, organizationId, wish.firstProposer ?? null)
  }
  if (wish.firstProposer == null && !work.viewer.has('PROPOSAL_OWN')) throw forbidden()
  const seat = await ownSeat(work, wish.firstProposer ?? null)
  if (wish.organization != null && seat.organizationId !== organizationId) throw notFound('input.firstProposer')
  return seat
}

async function officeDraft(work: Work, organizationId: string, contact: string | null): Promise<Proposer> {
  const termId = await currentTerm(work, organizationId)
  if (contact === null) return { organizationId, termId, memberId: null }
  return { organizationId, termId, memberId: await contactOf(work, { organizationId, termId }, contact) }
}

/** A member in office whom a body names. Throws Refused. */
export async function contactOf(
  work: Work,
  place: { readonly organizationId: string; readonly termId: string },
  globalId: string,
): Promise<string> {
  const { memberIds, errors } = await membersOf(work, place, [globalId], () => 'input.firstProposer')
  const [memberId] = memberIds
  if (errors.length > 0 || memberId === undefined) throw new Refused(...errors)
  return memberId
}

async function currentTerm({ tx, now }: Work, organizationId: string): Promise<string> {
  const { rows } = await tx.client.query<{ id: string }>({
    name: 'current_term',
    text: `select id from terms where organization_id = $1 and starts_on <= $2 and (ends_on is null or ends_on >= $2)
      order by number desc limit 1`,
    values: [organizationId, businessDate(now)],
  })
  const [term] = rows
  if (term) return term.id
  throw new Refused(userError('NO_SESSION', null, '目前没有本届政协', 'There is no current term'))
}
