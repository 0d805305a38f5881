import { sql } from 'drizzle-orm'
import { bigint, customType, integer, timestamp, uuid } from 'drizzle-orm/pg-core'

/**
 * First column of every key, index and foreign key of a tenant table: the immutable organization number.
 * A string in TypeScript: it is a name and not a quantity, and bigint does not fit in a JS number.
 */
export const organizationId = () => tenantNumber('organization_id').notNull()

/** An organization number under another name (a parent, the organization of a referenced account). */
export const tenantNumber = customType<{ data: string; driverData: string }>({ dataType: () => 'bigint' })

/** UUIDv7 made by the writer. */
export const recordId = () => uuid('id').notNull()

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

/** Lexemes; written as texts of letters, digits and spaces alone, which it sorts. */
export const tsvector = customType<{ data: string; driverData: string }>({ dataType: () => 'tsvector' })

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' })

/** Counts the changes of a row; transitions name the version they expect (optimistic locking). */
export const version = () => integer('version').notNull().default(1)

export const createdAt = () => instant('created_at').notNull().default(sql`now()`)

/** Gapless numbers of the change log: below 2^53 for the life of any deployment. */
export const sequence = (name: string) => bigint(name, { mode: 'number' })
