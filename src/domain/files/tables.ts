import { sql } from 'drizzle-orm'
import { check, foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, createdAt, organizationId, recordId, sequence } from '../../platform/db/columns.ts'
import { organizations } from '../organizations/tables.ts'

/** Files (文件): who uploaded what; the bytes lie in the blob store under their SHA-256. */
export const files = pgTable(
  'files',
  {
    organizationId: organizationId(),
    id: recordId(),
    name: text('name').notNull(),
    contentType: text('content_type').notNull(),
    /** Bytes. */
    size: sequence('size').notNull(),
    sha256: bytes('sha256').notNull(),
    uploadedBy: uuid('uploaded_by').notNull(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('files_content').on(t.organizationId, t.sha256),
    index('files_uploader').on(t.organizationId, t.uploadedBy, t.createdAt, t.id),
    foreignKey({ columns: [t.organizationId], foreignColumns: [organizations.organizationId] }),
    check('files_size', sql`size >= 0`),
  ],
)
