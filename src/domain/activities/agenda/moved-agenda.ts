import type { Work } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import type { Times } from '../rules.ts'

const UNTIMED = {
  name: 'untime_agenda',
  text: `update activity_agenda_items set starts_at = null where organization_id = $1 and activity_id = $2
    and (starts_at < $3 or starts_at >= $4)`,
}

/** Items of a moved activity keep their order, and lose a time that is not within it any more. What the log keeps of that. */
export async function untimeAgenda({ tx }: Work, { organizationId, id }: Key, { startsAt, endsAt }: Times) {
  const values = [organizationId, id, startsAt.toISOString(), endsAt.toISOString()]
  const { rowCount } = await tx.client.query({ ...UNTIMED, values })
  return rowCount ? { agendaUntimed: rowCount } : {}
}
