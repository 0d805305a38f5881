import { sql } from 'drizzle-orm'
import { check, foreignKey, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { createdAt, instant, organizationId, version } from '../../../platform/db/columns.ts'
import { sessions } from '../../organizations/tables.ts'

/** When a session takes proposals (征集时间): until the cut-off they are session proposals, later ones are ordinary. */
export const proposalWindows = pgTable(
  'proposal_windows',
  {
    organizationId: organizationId(),
    sessionId: uuid('session_id').notNull(),
    opensAt: instant('opens_at').notNull(),
    cutOffAt: instant('cut_off_at').notNull(),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.sessionId] }),
    foreignKey({ columns: [t.organizationId, t.sessionId], foreignColumns: [sessions.organizationId, sessions.id] }),
    check('proposal_windows_range', sql`cut_off_at > opens_at`),
  ],
)
