import { and, eq, inArray } from 'drizzle-orm'
import { parseGlobalId } from '../../../kernel/ids.ts'
import { type UserError, userError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { members } from '../../members/tables.ts'
import { MEMBERS_MAX } from './rules.ts'
import { activityOutcomeMembers } from './tables.ts'

interface Named {
  readonly memberIds: readonly string[]
  readonly errors: readonly UserError[]
}

/** Members of the committee by their global ids; each that is none, or stands twice, with its place. */
export async function namedMembers(
  { db }: Work,
  organizationId: string,
  globalIds: readonly string[],
  field = 'input.members',
): Promise<Named> {
  if (globalIds.length > MEMBERS_MAX) return { memberIds: [], errors: [tooMany(field)] }
  const ids = globalIds.map(id => {
    const key = parseGlobalId(id)
    return key?.prefix === 'mem' && key.organizationId === organizationId ? key.id : null
  })
  const wanted = ids.filter(id => id !== null)
  const found =
    wanted.length === 0
      ? []
      : await db
          .select({ id: members.id })
          .from(members)
          .where(and(eq(members.organizationId, organizationId), inArray(members.id, wanted)))
  const known = new Set(found.map(member => member.id))
  const errors = ids.flatMap((id, index) => {
    if (id === null || !known.has(id)) return [unknownMember(`${field}.${index}`)]
    return ids.indexOf(id) === index ? [] : [repeated(`${field}.${index}`)]
  })
  return { memberIds: wanted, errors }
}

export async function membersOfOutcome({ db }: Work, { organizationId, id }: Key): Promise<string[]> {
  const rows = await db
    .select({ memberId: activityOutcomeMembers.memberId })
    .from(activityOutcomeMembers)
    .where(and(eq(activityOutcomeMembers.organizationId, organizationId), eq(activityOutcomeMembers.outcomeId, id)))
    .orderBy(activityOutcomeMembers.memberId)
  return rows.map(row => row.memberId)
}

export async function nameMembers(
  { db }: Work,
  { organizationId, id }: Key,
  memberIds: readonly string[],
): Promise<void> {
  if (memberIds.length === 0) return
  await db
    .insert(activityOutcomeMembers)
    .values(memberIds.map(memberId => ({ organizationId, outcomeId: id, memberId })))
}

/** The new list for the old one. */
export async function renameMembers(work: Work, key: Key, memberIds: readonly string[]): Promise<void> {
  const own = and(
    eq(activityOutcomeMembers.organizationId, key.organizationId),
    eq(activityOutcomeMembers.outcomeId, key.id),
  )
  await work.db.delete(activityOutcomeMembers).where(own)
  await nameMembers(work, key, memberIds)
}

export const unknownMember = (field: string): UserError =>
  userError('NOT_FOUND', field, '本机构没有这名委员', 'There is no such member of this committee')

const repeated = (field: string): UserError =>
  userError('DUPLICATE', field, '同一委员重复', 'The same member stands twice')

const tooMany = (field: string): UserError =>
  userError('TOO_MANY', field, `委员最多 ${MEMBERS_MAX} 名`, `At most ${MEMBERS_MAX} members`)
