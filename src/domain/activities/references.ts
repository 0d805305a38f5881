import { and, eq, ne } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { parseGlobalId } from '../../kernel/ids.ts'
import { Refused, userError } from '../../kernel/user-error.ts'
import type { Work } from '../../platform/commands/command.ts'
import { notFound } from '../../platform/commands/load.ts'
import { activityKinds, sessions, specialCommittees } from '../organizations/tables.ts'
import { activities } from './tables.ts'

export type Kind = typeof activityKinds.$inferSelect

type Table = PgTable & { readonly organizationId: PgColumn; readonly id: PgColumn }

/** A row of the same committee that an input refers to. */
async function rowOf<T extends Table>(
  { db }: Work,
  table: T,
  prefix: string,
  { organizationId, globalId, field }: { organizationId: string; globalId: string; field: string },
): Promise<T['$inferSelect']> {
  const key = parseGlobalId(globalId)
  if (key?.prefix !== prefix || key.organizationId !== organizationId) throw notFound(field)
  const [row]: T['$inferSelect'][] = await db
    .select()
    .from(table as PgTable)
    .where(and(eq(table.organizationId, organizationId), eq(table.id, key.id)))
  if (!row) throw notFound(field)
  return row
}

/** The kind of a new activity, which must be in use. */
export async function kindOf(work: Work, organizationId: string, globalId: string): Promise<Kind> {
  const kind = await rowOf(work, activityKinds, 'akd', { organizationId, globalId, field: 'input.kind' })
  if (!kind.isActive) throw retired('input.kind', kind.name)
  return kind
}

export async function kindById({ db }: Work, organizationId: string, id: string): Promise<Kind> {
  const which = and(eq(activityKinds.organizationId, organizationId), eq(activityKinds.id, id))
  const [kind] = await db.select().from(activityKinds).where(which)
  if (!kind) throw new Error(`no kind ${id}`)
  return kind
}

export interface Organizers {
  readonly specialCommittee?: string | null
  readonly session?: string | null
}

/** Columns of the special committee and the session that an input names; what is not given is left out. */
export async function organizersOf(work: Work, organizationId: string, { specialCommittee, session }: Organizers) {
  const columns: { specialCommitteeId?: string | null; sessionId?: string | null } = {}
  if (specialCommittee !== undefined) columns.specialCommitteeId = null
  if (session !== undefined) columns.sessionId = null
  if (specialCommittee != null) {
    const at = { organizationId, globalId: specialCommittee, field: 'input.specialCommittee' }
    const row = await rowOf(work, specialCommittees, 'spc', at)
    if (!row.isActive) throw retired(at.field, row.name)
    columns.specialCommitteeId = row.id
  }
  if (session != null) {
    const at = { organizationId, globalId: session, field: 'input.session' }
    columns.sessionId = (await rowOf(work, sessions, 'ses', at)).id
  }
  return columns
}

const retired = (field: string, name: string) =>
  new Refused(userError('RETIRED', field, `“${name}”已停用`, `"${name}" is retired`))

/** Of a kind that does not repeat there is one under a title: the third meeting is not entered twice. */
export async function refuseRepeated(work: Work, kind: Kind, title: string): Promise<void> {
  if (kind.mayRepeat) return
  // Two at once are one after the other, and the second finds the first's.
  const ofKind = and(eq(activityKinds.organizationId, kind.organizationId), eq(activityKinds.id, kind.id))
  await work.db.select({ id: activityKinds.id }).from(activityKinds).where(ofKind).for('no key update')
  const which = and(
    ...[eq(activities.organizationId, kind.organizationId), eq(activities.kindId, kind.id)],
    ...[eq(activities.title, title), ne(activities.state, 'CANCELLED')],
  )
  const [same] = await work.db.select({ id: activities.id }).from(activities).where(which).limit(1)
  if (!same) return
  throw new Refused(
    userError(
      'DUPLICATE',
      'input.title',
      `已有同名的“${kind.name}”，请核对是否重复建立`,
      `There is "${kind.name}" of this title already; see whether it was entered twice`,
    ),
  )
}
