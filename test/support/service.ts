import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { loadConfig } from '../../src/config.ts'
import { createAccount, issueToken } from '../../src/domain/identity/commands/terminal.ts'
import { writeMembers } from '../../src/domain/members/commands/write.ts'
import type { MemberRow } from '../../src/domain/members/planning.ts'
import { seedOrganization } from '../../src/domain/organizations/seed/organization.ts'
import { command, execute } from '../../src/platform/commands/command.ts'
import { systemContext } from '../../src/platform/context.ts'
import { freePort } from '../../src/platform/db/embedded-server.ts'
import { isAlive } from '../../src/platform/db/process-state.ts'
import type { Services } from '../../src/platform/services.ts'
import { openRuntime } from '../../src/runtime.ts'
import { SCRATCH } from './scratch.ts'

/** As package.json starts them. */
const sources = (name: string): readonly string[] => [
  `--import=${new URL('../../src/compile-cache.js', import.meta.url).href}`,
  fileURLToPath(new URL(`../../src/${name}`, import.meta.url)),
]
const MAIN = sources('main.ts')
const CPPCC = sources('cli/cppcc.ts')

export const COMMITTEE = '140200'

interface Teardown {
  teardown(handler: () => Promise<void>): void
}

/** A data folder with the embedded database of one committee, one member and the member's token. No server runs. */
export async function installation(t: Teardown) {
  const dataDir = await mkdtemp(join(SCRATCH, 'cppcc-service-'))
  t.teardown(async () => {
    await stopDatabase(dataDir)
    await rm(dataDir, { recursive: true, force: true })
  })
  const env = { DATA_DIR: dataDir, LOG_LEVEL: 'error', DEMO_DATA: 'false' }
  const runtime = await openRuntime(loadConfig(env))
  const { services } = runtime.app
  const ownerUrl = runtime.access.ownerUrl ?? ''
  const { personId, memberId } = await seedCommittee(services)
  const login = 'zhang.san'
  await createAccount(services, {
    ...{ organizationId: COMMITTEE, login, displayName: '张三', personId, roles: ['MEMBER'] },
  })
  const expiresOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  const { token } = await issueToken(services, login, { name: 'test', scopes: ['DUTY_OWN', 'MEMBER_READ'], expiresOn })
  await runtime.close()
  return { dataDir, env, token, memberId, login, ownerUrl }
}

export type Installation = Awaited<ReturnType<typeof installation>>

const someone: MemberRow = {
  name: '张三',
  sex: 'MALE',
  ethnicity: '汉族',
  birth: { year: 1970, month: 5, day: null },
  phone: null,
  identityNumber: null,
  workUnit: '第一医院',
  partyId: null,
  sectorId: null,
  positionIds: null,
  specialCommitteeId: null,
  isStanding: false,
  joinedBy: null,
  joinedOn: null,
  remarks: null,
}

async function seedCommittee(services: Services): Promise<{ personId: string; memberId: string }> {
  const seed = command('testSeed', async (work, organizationId: string) => {
    const terms = [
      { number: 15, startsOn: '2021-06-25', sessions: [{ number: 1, startsOn: '2021-06-25', endsOn: '2021-06-28' }] },
    ]
    await seedOrganization(work.tx, {
      ...{ organizationId, parentId: null, level: 'CITY', regionCode: organizationId, terms },
      ...{ name: '中国人民政治协商会议大同市委员会', shortName: '大同市政协' },
    })
    const term = await work.tx.client.query('select id from terms where organization_id = $1', [organizationId])
    await writeMembers(work, organizationId, term.rows[0]?.id, [someone])
    const { rows } = await work.tx.client.query('select id, person_id from members where organization_id = $1', [
      organizationId,
    ])
    return { personId: String(rows[0]?.person_id), memberId: String(rows[0]?.id) }
  })
  const { result } = await execute(systemContext(services, COMMITTEE), seed, COMMITTEE)
  if (!result) throw new Error('the committee was not seeded')
  return result
}

export interface Service {
  readonly child: ChildProcess
  readonly url: string
  /** What it wrote: standard error and output together. */
  readonly output: () => string
  readonly exited: Promise<unknown>
}

export const anyPort = async (): Promise<number> => (await freePort(0)) ?? 0

/** `npm start` on an installation; resolves when it takes requests. */
export async function startService({ env }: { readonly env: NodeJS.ProcessEnv }, port: number): Promise<Service> {
  const child = spawn(process.execPath, MAIN, {
    env: { ...process.env, ...env, PORT: String(port), RATE_LIMIT_PER_MINUTE: '0', COST_PER_MINUTE: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', data => {
      output += data
    })
  }
  const exited = once(child, 'exit').then(([code, signal]): unknown => code ?? signal)
  let running = true
  void exited.then(() => {
    running = false
  })
  const url = `http://127.0.0.1:${port}`
  while (running && !(await isReady(url))) await delay(20)
  if (!running) throw new Error(`the service did not start (${await exited}): ${output}`)
  return { child, url, output: () => output, exited }
}

const isReady = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/readyz`)).ok
  } catch {
    return false
  }
}

/** SIGKILL; resolves when the process is gone. */
export async function killService({ child, exited }: Service): Promise<void> {
  child.kill('SIGKILL')
  await exited
}

/** Process id of the installation's database server, 0 when there is none. */
export async function postmasterOf(dataDir: string): Promise<number> {
  const lock = await readFile(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').catch(() => '')
  return Number.parseInt(lock, 10) || 0
}

/** What a killed service left running. */
async function stopDatabase(dataDir: string): Promise<void> {
  const pid = await postmasterOf(dataDir)
  if (pid === 0 || !isAlive(pid)) return
  process.kill(pid, 'SIGINT')
  while (isAlive(pid)) await delay(20)
}

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The real command in a process of its own. */
export async function cppcc(env: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<Ran> {
  const child = spawn(process.execPath, [...CPPCC, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [chunks, errors]: [Buffer[], Buffer[]] = [[], []]
  child.stdout.on('data', data => chunks.push(data))
  child.stderr.on('data', data => errors.push(data))
  const [code] = await once(child, 'close')
  return { code, stdout: Buffer.concat(chunks).toString(), stderr: Buffer.concat(errors).toString() }
}
