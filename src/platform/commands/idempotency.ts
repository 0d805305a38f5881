import { hash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Viewer } from '../../kernel/viewer.ts'
import type { FirstResult } from '../changelog/append.ts'
import { idempotencyKeys } from '../changelog/tables.ts'
import type { Context } from '../context.ts'
import { transaction } from '../db/transaction.ts'

/** A client's key for a write (a create's own UUID, or Idempotency-Key of REST), and what it sent with it. */
export interface Idempotency {
  readonly key: string
  readonly content: unknown
}

/** What the transaction's last statement keeps (changelog/append.ts); nothing for whoever has no account. */
export function firstResultOf(
  { organizationId, accountId }: Viewer,
  command: string,
  { key, content }: Idempotency,
  result: unknown,
): FirstResult | undefined {
  if (!organizationId || !accountId) return undefined
  return { organizationId, key, command, requestHash: hashOf(content), result: result ?? {} }
}

export type Earlier<Result> = { readonly found: 'NONE' | 'OTHER' } | { readonly found: 'SAME'; readonly result: Result }

export async function findResult<Result>(
  context: Context,
  command: string,
  { key, content }: Idempotency,
): Promise<Earlier<Result>> {
  const { organizationId, accountId } = context.viewer
  if (!organizationId || !accountId) return { found: 'NONE' }
  const [row] = await transaction(context.database, context.viewer, tx =>
    tx.db
      .select()
      .from(idempotencyKeys)
      .where(
        and(
          eq(idempotencyKeys.organizationId, organizationId),
          eq(idempotencyKeys.accountId, accountId),
          eq(idempotencyKeys.key, key),
        ),
      ),
  )
  if (!row) return { found: 'NONE' }
  const same = row.command === command && Buffer.from(row.requestHash).toString('hex') === hashOf(content)
  return same ? { found: 'SAME', result: row.result as Result } : { found: 'OTHER' }
}

/** SHA-256 in hex. */
const hashOf = (content: unknown): string => hash('sha256', canonical(content))

/** JSON with sorted keys and without undefined: the same content in another order is the same content. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join()}}`
}
