import { foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, instant, organizationId, recordId } from '../../../platform/db/columns.ts'
import { files } from '../../files/tables.ts'
import { activityKey } from '../tables.ts'

/** Items of an activity's agenda (议程), in their order; the list is set as a whole. */
export const activityAgendaItems = pgTable(
  'activity_agenda_items',
  {
    organizationId: organizationId(),
    id: recordId(),
    activityId: uuid('activity_id').notNull(),
    rank: integer('rank').notNull(),
    title: text('title').notNull(),
    /** Who presents it. */
    presenter: text('presenter').notNull().default(''),
    startsAt: instant('starts_at'),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('activity_agenda_items_rank').on(t.organizationId, t.activityId, t.rank),
    activityKey(t.organizationId, t.activityId),
  ],
)

/** Materials (会议材料) of an activity, for whoever sees it. */
export const activityMaterials = pgTable(
  'activity_materials',
  {
    organizationId: organizationId(),
    activityId: uuid('activity_id').notNull(),
    fileId: uuid('file_id').notNull(),
    rank: integer('rank').notNull(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.activityId, t.fileId] }),
    index('activity_materials_file').on(t.organizationId, t.fileId),
    activityKey(t.organizationId, t.activityId),
    foreignKey({ columns: [t.organizationId, t.fileId], foreignColumns: [files.organizationId, files.id] }),
  ],
)
