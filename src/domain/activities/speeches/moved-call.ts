import type { Work } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'

const SHORTEN = {
  name: 'shorten_speech_call',
  text: `update activity_speech_calls set closes_at = $3, version = version + 1
    where organization_id = $1 and activity_id = $2 and closes_at > $3`,
}

/** The call of a locked activity that ends earlier now ends with it. What the log keeps of that. */
export async function shortenCall({ tx }: Work, { organizationId, id }: Key, endsAt: Date) {
  const closesAt = endsAt.toISOString()
  const { rowCount } = await tx.client.query({ ...SHORTEN, values: [organizationId, id, closesAt] })
  return rowCount ? { speechCall: { closesAt } } : {}
}
