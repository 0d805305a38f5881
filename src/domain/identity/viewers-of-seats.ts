import type { Viewer } from '../../kernel/viewer.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { type ViewerFacts, viewerOf } from './viewer.ts'

/**
 * Whose some seats of a committee are: the active accounts that act for them, as they act for themselves. Asks of those that
 * the committee gave its MEMBER role; of another committee's account only where a seat's person can be one there.
 */
export async function viewersOfSeats(
  { client }: Tx,
  organizationId: string,
  memberIds: readonly string[],
): Promise<readonly Viewer[]> {
  const { rows } = await client.query<{ home: string; facts: ViewerFacts }>({
    ...OF_SEATS,
    values: [organizationId, memberIds],
  })
  return rows
    .filter(({ facts }) => facts.status === 'ACTIVE')
    .map(({ home, facts }) =>
      viewerOf({ organizationId: home, accountId: facts.accountId, sessionId: null, tokenHash: null }, facts),
    )
}

const OF_SEATS = {
  name: 'viewers_of_seats',
  text: `with seat as (select m.id, m.person_id, p.identity_lookup from members m
      join persons p on p.organization_id = m.organization_id and p.id = m.person_id
      where m.organization_id = $1 and m.id = any($2::uuid[])),
    asked as (select distinct g.account_organization_id as home, g.account_id from role_grants g
      where g.organization_id = $1 and g.role = 'MEMBER' and case when g.account_organization_id = $1
        then exists (select from accounts a join seat s on s.person_id = a.person_id where a.organization_id = $1 and a.id = g.account_id)
        else exists (select from seat s where s.identity_lookup is not null) end)
    select a.home::text as home, v.facts from asked a cross join lateral (select load_viewer(a.home, a.account_id, null, null) as facts) v
    where exists (select from seat s where v.facts -> 'seats' @> jsonb_build_array(jsonb_build_object('memberId', s.id)))
      and jsonb_array_length(v.facts -> 'seats') > 1`,
}
