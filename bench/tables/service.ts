import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type BenchDatabase, KEYS_FILE } from '../database.ts'
import { rounded } from '../measure.ts'
import { startAsDelivered } from '../process.ts'

/** No limit by rate, and the keys of the benchmark's tokens; everything else as delivered. */
const SETTINGS = { KEYS_FILE, LOG_LEVEL: 'error', RATE_LIMIT_PER_MINUTE: '0', COST_PER_MINUTE: '0' }

interface Seen {
  readonly delayMilliseconds: number
  readonly workMilliseconds: number
  readonly peakMegabytes: number
  readonly nowMegabytes: number
}

/** What a piece of work cost a service that did nothing else, from its start on. */
export interface Cost {
  readonly seconds: number
  /** Resident memory: when it began to work, and the most since the process began. */
  readonly beforeMegabytes: number
  readonly peakMegabytes: number
  /** The longest time in which the event loop did nothing else, and the processor time of the longest. */
  readonly delayMilliseconds: number
  readonly workMilliseconds: number
  /** The longest that another client waited for a page of members meanwhile, and how often it got none. */
  readonly otherMilliseconds: number
  readonly otherRefused: number
}

/** Starts the service as `npm start` does, lets `work` use it, and tells what that cost. */
export async function costOf(
  database: BenchDatabase,
  other: (url: string) => Promise<boolean>,
  work: (url: string) => Promise<void>,
): Promise<Cost> {
  const { child, url } = await startAsDelivered(database, { env: SETTINGS, watch: './bench/tables/watch.js' })
  try {
    await other(url)
    await sleep(1_000)
    const before = await look(child)
    const over = new AbortController()
    const waiting = waited(() => other(url), over.signal)
    const began = performance.now()
    await work(url).finally(() => over.abort())
    const seconds = (performance.now() - began) / 1000
    const { delayMilliseconds, workMilliseconds, peakMegabytes } = await look(child)
    return {
      seconds: rounded(seconds),
      beforeMegabytes: Math.round(before.nowMegabytes),
      peakMegabytes: Math.round(peakMegabytes),
      delayMilliseconds: Math.round(delayMilliseconds),
      workMilliseconds: Math.round(workMilliseconds),
      ...(await waiting),
    }
  } finally {
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    await exited
  }
}

/** The longest of many, one every 20 ms; `ask` tells whether it was answered. */
async function waited(ask: () => Promise<boolean>, signal: AbortSignal) {
  let [otherMilliseconds, otherRefused] = [0, 0]
  while (!signal.aborted) {
    const began = performance.now()
    if (!(await ask())) otherRefused++
    otherMilliseconds = Math.max(otherMilliseconds, Math.round(performance.now() - began))
    await sleep(20)
  }
  return { otherMilliseconds, otherRefused }
}

async function look(child: ChildProcess): Promise<Seen> {
  const answered = once(child, 'message')
  child.send('look')
  const [seen] = await answered
  return seen as Seen
}
