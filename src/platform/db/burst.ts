import pg, { type QueryConfig, type QueryResult, type QueryResultRow } from 'pg'

/** A connection as commands use it. */
export interface Sender {
  /** Asks with one statement. All that are asked for without waiting in between go together, in their order. */
  query<Row extends QueryResultRow = QueryResultRow>(
    statement: string | QueryConfig,
    values?: readonly unknown[],
  ): Promise<QueryResult<Row>>
}

const senders = new WeakMap<pg.ClientBase, Sender>()

/**
 * Sends the statements of a turn as one message that PostgreSQL answers once. A statement by itself is worked off, answered
 * and waited for by itself: under load the two processes then wake one another more than they work.
 */
export function senderOver(client: pg.ClientBase): Sender {
  const known = senders.get(client)
  if (known) return known
  let waiting: Asked[] = []
  const send = () => {
    client.query(new Burst(waiting))
    waiting = []
  }
  const sender: Sender = {
    query: (statement, values) =>
      new Promise<QueryResult>((resolve, reject) => {
        const config = typeof statement === 'string' ? { text: statement } : statement
        const settled = (error: Error | undefined, result: unknown) => {
          asked.error = error
          if (error) reject(error)
          else resolve(result as QueryResult)
        }
        const asked: Asked = { query: queryOf(config, values ?? config.values ?? [], settled) }
        // When all that follows from this turn without waiting is asked for, and before the next turn's work: meanwhile the
        // server does this.
        if (waiting.length === 0) queueMicrotask(() => process.nextTick(send))
        waiting.push(asked)
      }).catch(error => {
        // Where it was asked, in place of where the answer was read.
        Error.captureStackTrace(error)
        throw error
      }),
  }
  senders.set(client, sender)
  return sender
}

interface Asked {
  readonly query: SentQuery
  error?: Error | undefined
}

function queryOf(
  { name, text, values: _, ...more }: QueryConfig,
  values: readonly unknown[],
  settled: (error: Error | undefined, result: unknown) => void,
): SentQuery {
  // A text where it can be one: pg copies an object by the descriptors of its properties.
  const query = new pg.Query(Object.keys(more).length > 0 ? { text, ...more } : text, [...values], settled)
  return Object.assign(query, { name, queryMode: 'extended' }) as unknown as SentQuery
}

/** pg's own query, and what pg calls on whatever it was given as one (as pg-cursor and pg-query-stream are). */
interface SentQuery {
  readonly name?: string
  readonly text: string
  submit(connection: Wire): Error | null
  handleRowDescription(message: unknown): void
  handleDataRow(message: unknown): void
  handleCommandComplete(message: unknown, connection: Wire): void
  handleEmptyQuery(connection: Wire): void
  handleCopyInResponse(connection: Wire): void
  handleReadyForQuery(connection: Wire): void
  handleError(error: Error, connection: Wire): void
}

type Wire = pg.Connection & {
  /** Ends what belongs together: the server answers, and after an error goes on behind it. */
  sync(): void
  /** Texts of the statements whose preparation was sent and not confirmed. */
  readonly submittedNamedStatements: Record<string, string>
}

const wiresWithoutSync = new WeakMap<Wire, Wire>()

/** The same connection for the queries of a burst, none of which ends what belongs together. */
function withoutSync(wire: Wire): Wire {
  const known = wiresWithoutSync.get(wire)
  if (known) return known
  const made: Wire = Object.create(wire, { sync: { value: () => {} } })
  wiresWithoutSync.set(wire, made)
  return made
}

/** Queries that share one Sync. After one that failed the server does none of the others: they fail with its error. */
class Burst implements pg.Submittable {
  readonly #asked: readonly Asked[]
  #answered = 0

  constructor(asked: readonly Asked[]) {
    this.#asked = asked
  }

  /** pg notes under the name and text of the query at work that the server has prepared it. */
  get name(): string | undefined {
    return this.#atWork?.name
  }

  get text(): string | undefined {
    return this.#atWork?.text
  }

  get #atWork(): SentQuery | undefined {
    return this.#asked[this.#answered]?.query
  }

  submit(connection: pg.Connection): void {
    const wire = connection as Wire
    wire.stream.cork()
    for (const asked of this.#asked) {
      const refused = asked.query.submit(withoutSync(wire))
      if (refused) asked.query.handleError(refused, wire)
      // Not sent, and so the next one's answer would be taken for its own.
      if (asked.error) wire.stream.destroy(asked.error)
    }
    wire.sync()
    wire.stream.uncork()
  }

  handleRowDescription(message: unknown): void {
    this.#atWork?.handleRowDescription(message)
  }

  handleDataRow(message: unknown): void {
    this.#atWork?.handleDataRow(message)
  }

  handleCommandComplete(message: unknown, connection: Wire): void {
    this.#atWork?.handleCommandComplete(message, connection)
    this.#answered++
  }

  handleEmptyQuery(connection: Wire): void {
    this.#atWork?.handleEmptyQuery(connection)
    this.#answered++
  }

  handleCopyInResponse(connection: Wire): void {
    this.#atWork?.handleCopyInResponse(connection)
  }

  handleReadyForQuery(connection: Wire): void {
    for (const { query } of this.#asked) query.handleReadyForQuery(connection)
  }

  handleError(error: Error, connection: Wire): void {
    for (const [place, { query }] of this.#asked.entries()) {
      if (place < this.#answered) query.handleReadyForQuery(connection)
      else {
        if (query.name) delete connection.submittedNamedStatements[query.name]
        query.handleError(error, connection)
      }
    }
  }
}
