import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { Type } from 'typebox'
import { Parse } from 'typebox/value'
import { startEmbeddedPostgres } from '../../src/platform/db/embedded.ts'
import { isAlive } from '../../src/platform/db/process-state.ts'
import { SCRATCH } from './scratch.ts'

const PROGRAM = fileURLToPath(new URL('../platform/db/embedded-process.ts', import.meta.url))

interface Teardown {
  teardown(handler: () => Promise<void>): void
}

/** A data folder nobody but its owner can enter, removed with its server when the test ends. */
export async function dataFolder(t: Teardown): Promise<string> {
  const parent = await mkdtemp(join(SCRATCH, 'cppcc-embedded-'))
  const folder = join(parent, 'postgres')
  t.teardown(async () => {
    const users = await readdir(join(folder, 'users')).catch(() => [])
    await Promise.all(users.map(name => rm(join(folder, 'users', name))))
    const lock = await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8').catch(() => '')
    if (lock) await startEmbeddedPostgres({ dataDir: folder }).then(server => server.stop())
    await rm(parent, { recursive: true, force: true })
  })
  return folder
}

export interface Worker {
  readonly child: ChildProcess
  /** The line it printed, or `{ exit, stderr }` when it ended without one. */
  readonly said: unknown
}

const Started = Type.Object({ url: Type.String(), pid: Type.Integer(), adopted: Type.Boolean() })

/** Runs test/platform/db/embedded-process.ts until it has printed its line. */
export async function runWorker(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Worker> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: { ...process.env, ...env }, detached: true })
  let stderr = ''
  child.stderr.on('data', data => {
    stderr += data
  })
  const line = once(createInterface({ input: child.stdout }), 'line').then(([text]): unknown =>
    JSON.parse(String(text)),
  )
  const ended = once(child, 'close').then(([code, signal]): unknown => ({ exit: code ?? signal, stderr }))
  return { child, said: await Promise.race([line, ended]) }
}

/** A process of its own that has started, or adopted, the server of a data folder. */
export async function startWorker(dataDir: string, verb: 'start' | 'forget' = 'start', env: NodeJS.ProcessEnv = {}) {
  const worker = await runWorker([verb, dataDir], env)
  return { ...worker, ...Parse(Started, worker.said) }
}

/** Ends a worker's input and waits for its exit code. */
export async function endWorker({ child }: Worker): Promise<number | null> {
  child.stdin?.end()
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}

export async function killWorker({ child }: Worker): Promise<void> {
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

/** Ctrl-C: the terminal signals the worker's whole process group. */
export async function interruptWorker({ child }: Worker): Promise<void> {
  const exited = once(child, 'exit')
  if (child.pid) process.kill(-child.pid, 'SIGINT')
  await exited
}

/** Kills a server and all its processes as a power failure would; resolves when none is left. */
export async function killServer(pid: number): Promise<void> {
  const family = await familyOf(pid)
  for (const one of family) {
    try {
      process.kill(one, 'SIGKILL')
    } catch {
      // The children of a killed server end by themselves.
    }
  }
  while (family.some(isAlive)) await delay(5)
}

/** A server and all its processes. */
export const familyOf = async (pid: number): Promise<number[]> => [pid, ...(await childrenOf(pid))]

async function childrenOf(pid: number): Promise<number[]> {
  const all = (await readdir('/proc')).filter(name => /^\d+$/.test(name))
  const parents = await Promise.all(all.map(name => readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')))
  return all.filter((_, i) => parents[i]?.split(') ')[1]?.split(' ')[1] === String(pid)).map(Number)
}

/** Waits for a state that others bring about; the test's own time limit ends the wait. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(10)
}

/** Rows of one statement over a connection of its own; tries again until the server answers. */
export async function ask<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<readonly Row[]> {
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    try {
      await client.connect()
      return (await client.query<Row>(sql, values)).rows
    } catch (error) {
      if (error instanceof pg.DatabaseError && !['57P01', '57P03'].includes(error.code ?? '')) throw error
      await delay(20)
    } finally {
      await client.end()
    }
  }
}
