import { and, eq } from 'drizzle-orm'
import { newId, parseGlobalId } from '../../../../kernel/ids.ts'
import { Refused, userError } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import { expectVersion, lockRow, notFound } from '../../../../platform/commands/load.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { type ActivityRow, keyOf, moveActivity, recordActivity, textOf } from '../../commands.ts'
import { lockOfKind } from '../kind.ts'
import { creditCodeIn, entryIn, find, type GivenSubject, registered, taken } from '../register.ts'
import { NAME_MAX, type SubjectKind, VISIT } from '../rules.ts'
import { activitySubjects, visitSubjects } from '../tables.ts'

export const SUBJECT_PREFIX = 'vsub'

interface Adding {
  readonly activity: string
  readonly input: GivenSubject & { readonly id?: string | null }
}

/** Notes whom a visit went to (走访对象). The register knows each enterprise, expert and place once. */
export const activitySubjectAdd = command<Adding, Key>('activitySubjectAdd', async (work, { activity, input }) => {
  const row = await lockOfKind(work, activity, VISIT)
  if (row.visitKind !== null && row.visitKind !== input.kind) throw new Refused(otherKind)
  const subject = await registered(work, row.organizationId, entryIn(input, 'input'), 'input', input.id ?? newId())
  const link = { organizationId: row.organizationId, activityId: row.id, subjectId: subject.id }
  const added = await work.db
    .insert(activitySubjects)
    .values({ ...link, createdAt: work.now.toISOString() })
    .onConflictDoNothing()
    .returning({ subjectId: activitySubjects.subjectId })
  if (added.length === 0) throw new Refused(alreadyNoted)
  return noted(work, row, { subjectAdded: subject.id })
})

interface Removing {
  readonly activity: string
  readonly subject: string
}

/** Takes a subject off a visit; it stays in the register. */
export const activitySubjectRemove = command<Removing, Key>('activitySubjectRemove', async (work, given) => {
  const row = await lockOfKind(work, given.activity, VISIT)
  const key = parseGlobalId(given.subject)
  if (key?.prefix !== SUBJECT_PREFIX || key.organizationId !== row.organizationId) throw notFound('subject')
  const link = and(
    eq(activitySubjects.organizationId, row.organizationId),
    eq(activitySubjects.activityId, row.id),
    eq(activitySubjects.subjectId, key.id),
  )
  const removed = await work.db.delete(activitySubjects).where(link).returning({ id: activitySubjects.subjectId })
  if (removed.length === 0) throw notFound('subject')
  return noted(work, row, { subjectRemoved: key.id })
})

interface Correcting {
  readonly id: string
  readonly expectedVersion: number
  readonly input: { readonly name?: string | null; readonly creditCode?: string | null }
}

/** Corrects an entry of the register, for all visits alike. */
export const visitSubjectUpdate = command<Correcting, Key>('visitSubjectUpdate', async (work, given) => {
  const row = await lockRow(work, visitSubjects, SUBJECT_PREFIX, given.id, {
    see: (viewer, { organizationId }) => viewer.can('ACTIVITY_READ', organizationId),
    may: (viewer, { organizationId }) => viewer.can('ACTIVITY_MANAGE', organizationId),
  })
  expectVersion(row, given.expectedVersion)
  const name = textOf('input.name', given.input.name ?? row.name, { max: NAME_MAX })
  const kind: SubjectKind = row.kind === 'ENTERPRISE' ? 'ENTERPRISE' : 'EXPERT'
  const creditCode =
    given.input.creditCode === undefined ? row.creditCode : creditCodeIn(kind, given.input.creditCode, 'input')
  const known = await find(work, row.organizationId, { kind: row.kind, name, creditCode })
  if (known.some(other => other.id !== row.id)) throw new Refused(taken('input'))
  await work.db
    .update(visitSubjects)
    .set({ name, creditCode, version: row.version + 1 })
    .where(and(eq(visitSubjects.organizationId, row.organizationId), eq(visitSubjects.id, row.id)))
  const version = row.version + 1
  const payload = { name, creditCode }
  work.record(row.organizationId, { recordType: 'VisitSubject', recordId: row.id, version, op: 'UPDATE', payload })
  return keyOf(row)
})

async function noted(work: Work, row: ActivityRow, payload: Readonly<Record<string, string>>): Promise<Key> {
  const moved = await moveActivity(work, row, {})
  recordActivity(work, moved, payload)
  return keyOf(moved)
}

const otherKind = userError(
  'KIND_NOT_ALLOWED',
  'input.kind',
  '与该走访活动的走访类别不符',
  'The visit goes to another kind of subject',
)
const alreadyNoted = userError('DUPLICATE', 'input.name', '该走访对象已登记', 'The visit has this subject already')
