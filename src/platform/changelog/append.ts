import type { Tx } from '../db/transaction.ts'

/** One change of one record, as the log keeps it. */
export interface Change {
  /** GraphQL type of the record. */
  readonly recordType: string
  readonly recordId: string | null
  readonly version: number
  readonly op: 'CREATE' | 'UPDATE' | 'DELETE' | 'READ' | 'REFUSED'
  /** The command, as the API names it: `dutyRecordConfirm`. */
  readonly action: string
  /** The record after the change (or why it was refused). Never a secret; personal data only in sealed form. */
  readonly payload: Readonly<Record<string, unknown>>
}

/** The first result of a command by the client's key, as it is given again (commands/idempotency.ts). */
export interface FirstResult {
  readonly organizationId: string
  readonly key: string
  readonly command: string
  /** SHA-256 of what was asked, in hex. */
  readonly requestHash: string
  readonly result: unknown
}

/** Version of the payloads' form, raised when a record type's payload changes its meaning. */
const SCHEMA_VERSION = 1

// Bounds the memory and the time of one statement; the chain is the same whatever the parts.
const CHANGES_A_STATEMENT = 1_000

/**
 * Appends to the organization's chain, and keeps the command's first result. Must be the last work of the transaction: it takes
 * the stream's lock, and its last statement is only sent, so that the commit follows without a round trip.
 */
export async function appendChanges(
  tx: Tx,
  organizationId: string,
  requestId: string,
  changes: readonly Change[],
  first?: FirstResult,
): Promise<void> {
  for (let start = 0; start === 0 || start < changes.length; start += CHANGES_A_STATEMENT) {
    const part = changes.slice(start, start + CHANGES_A_STATEMENT)
    const entries = JSON.stringify(part.map(change => ({ ...change, schemaVersion: SCHEMA_VERSION })))
    const result = first && start === 0 ? JSON.stringify(first) : null
    const values = [organizationId, entries, tx.viewer.accountId, requestId, result]
    const append = () => tx.client.query({ ...APPEND, values })
    if (start + CHANGES_A_STATEMENT < changes.length) await append()
    else tx.closing(append)
  }
}

const APPEND = { name: 'append_changes', text: 'select append_changes($1, $2, $3, $4, $5)' }
