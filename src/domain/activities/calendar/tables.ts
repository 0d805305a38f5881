import { sql } from 'drizzle-orm'
import { foreignKey, index, pgTable, primaryKey, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, createdAt, instant, organizationId, recordId, version } from '../../../platform/db/columns.ts'
import { accounts } from '../../identity/tables.ts'

/** Calendar feeds (日历订阅): secret addresses under which calendar programs read a member's own activities. */
export const calendarFeeds = pgTable(
  'calendar_feeds',
  {
    organizationId: organizationId(),
    id: recordId(),
    accountId: uuid('account_id').notNull(),
    /** The address itself is shown once and not kept. */
    tokenHash: bytes('token_hash').notNull(),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('calendar_feeds_hash').on(t.organizationId, t.tokenHash),
    index('calendar_feeds_account').on(t.organizationId, t.accountId, t.createdAt, t.id),
    uniqueIndex('calendar_feeds_one').on(t.organizationId, t.accountId).where(sql`revoked_at is null`),
    foreignKey({ columns: [t.organizationId, t.accountId], foreignColumns: [accounts.organizationId, accounts.id] }),
  ],
)
