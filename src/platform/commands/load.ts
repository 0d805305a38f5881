import { and, eq } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { parseGlobalId } from '../../kernel/ids.ts'
import { ApiError, Refused, userError } from '../../kernel/user-error.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Work } from './command.ts'

type TenantTable = PgTable & { readonly organizationId: PgColumn; readonly id: PgColumn }

interface Rules<Row> {
  /** The argument or input field that carries the id. */
  readonly field?: string
  /** Whether the viewer may see the row: if not, it does not exist for them. */
  readonly see: (viewer: Viewer, row: Row) => boolean
  /** Whether the viewer may do this to a row they see. */
  readonly may: (viewer: Viewer, row: Row) => boolean
}

/**
 * Loads a row by its global id and locks it for this transaction. Refuses NOT_FOUND for what the viewer cannot see, and
 * FORBIDDEN (a top-level error) for what they see and may not touch.
 */
export async function lockRow<T extends TenantTable>(
  work: Work,
  table: T,
  prefix: string,
  globalId: string,
  { field = 'id', see, may }: Rules<T['$inferSelect']>,
): Promise<T['$inferSelect']> {
  const key = parseGlobalId(globalId)
  if (key?.prefix !== prefix) throw notFound(field)
  const which = and(eq(table.organizationId, key.organizationId), eq(table.id, key.id))
  const select = () =>
    work.db
      .select()
      .from(table as PgTable)
      .where(which)
  const [locked]: T['$inferSelect'][] = await select().for('update')
  // Row-level security hides from a lock what the viewer may see but not write.
  const [row]: T['$inferSelect'][] = locked ? [locked] : await select()
  if (!row || !see(work.viewer, row)) throw notFound(field)
  if (!locked || !may(work.viewer, row)) throw forbidden()
  return locked
}

export const notFound = (field: string): Refused =>
  new Refused(
    userError('NOT_FOUND', field, '记录不存在，或您无权查看', 'There is no such record, or you may not see it'),
  )

export const forbidden = (): ApiError =>
  new ApiError('FORBIDDEN', '您没有执行此操作的权限', 'You do not have the permission for this action')

/** Someone else changed the row since the client read it. */
export function expectVersion(row: { readonly version: number }, expected: number): void {
  if (row.version === expected) return
  throw new Refused(
    userError(
      'VERSION_CONFLICT',
      'expectedVersion',
      `记录已被修改，当前版本为 ${row.version}，请刷新后重试`,
      `The record was changed meanwhile; its version is now ${row.version}. Read it again and retry`,
    ),
  )
}

/** For creates: the organization in which something is made. FORBIDDEN where the viewer lacks the permission. */
export function requirePermission(viewer: Viewer, permission: string, organizationId: string): void {
  if (!viewer.can(permission, organizationId)) throw forbidden()
}
