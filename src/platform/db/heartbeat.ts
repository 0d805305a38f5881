import { Socket } from 'node:net'
import pg from 'pg'

/** Connections that can be cut all at once; `stream` is node-postgres' option of that name. */
export function cuttable() {
  const open = new Set<Socket>()
  return {
    stream: (): Socket => {
      const socket = new Socket()
      open.add(socket)
      socket.once('close', () => open.delete(socket))
      return socket
    },
    cut: (reason: string): void => {
      for (const socket of open) socket.destroy(new Error(`Connection terminated: ${reason}`))
    },
  }
}

export interface HeartbeatOptions {
  readonly url: string
  /** Whether anybody waits for an answer: an idle process asks nothing. */
  readonly isBusy: () => boolean
  /** The database did not answer in time. */
  readonly onSilence: () => void
}

const EVERY_MS = 2_000
const PATIENCE_MS = 4_000

/**
 * Asks the database for a sign of life while statements are waited for. The server's own timeouts do not help when it is
 * frozen or its machine is gone: nothing arrives then, not even an end of the connection, for hours.
 */
export function startHeartbeat({ url, isBusy, onSilence }: HeartbeatOptions): { stop(): Promise<void> } {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    application_name: 'smart-cppcc heartbeat',
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    idleTimeoutMillis: 5 * EVERY_MS,
    allowExitOnIdle: true,
  })
  pool.on('error', () => {})
  let isAsking = false
  const beat = async () => {
    if (isAsking || !isBusy()) return
    isAsking = true
    try {
      await pool.query('select 1')
    } catch (error) {
      // Any other failure is an answer, and the waiting statements get theirs.
      if (error instanceof Error && /time(?:d )?out/i.test(error.message)) onSilence()
    } finally {
      isAsking = false
    }
  }
  const timer = setInterval(() => void beat(), EVERY_MS).unref()
  return {
    stop: () => {
      clearInterval(timer)
      return pool.end()
    },
  }
}
