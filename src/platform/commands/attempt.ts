import { Refused, type UserError } from '../../kernel/user-error.ts'
import type { Change } from '../changelog/append.ts'
import type { Work } from './command.ts'

export type Attempt<Result> = { readonly result: Result } | { readonly errors: readonly UserError[] }

/**
 * One item of a batch: what it wrote before it was refused is undone, with what it would have left in the log, and the
 * rest of the batch goes on. Whatever else is thrown ends the whole.
 */
export async function attempt<Result>(work: Work, run: (work: Work) => Promise<Result>): Promise<Attempt<Result>> {
  const changes: [string, Omit<Change, 'action'>][] = []
  const { client } = work.tx
  // Sent and not waited for: where they fail, so does the statement behind them.
  const send = (text: string) => client.query(text).catch(() => {})
  send('savepoint item')
  try {
    const result = await run({ ...work, record: (...change) => changes.push(change) })
    send('release savepoint item')
    for (const change of changes) work.record(...change)
    return { result }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    await client.query('rollback to savepoint item')
    return { errors: error.errors }
  }
}
