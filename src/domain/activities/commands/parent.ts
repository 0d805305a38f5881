import { and, eq, inArray } from 'drizzle-orm'
import { Refused, userError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { notFound } from '../../../platform/commands/load.ts'
import { type ActivityRow, lockActivityUnversioned, stateAfter } from '../commands.ts'
import { isInside, type Times } from '../rules.ts'
import { activities } from '../tables.ts'

export const timesOf = ({ startsAt, endsAt }: Pick<ActivityRow, 'startsAt' | 'endsAt'>): Times => ({
  startsAt: new Date(startsAt),
  endsAt: new Date(endsAt),
})

/** The activity of which a new one is a sub-session: of the same committee, not done with, and no sub-session itself. */
export async function parentOf(
  work: Work,
  organizationId: string,
  globalId: string | null | undefined,
  times: Times,
): Promise<string | null> {
  if (globalId == null) return null
  const field = 'input.partOf'
  // Shared: it must not be moved or cancelled meanwhile, but several parts of it may be entered at once.
  const locked = await lockActivityUnversioned(work, globalId, 'UPDATE', { field, strength: 'share' })
  if (locked.row.organizationId !== organizationId) throw notFound(field)
  stateAfter(locked, 'UPDATE')
  if (locked.row.parentId !== null) throw new Refused(noPartOfPart)
  if (!isInside(times, timesOf(locked.row))) throw new Refused(outsideParent('input.startsAt'))
  return locked.row.id
}

/** A sub-session stays within its activity wherever it is moved. */
export async function refuseOutsideParent(work: Work, row: ActivityRow, times: Times): Promise<void> {
  if (row.parentId === null) return
  const which = and(eq(activities.organizationId, row.organizationId), eq(activities.id, row.parentId))
  const [parent] = await work.db.select().from(activities).where(which).for('share')
  if (parent && !isInside(times, timesOf(parent))) throw new Refused(outsideParent('input.startsAt'))
}

/** Sub-sessions that still go on with an activity, locked. */
export const subSessionsOf = ({ db }: Work, { organizationId, id }: ActivityRow) =>
  db
    .select()
    .from(activities)
    .where(
      and(
        ...[eq(activities.organizationId, organizationId), eq(activities.parentId, id)],
        inArray(activities.state, ['PLANNED', 'NOTIFIED', 'HELD']),
      ),
    )
    .orderBy(activities.id)
    .for('update')

/** An activity does not move away from its sub-sessions. */
export async function refuseLeavingParts(work: Work, row: ActivityRow, times: Times): Promise<void> {
  const left = (await subSessionsOf(work, row)).find(part => !isInside(timesOf(part), times))
  if (left) throw new Refused(partOutside(left.title))
}

const noPartOfPart = userError(
  'NOT_APPLICABLE',
  'input.partOf',
  '分会下不能再设分会',
  'A sub-session has no sub-sessions of its own',
)

const outsideParent = (field: string) =>
  userError(
    'OUTSIDE_PARENT',
    field,
    '分会须在上级会议的时间之内',
    'A sub-session lies within the activity it belongs to',
  )

const partOutside = (title: string) =>
  userError(
    'OUTSIDE_PARENT',
    'input.startsAt',
    `分会“${title}”不在新的时间之内，请先调整分会`,
    `The sub-session "${title}" would lie outside the new times; move it first`,
  )
