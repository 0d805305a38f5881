import { setTimeout as sleep } from 'node:timers/promises'
import { drizzle, type NodePgClient, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { QueryConfig, QueryResult } from 'pg'
import type { Viewer } from '../../kernel/viewer.ts'
import { type Sender, senderOver } from './burst.ts'
import { type Database, sqlState } from './pool.ts'
import { statementNames } from './statement-names.ts'

/** A transaction as commands use it. */
export interface Tx {
  readonly db: NodePgDatabase
  readonly client: Sender
  readonly viewer: Viewer
  /**
   * Sends a last statement, for whose answer nothing waits but the commit, which is sent behind it: the locks it takes are
   * held for no round trip. When it fails the transaction fails with its error.
   */
  closing(send: () => Promise<unknown>): void
}

const RETRY = new Set(['40001', '40P01'])
const ATTEMPTS = 4

/**
 * The only way to write. Runs `work` in one transaction that carries the viewer's walls (row-level security), and runs
 * the whole of it again after a serialization failure or deadlock. `work` must therefore have no effect but on the database.
 */
export async function transaction<T>(database: Database, viewer: Viewer, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce(database, viewer, work)
    } catch (error) {
      if (attempt >= ATTEMPTS || !RETRY.has(sqlState(error) ?? '')) throw error
      await sleep(Math.random() * 20 * 2 ** attempt)
    }
  }
}

async function attemptOnce<T>(database: Database, viewer: Viewer, work: (tx: Tx) => Promise<T>): Promise<T> {
  const connection = await database.writes.connect()
  const client = senderOver(connection)
  const sent: Promise<unknown>[] = []
  let cause: unknown
  // Statements after a failed one fail too ("transaction is aborted"): the first error is the one to tell.
  const closing = <Answer>(send: () => Promise<Answer>): Promise<Answer> => {
    const statement = send()
    statement.catch(error => {
      cause ??= error
    })
    sent.push(statement)
    return statement
  }
  let broken: Error | undefined
  try {
    // With the work's first statement, without a round trip of its own.
    closing(() => client.query(BEGIN))
    closing(() => setWalls(client, viewer.visible, viewer.writable))
    const result = await work({ db: databaseOf(client), client, viewer, closing })
    const committed = closing(() => client.query(COMMIT))
    await Promise.all(sent)
    assertCommitted(await committed)
    return result
  } catch (error) {
    await client.query(ROLLBACK).catch((failure: Error) => {
      broken = failure
    })
    throw cause ?? error
  } finally {
    connection.release(broken)
  }
}

/** PostgreSQL answers the commit of a failed transaction with ROLLBACK and without an error. */
function assertCommitted({ command }: QueryResult): void {
  if (command !== 'COMMIT') throw new Error(`the transaction was not committed: ${command}`)
}

const nameOf = statementNames('w', 500)
const databases = new WeakMap<Sender, NodePgDatabase>()

/** Drizzle over a connection, its statements named by their text. */
function databaseOf(client: Sender): NodePgDatabase {
  const known = databases.get(client)
  if (known) return known
  const query = (config: QueryConfig, values?: unknown[]) => {
    const name = nameOf(config.text)
    return client.query(name ? { ...config, name } : config, values)
  }
  // Drizzle uses nothing else of a client but for its own transactions, which nobody begins here.
  const made = drizzle({ query } as unknown as NodePgClient)
  databases.set(client, made)
  return made
}

/**
 * Opens a transaction's walls to more committees while `work` runs: for what a command does there on behalf of somebody who
 * may, who is not the viewer. Behind it they are seen no longer, so that no answer shows anything of them; what was done there
 * can still be noted in their change logs.
 */
export async function withOpenWalls(
  { client, viewer, closing }: Tx,
  organizations: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const wider = (literal: string) =>
    `{${[...literal.slice(1, -1).split(',').filter(Boolean), ...organizations].join()}}`
  const writable = wider(viewer.writable)
  await setWalls(client, wider(viewer.visible), writable)
  await work()
  closing(() => setWalls(client, viewer.visible, writable))
}

/** The committees that a transaction sees and writes, as literals of arrays: two settings that end with it. */
const setWalls = (client: Sender, visible: string, writable: string) =>
  client.query({ ...WALLS, values: [visible, writable] })

const BEGIN = { name: 'begin', text: 'begin' }
const COMMIT = { name: 'commit', text: 'commit' }
const ROLLBACK = { name: 'rollback', text: 'rollback' }
const WALLS = {
  name: 'walls',
  text: `select set_config('cppcc.visible', $1, true), set_config('cppcc.writable', $2, true)`,
}
