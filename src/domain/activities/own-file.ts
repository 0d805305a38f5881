import { and, eq } from 'drizzle-orm'
import { parseGlobalId } from '../../kernel/ids.ts'
import { type UserError, userError } from '../../kernel/user-error.ts'
import type { Work } from '../../platform/commands/command.ts'
import { files } from '../files/tables.ts'

interface Found {
  readonly fileId: string | null
  readonly errors: readonly UserError[]
}

/** A file that the account itself uploaded to the committee, or the one that is there already; no other exists for it. */
export async function ownFile(
  { db, viewer }: Work,
  organizationId: string,
  globalId: string | null | undefined,
  field: string,
  kept: string | null = null,
): Promise<Found> {
  if (globalId == null) return { fileId: globalId === null ? null : kept, errors: [] }
  const key = parseGlobalId(globalId)
  const id = key?.prefix === 'file' && key.organizationId === organizationId ? key.id : null
  if (id !== null && id === kept) return { fileId: id, errors: [] }
  const own = and(
    eq(files.organizationId, organizationId),
    eq(files.id, id ?? ''),
    eq(files.uploadedBy, viewer.accountId ?? ''),
  )
  const [found] =
    id === null || viewer.accountId === null ? [] : await db.select({ id: files.id }).from(files).where(own)
  return found ? { fileId: found.id, errors: [] } : { fileId: null, errors: [unknownFile(field)] }
}

const unknownFile = (field: string): UserError =>
  userError(
    'NOT_FOUND',
    field,
    '文件不存在、不属于本机构，或不是您上传的，请先上传',
    'There is no such file of this committee that you uploaded; upload it first',
  )
