import { parseGlobalId } from '../../../kernel/ids.ts'
import { Refused, userError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { ACTIVITY_PREFIX } from '../commands.ts'

/**
 * The superior's activity that a new one joins. Row-level security hides superiors; the database answers this one question
 * (joinable_activity): title of what a superior of a committee that is written to has opened to those below.
 */
export async function joinedOf({ tx }: Work, globalId: string | null | undefined) {
  if (globalId == null) return {}
  const key = parseGlobalId(globalId)
  if (key?.prefix !== ACTIVITY_PREFIX) throw new Refused(notJoinable)
  const { rows } = await tx.client.query<{ title: string }>({ ...JOINABLE, values: [key.organizationId, key.id] })
  const [found] = rows
  if (!found) throw new Refused(notJoinable)
  return { joinsOrganizationId: key.organizationId, joinsActivityId: key.id, joinsTitle: found.title }
}

const JOINABLE = { name: 'joinable_activity', text: 'select title from joinable_activity($1, $2)' }

const notJoinable = userError(
  'NOT_JOINABLE',
  'input.joins',
  '没有这项向下级开放、已通知或正在举行的上级活动',
  'There is no such activity of a superior committee that is open to committees below and announced',
)
