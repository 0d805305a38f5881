import { ApiError, Refused, type UserError, userError } from '../../kernel/user-error.ts'
import type { Viewer } from '../../kernel/viewer.ts'
import { appendChanges, type Change } from '../changelog/append.ts'
import type { Context } from '../context.ts'
import { sqlState } from '../db/pool.ts'
import { type Tx, transaction } from '../db/transaction.ts'
import { findResult, firstResultOf, type Idempotency } from './idempotency.ts'

/** What a command works with: one transaction, and the changes it will leave in the log. */
export interface Work {
  readonly tx: Tx
  readonly db: Tx['db']
  readonly viewer: Viewer
  readonly context: Context
  /** One moment for the whole command. */
  readonly now: Date
  /** Notes a change of a record; written to its organization's chain as the transaction's last statement. */
  record(organizationId: string, change: Omit<Change, 'action'>): void
}

/** One verb of the API. `run` loads and locks, checks policy and rules, writes, records; it throws Refused or ApiError. */
export interface Command<Input, Result> {
  /** As the API names it: `memberUpdate`. */
  readonly name: string
  readonly run: (work: Work, input: Input) => Promise<Result>
}

export const command = <Input, Result>(name: string, run: Command<Input, Result>['run']): Command<Input, Result> => ({
  name,
  run,
})

/** `shown` is not there where an earlier result is given again. */
export type Outcome<Result, Shown = never> =
  | { readonly result: Result; readonly shown?: Shown; readonly userErrors: readonly [] }
  | { readonly result: null; readonly userErrors: readonly UserError[] }

export interface HowToExecute<Result, Shown> {
  readonly idempotency?: Idempotency | undefined
  /** Makes ready, and then reads in the transaction, what the answer shows of the result. What cannot be made ready is not committed. */
  readonly show?: (result: Result) => (client: Tx['client']) => Promise<Shown>
}

/**
 * Runs a command: one transaction, retried as a whole, its changes chained in the same transaction. With an idempotency
 * key the first result is kept with it, and given again. A refusal rolls back and leaves one entry of its own.
 */
export async function execute<Input, Result, Shown = never>(
  context: Context,
  { name, run }: Command<Input, Result>,
  input: Input,
  { idempotency, show }: HowToExecute<Result, Shown> = {},
): Promise<Outcome<Result, Shown>> {
  try {
    const done = await transaction(context.database, context.viewer, async tx => {
      const changes = new Map<string, Change[]>()
      const work: Work = {
        tx,
        db: tx.db,
        viewer: context.viewer,
        context,
        now: context.clock(),
        record: (organizationId, change) => {
          const list = changes.get(organizationId) ?? []
          list.push({ ...change, action: name })
          changes.set(organizationId, list)
        },
      }
      const result = await run(work, input)
      const seen: { shown?: Shown } = {}
      const read = show?.(result)
      if (read) {
        tx.closing(async () => {
          seen.shown = await read(tx.client)
        })
      }
      const first = idempotency && firstResultOf(context.viewer, name, idempotency, result)
      // In one order everywhere, so that commands over several committees cannot deadlock on the streams.
      const streams = [...changes.keys()].sort()
      if (first && streams.length === 0) await appendChanges(tx, first.organizationId, context.requestId, [], first)
      for (const [place, organizationId] of streams.entries()) {
        const list = changes.get(organizationId) ?? []
        await appendChanges(tx, organizationId, context.requestId, list, place === 0 ? first : undefined)
      }
      return { result, seen }
    })
    return { result: done.result, ...done.seen, userErrors: [] }
  } catch (error) {
    return refusalOf(context, name, error, idempotency)
  }
}

async function refusalOf<Result>(
  context: Context,
  name: string,
  error: unknown,
  idempotency?: Idempotency,
): Promise<Outcome<Result>> {
  const isDuplicate = sqlState(error) === '23505'
  if (!(error instanceof Refused || error instanceof ApiError || isDuplicate)) throw error
  if (idempotency) {
    const earlier = await findResult<Result>(context, name, idempotency)
    if (earlier.found === 'SAME') return { result: earlier.result, userErrors: [] }
    if (earlier.found === 'OTHER' || isDuplicate) return refuse(context, name, [idReused])
  }
  if (error instanceof Refused) return refuse(context, name, error.errors)
  if (error instanceof ApiError) await recordRefusal(context, name, [error.code])
  throw error
}

const idReused = userError(
  'ID_REUSED',
  'input.id',
  '该编号已用于另一内容，请换用新的编号',
  'This id was used with other content; use a new one',
)

async function refuse(context: Context, name: string, userErrors: readonly UserError[]): Promise<Outcome<never>> {
  await recordRefusal(
    context,
    name,
    userErrors.map(e => e.code),
  )
  return { result: null, userErrors }
}

/** Every mutation leaves an entry, also a refused one: who tried what, and why not; never the input. */
export async function recordRefusal(
  context: Context,
  name: string,
  codes: readonly string[],
  organizationId = context.viewer.organizationId,
): Promise<void> {
  if (!organizationId) return
  const viewer: Viewer = { ...context.viewer, writable: `{${organizationId}}` }
  await transaction(context.database, viewer, tx =>
    appendChanges(tx, organizationId, context.requestId, [
      { recordType: 'Refusal', recordId: null, version: 0, op: 'REFUSED', action: name, payload: { codes } },
    ]),
  )
}
