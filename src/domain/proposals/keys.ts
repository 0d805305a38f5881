import { type SQL, sql } from 'drizzle-orm'
import { type AnyPgColumn, foreignKey } from 'drizzle-orm/pg-core'
import { members } from '../members/tables.ts'

/** A reference to a member of the same committee. */
export const memberKey = (organizationId: AnyPgColumn, memberId: AnyPgColumn) =>
  foreignKey({ columns: [organizationId, memberId], foreignColumns: [members.organizationId, members.id] })

/** A check that a column has one of these values. Column and values are the program's own. */
export const isOneOf = (column: string, values: readonly string[]): SQL =>
  sql.raw(`${column} in (${values.map(value => `'${value}'`).join(', ')})`)
