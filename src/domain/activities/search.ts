import { tokensOf } from '../../kernel/search.ts'
import type { Work } from '../../platform/commands/command.ts'
import type { activities, activitySearch } from './tables.ts'

type Found = Pick<typeof activities.$inferSelect, 'organizationId' | 'id' | 'title' | 'place'>

/** The row by which an activity with this title and place is found. */
export const searchRowOf = ({ organizationId, id, title, place }: Found): typeof activitySearch.$inferInsert => ({
  organizationId,
  activityId: id,
  tokens: tokensOf(`${title}\n${place}`).join(' '),
})

const WRITE = {
  name: 'write_activity_search',
  text: `insert into activity_search (organization_id, activity_id, tokens) values ($1, $2, $3)
    on conflict (organization_id, activity_id) do update set tokens = excluded.tokens`,
}

/** Makes a new or changed activity findable; with the command's last statements, waited for by the commit alone. */
export function writeSearch({ tx }: Work, activity: Found): void {
  const row = searchRowOf(activity)
  tx.closing(() => tx.client.query({ ...WRITE, values: [row.organizationId, row.activityId, row.tokens] }))
}
