import { eq } from 'drizzle-orm'
import { parseGlobalId } from '../../../kernel/ids.ts'
import { Refused, type UserError, userError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { forbidden, notFound } from '../../../platform/commands/load.ts'
import { canManage, canSeeEntry } from '../policy.ts'
import { organizationNumber } from '../queries.ts'
import { organizations } from '../tables.ts'

type OrganizationRow = typeof organizations.$inferSelect

/**
 * The committee of an argument, or the viewer's own, locked. Rules that compare a row with all others of its committee
 * (names, dates, codes) hold because every command of this module stands in this one queue: the committee is locked
 * first, its rows after it. `no key update` lets members and records, which only refer to the committee, pass.
 */
export async function manageCommittee(
  work: Work,
  globalId: string | null | undefined,
  field = 'organization',
): Promise<OrganizationRow> {
  const organizationId = globalId == null ? work.viewer.organizationId : organizationNumber(globalId)
  if (!organizationId) throw notFound(field)
  if (canManage(work.viewer, { organizationId })) {
    const row = await lockCommittee(work, organizationId)
    if (row) return row
    throw notFound(field)
  }
  const known = await work.db.select().from(organizations).where(eq(organizations.organizationId, organizationId))
  throw known.length > 0 ? forbidden() : notFound(field)
}

/** Stands in the queue of the committee's administrators. */
async function lockCommittee(work: Work, organizationId: string): Promise<OrganizationRow | undefined> {
  const [row] = await work.db
    .select()
    .from(organizations)
    .where(eq(organizations.organizationId, organizationId))
    .for('no key update')
  return row
}

/** The same for the committee of a row, before the row itself is locked; `lockRow` refuses whoever does not manage it. */
export async function lockCommitteeOf(work: Work, globalId: string): Promise<void> {
  const organizationId = parseGlobalId(globalId)?.organizationId
  if (organizationId && canManage(work.viewer, { organizationId })) await lockCommittee(work, organizationId)
}

/** Who may change a row of this module. */
export const managed = { see: canSeeEntry, may: canManage }

/** The UUID in a global id of this type; null for anything else, also for one of another committee. */
export function idWithin(organizationId: string, prefix: string, globalId: string): string | null {
  const key = parseGlobalId(globalId)
  return key?.prefix === prefix && key.organizationId === organizationId ? key.id : null
}

/** Refuses with everything that was found at once. */
export function refuse(errors: readonly UserError[]): void {
  if (errors.length > 0) throw new Refused(...errors)
}

/** A field of an update that was sent must have a value: null does not clear it. */
export const nullErrors = (input: Readonly<Record<string, unknown>>, names: readonly string[]): UserError[] =>
  names
    .filter(name => input[name] === null)
    .map(name => userError('REQUIRED', ['input', name], '必填，不能为空', 'Required: it must not be empty'))
