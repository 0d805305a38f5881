import { and, eq, inArray } from 'drizzle-orm'
import { parseGlobalId } from '../../../kernel/ids.ts'
import { type UserError, userError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { files } from '../../files/tables.ts'

interface Found {
  readonly fileIds: readonly string[]
  readonly errors: readonly UserError[]
}

/** Files that the account itself uploaded to the committee; anything else does not exist for it. */
export async function ownFiles(
  { db, viewer }: Work,
  organizationId: string,
  globalIds: readonly string[],
  path: (index: number) => string,
): Promise<Found> {
  const ids = globalIds.map(id => {
    const key = parseGlobalId(id)
    return key?.prefix === 'file' && key.organizationId === organizationId ? key.id : null
  })
  const wanted = ids.filter(id => id !== null)
  const own = and(eq(files.organizationId, organizationId), eq(files.uploadedBy, viewer.accountId ?? ''))
  const found =
    wanted.length === 0 || viewer.accountId === null
      ? []
      : await db
          .select({ id: files.id })
          .from(files)
          .where(and(own, inArray(files.id, wanted)))
  const known = new Set(found.map(file => file.id))
  const errors = ids.flatMap((id, index) => {
    if (id === null || !known.has(id)) return [unknownFile(path(index))]
    return ids.indexOf(id) === index ? [] : [repeated(path(index))]
  })
  return { fileIds: wanted, errors }
}

const unknownFile = (field: string): UserError =>
  userError(
    'NOT_FOUND',
    field,
    '文件不存在、不属于本机构，或不是您上传的，请先上传',
    'There is no such file of this committee that you uploaded; upload it first',
  )

const repeated = (field: string): UserError =>
  userError('DUPLICATE', field, '同一文件重复', 'The same file stands twice')

export const tooManyFiles = (field: string, most: number): UserError =>
  userError('TOO_MANY', field, `附件最多 ${most} 个`, `At most ${most} attachments`)
