import { and, eq } from 'drizzle-orm'
import { Refused, type UserError, userError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { textOf } from '../commands.ts'
import { creditCodeOf, NAME_MAX, notAnEnterprise, type SubjectKind, wrongCreditCode } from './rules.ts'
import { visitSubjects } from './tables.ts'

type SubjectRow = typeof visitSubjects.$inferSelect

/** A subject as an input gives it. */
export interface GivenSubject {
  readonly kind: SubjectKind
  readonly name: string
  readonly creditCode?: string | null
}

interface Entry {
  readonly kind: string
  readonly name: string
  readonly creditCode: string | null
}

/** The entry of the register that an input at this path is about. Throws Refused. */
export const entryIn = ({ kind, name, creditCode }: GivenSubject, path: string): Entry => ({
  kind,
  name: textOf(`${path}.name`, name, { max: NAME_MAX }),
  creditCode: creditCodeIn(kind, creditCode ?? null, path),
})

export function creditCodeIn(kind: SubjectKind, given: string | null, path: string): string | null {
  if (given === null) return null
  if (kind !== 'ENTERPRISE') throw new Refused(notAnEnterprise(`${path}.creditCode`))
  const code = creditCodeOf(given)
  if (code === null) throw new Refused(wrongCreditCode(`${path}.creditCode`))
  return code
}

/** The entry of the register, made where there is none. One credit code is one enterprise, by whatever name. */
export async function registered(
  work: Work,
  organizationId: string,
  entry: Entry,
  path: string,
  id: string,
): Promise<{ readonly id: string }> {
  const row = { organizationId, id, ...entry }
  const [known] = await matching(work, organizationId, entry, path)
  if (known) return known
  const made = await work.db
    .insert(visitSubjects)
    .values({ ...row, createdAt: work.now.toISOString() })
    .onConflictDoNothing()
    .returning({ id: visitSubjects.id })
  const change = { recordType: 'VisitSubject', recordId: id, version: 1, op: 'CREATE', payload: { ...entry } } as const
  if (made.length > 0) work.record(organizationId, change)
  // Another entered it at the same moment, or used the id.
  const [found] = made.length > 0 ? made : await matching(work, organizationId, entry, path)
  if (!found) throw new Refused(taken(path))
  return found
}

async function matching(work: Work, organizationId: string, entry: Entry, path: string): Promise<SubjectRow[]> {
  const found = await find(work, organizationId, entry)
  const [known, another] = found
  const isOther = entry.creditCode !== null && known !== undefined && known.creditCode !== entry.creditCode
  if (another || isOther) throw new Refused(taken(path))
  return found
}

/** Entries with the name, or with the credit code: one, where both are of the same. */
export async function find(
  { db }: Work,
  organizationId: string,
  { kind, name, creditCode }: Entry,
): Promise<SubjectRow[]> {
  const ours = eq(visitSubjects.organizationId, organizationId)
  const named = await db
    .select()
    .from(visitSubjects)
    .where(and(ours, eq(visitSubjects.kind, kind), eq(visitSubjects.name, name)))
  if (creditCode === null) return named
  const coded = await db
    .select()
    .from(visitSubjects)
    .where(and(ours, eq(visitSubjects.creditCode, creditCode)))
  return [...named, ...coded.filter(one => one.id !== named[0]?.id)]
}

export const taken = (path: string): UserError =>
  userError(
    'NAME_OR_CODE_TAKEN',
    `${path}.name`,
    '登记册中已有同名或同代码的对象，且内容不一致，请核对',
    'The register knows another subject by this name or code; compare the two',
  )
