import type { GlobalId } from '../../kernel/ids.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import type { Database } from '../../platform/db/pool.ts'
import { readRows } from '../../platform/graphql/compiler/read-rows.ts'
import { fieldsOf, type Shape, shape } from '../../platform/graphql/compiler/shape.ts'
import { visibleFile } from './policy.ts'
import { files } from './tables.ts'

export const FILE_PREFIX = 'file'

/** Where a file's bytes are. */
export const fileUrl = (globalId: string): string => `/files/v1/${globalId}`

export const file: Shape = shape('File', files, {
  prefix: FILE_PREFIX,
  visible: visibleFile,
  fields: fieldsOf({
    name: files.name,
    contentType: files.contentType,
    size: files.size,
    sha256: ({ alias }) => `encode(${alias}.sha256, 'hex')`,
    createdAt: files.createdAt,
    url: ({ alias }) => `'${fileUrl('')}${FILE_PREFIX}_' || ${alias}.organization_id || '_' || ${alias}.id`,
  }),
})

export interface VisibleFile {
  readonly name: string
  readonly contentType: string
  /** Bytes. */
  readonly size: number
  /** Lower-case hexadecimal. */
  readonly sha256: string
}

/** A file that the viewer may read, or null. */
export async function findFile(
  database: Database,
  viewer: Viewer,
  { organizationId, id }: GlobalId,
): Promise<VisibleFile | null> {
  const [found] = await readRows<VisibleFile>(database, viewer, statement => {
    const row = statement.row()
    return `select ${row.alias}.name, ${row.alias}.content_type as "contentType", ${row.alias}.size,
        encode(${row.alias}.sha256, 'hex') as sha256
      from files ${row.alias}
      where ${row.alias}.organization_id = ${statement.value(organizationId, 'bigint')}
        and ${row.alias}.id = ${statement.value(id, 'uuid')} and ${visibleFile(row)}`
  })
  return found ?? null
}

export const fileShapes = [file]
