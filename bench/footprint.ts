import { type ChildProcess, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BenchDatabase } from './database.ts'
import { median, rounded } from './measure.ts'
import { startAsDelivered } from './process.ts'

export interface Footprint {
  /** From the start of the process to its first successful answer, with a database that runs and is migrated: median of three. */
  readonly startUpSeconds: number
  /** Resident memory of the service's process, some seconds after it started and without work. */
  readonly idleMegabytes: number
}

/** Starts the service as `npm start` does, and looks at it. */
export async function footprint(database: BenchDatabase): Promise<Footprint> {
  const starts: number[] = []
  let idleMegabytes = Number.NaN
  for (const run of [1, 2, 3]) {
    const began = performance.now()
    const { child, url } = await startAsDelivered(database)
    await answering(url)
    starts.push((performance.now() - began) / 1000)
    if (run === 3) {
      await sleep(5_000)
      idleMegabytes = residentMegabytes(child)
    }
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    await exited
  }
  return { startUpSeconds: rounded(median(starts)), idleMegabytes: rounded(idleMegabytes) }
}

async function answering(url: string): Promise<void> {
  const { status } = await fetch(`${url}/readyz`)
  if (status !== 200) throw new Error(`the service is not ready: ${status}`)
}

const residentMegabytes = ({ pid }: ChildProcess): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
