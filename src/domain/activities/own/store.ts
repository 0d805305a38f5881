import { and, eq } from 'drizzle-orm'
import { newId } from '../../../kernel/ids.ts'
import { Refused, userError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { insertRows } from '../../../platform/db/bulk.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { activityMaterials } from '../agenda/tables.ts'
import { halfDaysLogged, insertHalfDays } from '../half-days/load.ts'
import { activityHalfDays } from '../tables.ts'
import { entryIn, registered } from '../visits/register.ts'
import { activitySubjects } from '../visits/tables.ts'
import type { CheckedContent } from './content.ts'

/** Writes what hangs on a member's own activity in place of what was there; gives what the change log keeps of it. */
export async function writeParts(work: Work, activity: Key, { halfDays, subjects, fileIds }: CheckedContent) {
  const { organizationId, id: activityId } = activity
  const of = { organizationId, activityId }
  const subjectIds: string[] = []
  for (const [index, subject] of subjects.entries()) {
    const path = `input.subjects.${index}`
    const { id } = await registered(work, organizationId, entryIn(subject, path), path, newId())
    if (subjectIds.includes(id)) throw new Refused(twice(`${path}.name`))
    subjectIds.push(id)
  }
  for (const table of [activityHalfDays, activitySubjects, activityMaterials]) {
    await work.db.delete(table).where(and(eq(table.organizationId, organizationId), eq(table.activityId, activityId)))
  }
  await insertHalfDays(work, activity, halfDays)
  const createdAt = work.now.toISOString()
  await insertRows(
    work.tx,
    activitySubjects,
    subjectIds.map(subjectId => ({ ...of, subjectId, createdAt })),
  )
  await insertRows(
    work.tx,
    activityMaterials,
    fileIds.map((fileId, rank) => ({ ...of, fileId, rank })),
  )
  return { halfDays: halfDaysLogged(halfDays), subjects: subjectIds, materials: fileIds }
}

const twice = (field: string) => userError('DUPLICATE', field, '同一走访对象重复', 'The same subject stands twice')
