import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { type BenchDatabase, DATA_DIR } from './database.ts'
import { median, rounded } from './measure.ts'

export interface Footprint {
  /** From the start of the process to its first successful answer, with a database that runs and is migrated: median of three. */
  readonly startUpSeconds: number
  /** Resident memory of the service's process, some seconds after it started and without work. */
  readonly idleMegabytes: number
}

const ROOT = join(import.meta.dirname, '..')

/** Starts the service as `npm start` does, and looks at it. */
export async function footprint(database: BenchDatabase): Promise<Footprint> {
  const starts: number[] = []
  let idleMegabytes = Number.NaN
  for (const run of [1, 2, 3]) {
    const began = performance.now()
    const { child, url } = await startService(database)
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

async function startService({ runtimeUrl, ownerUrl }: BenchDatabase): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['--import', './src/compile-cache.js', 'src/main.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: runtimeUrl,
      DATABASE_OWNER_URL: ownerUrl,
      DATA_DIR,
      LOG_LEVEL: 'info',
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout?.resume()
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stderr ?? process.stdin })) {
    lines.push(line)
    const [, url] = /health\s+(http:\S+)\/readyz/.exec(line) ?? []
    if (url) {
      child.stderr?.resume()
      return { child, url }
    }
  }
  throw new Error(`the service did not start:\n${lines.join('\n')}`)
}

async function answering(url: string): Promise<void> {
  const { status } = await fetch(`${url}/readyz`)
  if (status !== 200) throw new Error(`the service is not ready: ${status}`)
}

const residentMegabytes = ({ pid }: ChildProcess): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
