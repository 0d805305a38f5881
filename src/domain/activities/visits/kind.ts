import { and, eq } from 'drizzle-orm'
import { Refused, userError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { activityKinds } from '../../organizations/tables.ts'
import { type ActivityRow, lockActivityUnversioned } from '../commands.ts'
import { unconfirmed } from '../rules.ts'
import { isUnconfirmed } from '../workflow.ts'

/** An activity of this kind, locked for the office; it has not been cancelled. Throws Refused. */
export async function lockOfKind(work: Work, globalId: string, code: string): Promise<ActivityRow> {
  const { row } = await lockActivityUnversioned(work, globalId, ['ACTIVITY_MANAGE'], { field: 'activity' })
  if (row.state === 'CANCELLED') throw new Refused(cancelled)
  if (isUnconfirmed(row)) throw new Refused(unconfirmed('activity'))
  const { organizationId, kindId } = row
  const which = and(eq(activityKinds.organizationId, organizationId), eq(activityKinds.id, kindId))
  const [kind] = await work.db.select().from(activityKinds).where(which)
  if (kind?.code !== code) throw new Refused(wrongKind(kind?.name ?? ''))
  return row
}

const cancelled = userError('INVALID_STATE', 'activity', '该活动已取消', 'The activity is cancelled')

const wrongKind = (name: string) =>
  userError(
    'KIND_NOT_ALLOWED',
    'activity',
    `“${name}”类活动不登记此项`,
    `This is not recorded for an activity of the kind "${name}"`,
  )
