import { businessDate } from '../../../kernel/clock.ts'
import { parseGlobalId } from '../../../kernel/ids.ts'
import { Refused, type UserError, userError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { forbidden, notFound } from '../../../platform/commands/load.ts'
import { seesMember } from '../../members/policy.ts'

/** A member's seat as far as proposing goes. */
export interface Seat {
  readonly organizationId: string
  readonly memberId: string
  readonly termId: string
  /** In office in a term that runs: a proposer must be a member of the current term (rules, section 1). */
  readonly isCurrent: boolean
}

const SEATS = `select m.organization_id::text as "organizationId", m.id as "memberId", m.term_id as "termId",
    m.status = 'ACTIVE' and t.starts_on <= $2::date and (t.ends_on is null or t.ends_on >= $2::date) as "isCurrent"
  from members m join terms t on t.organization_id = m.organization_id and t.id = m.term_id
  where m.organization_id = any($1::bigint[]) and `

/** Seats of one committee by their ids. */
export async function seatsOf(
  { tx, now }: Work,
  organizationId: string,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, Seat>> {
  const text = `${SEATS} m.id = any($3::uuid[])`
  const values = [[organizationId], businessDate(now), memberIds]
  const { rows } = await tx.client.query<Seat>({ name: 'proposal_seats', text, values })
  return new Map(rows.map(seat => [seat.memberId, seat]))
}

/** The seat for which a member proposes: the one named, else the only one held now. */
export async function ownSeat(work: Work, globalId: string | null): Promise<Seat> {
  const seat = globalId === null ? await onlySeat(work) : await namedSeat(work, globalId)
  if (seat.isCurrent) return seat
  throw new Refused(
    userError(
      'NOT_A_MEMBER',
      'input.firstProposer',
      '该席位不是本届在任委员，不能提出提案',
      'The seat is not one of a member in office in the current term',
    ),
  )
}

async function namedSeat(work: Work, globalId: string): Promise<Seat> {
  const { viewer } = work
  const field = 'input.firstProposer'
  const key = parseGlobalId(globalId)
  if (key?.prefix !== 'mem') throw notFound(field)
  const seat = (await seatsOf(work, key.organizationId, [key.id])).get(key.id)
  if (!seat || !seesMember(viewer, key)) throw notFound(field)
  if (!viewer.can('PROPOSAL_OWN', key.organizationId) || !viewer.memberIds.includes(key.id)) throw forbidden()
  return seat
}

async function onlySeat({ tx, viewer, now }: Work): Promise<Seat> {
  const organizations = viewer.organizationsWith('PROPOSAL_OWN')
  if (organizations.length === 0) throw forbidden()
  const text = `${SEATS} m.id = any($3::uuid[])`
  const values = [organizations, businessDate(now), viewer.memberIds]
  const { rows } = await tx.client.query<Seat>({ name: 'proposal_seats', text, values })
  const [seat, ...others] = rows.filter(one => one.isCurrent)
  if (seat && others.length === 0) return seat
  const [zh, en] = seat
    ? ['您有多个委员席位，请指明是哪一个', 'You hold several seats; say which one']
    : ['您目前没有在任的委员席位', 'You hold no seat now']
  throw new Refused(userError(seat ? 'REQUIRED' : 'NOT_A_MEMBER', 'input.firstProposer', zh, en))
}

/** Members of the committee and term, in office, by their global ids; each that is none with its place. */
export async function membersOf(
  work: Work,
  { organizationId, termId }: { readonly organizationId: string; readonly termId: string },
  globalIds: readonly string[],
  path: (index: number) => string,
): Promise<{ readonly memberIds: readonly string[]; readonly errors: readonly UserError[] }> {
  const keys = globalIds.map(id => parseGlobalId(id))
  const ids = keys.map(key => (key?.prefix === 'mem' && key.organizationId === organizationId ? key.id : null))
  const seats = await seatsOf(
    work,
    organizationId,
    ids.filter(id => id !== null),
  )
  const errors = ids.flatMap((id, index) => {
    const seat = id === null ? undefined : seats.get(id)
    if (!seat)
      return [userError('NOT_FOUND', path(index), '本机构没有这名委员', 'There is no such member of the committee')]
    if (ids.indexOf(id) !== index) {
      return [userError('DUPLICATE', path(index), '同一委员重复', 'The same member stands twice')]
    }
    return seat.isCurrent && seat.termId === termId ? [] : [notInOffice(path(index))]
  })
  return { memberIds: ids.filter(id => id !== null), errors }
}

/** Whoever signs is in office at that moment. Throws Refused. */
export async function heldSeatOf(
  work: Work,
  { organizationId, termId }: { readonly organizationId: string; readonly termId: string },
  memberId: string,
): Promise<void> {
  const seat = (await seatsOf(work, organizationId, [memberId])).get(memberId)
  if (!seat?.isCurrent || seat.termId !== termId) throw new Refused(notInOffice('id'))
}

const notInOffice = (field: string): UserError =>
  userError('NOT_A_MEMBER', field, '该委员不是本届在任委员', 'The member is not in office in the current term')
