import type { Work } from '../../platform/commands/command.ts'
import { isAny } from '../../platform/graphql/compiler/predicates.ts'
import type { Scope } from '../../platform/graphql/compiler/scope.ts'

/**
 * Seats of the account's person, also where the account has not the role of a member: whoever keeps the ledger must not
 * decide on himself merely because he signed in as staff.
 */
const seatsOfAccount = (organization: string, home: string, account: string): string =>
  `select m.id from accounts a
    join persons own on own.organization_id = a.organization_id and own.id = a.person_id
    join persons p on p.organization_id = ${organization}
      and ((p.organization_id = own.organization_id and p.id = own.id) or p.identity_lookup = own.identity_lookup)
    join members m on m.organization_id = p.organization_id and m.person_id = p.id
  where a.organization_id = ${home} and a.id = ${account}`

/** SQL: the record's member is the viewer. */
export const isOwnSeat = (row: Scope): string =>
  `(${isAny(`${row.alias}.member_id`, row.ownSeats())}
    or ${row.alias}.member_id in (${seatsOfAccount(`${row.alias}.organization_id`, row.home(), row.ownAccount())}))`

/** The viewer's seats in one committee, for a command. */
export async function ownSeatsIn({ tx, viewer }: Work, organizationId: string): Promise<ReadonlySet<string>> {
  const { rows } = await tx.client.query<{ id: string }>({
    name: 'own_seats_in',
    text: seatsOfAccount('$1::bigint', '$2::bigint', '$3::uuid'),
    values: [organizationId, viewer.organizationId, viewer.accountId],
  })
  return new Set([...viewer.memberIds, ...rows.map(row => row.id)])
}
