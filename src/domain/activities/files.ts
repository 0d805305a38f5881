import { parseGlobalId } from '../../kernel/ids.ts'
import { Refused, userError } from '../../kernel/user-error.ts'
import type { Work } from '../../platform/commands/command.ts'
import { rowsWithin } from '../../platform/graphql/compiler/read-rows.ts'
import { visibleFile } from '../files/policy.ts'

/** Ids of files of the committee that the viewer may read, in the order given. Anything else does not exist. */
export async function usableFiles(
  { tx, now }: Work,
  organizationId: string,
  globalIds: readonly string[],
  fieldOf: (index: number) => string,
): Promise<readonly string[]> {
  const keys = globalIds.map(parseGlobalId)
  const ids = keys.map(key => (key?.prefix === 'file' && key.organizationId === organizationId ? key.id : null))
  const wanted = ids.filter(id => id !== null)
  const rows = await rowsWithin<{ id: string }>(
    tx,
    ({ row, value }) => {
      const file = row()
      return `select ${file.alias}.id from files ${file.alias} where ${file.alias}.organization_id = ${value(organizationId, 'bigint')}
        and ${file.alias}.id = any(${value(wanted, 'uuid[]')}) and ${visibleFile(file)}`
    },
    now,
  )
  const known = new Set(rows.map(({ id }) => id))
  const errors = ids.flatMap((id, index) => {
    if (id === null || !known.has(id)) return [unknownFile(fieldOf(index))]
    return ids.indexOf(id) < index ? [twice(fieldOf(index))] : []
  })
  if (errors.length > 0) throw new Refused(...errors)
  return wanted
}

const unknownFile = (field: string) =>
  userError(
    'NOT_FOUND',
    field,
    '文件不存在、不属于本机构，或您无权使用，请先上传',
    'There is no such file of this committee that you may use; upload it first',
  )

const twice = (field: string) => userError('DUPLICATE', field, '同一文件重复', 'The same file stands twice')
