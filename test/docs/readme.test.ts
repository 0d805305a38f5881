import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { DEMO_PASSWORD } from '../../src/cli/demo/accounts.ts'
import { publishedCalendars } from '../../src/domain/organizations/seed/holidays.ts'
import { businessDate } from '../../src/kernel/clock.ts'
import { SCRATCH } from '../support/scratch.ts'
import { isAsSaid, outputsOf, readText, scriptOf, stepsOf } from './walk-through.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const steps = stepsOf(readText('README.md'))

t.test('both languages have the same walk-through', async t => {
  t.equal(steps.length, 20)
  t.same(stepsOf(readText('README.zh-CN.md')), steps)
})

t.test('outputs are compared line by line', async t => {
  t.ok(isAsSaid('a\nb\n', 'a\nb\n'))
  t.ok(isAsSaid('a\nx\ny\nb 12\n', 'a\n…\nb …\n'))
  t.notOk(isAsSaid('a\nb\nc\n', 'a\nb\n'))
  t.notOk(isAsSaid('a\n', 'a\nb\n'))
  t.notOk(isAsSaid('undefined\n', '…d\n'))
})

t.test('the walk-through runs as written on a fresh installation', async t => {
  const folder = await mkdtemp(join(SCRATCH, 'cppcc-readme-'))
  const env = { ...process.env, DATA_DIR: folder, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'info', DATABASE_URL: '' }
  const service = spawn('node', ['--import', './src/compile-cache.js', 'src/main.ts'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  t.teardown(async () => {
    await stopped(service)
    await rm(folder, { recursive: true, force: true })
  })
  const base = await addressOf(service)
  await enterNextYear(base)
  const { code, stdout, stderr } = await runShell(scriptOf(steps), { ...env, BASE: base })
  const outputs = outputsOf(stdout)
  t.equal(code, 0, { stderr, ran: outputs.length - 1 })
  for (const [i, { expected, script }] of steps.entries()) {
    const output = outputs[i] ?? 'did not run\n'
    t.ok(isAsSaid(output, expected ?? ''), `step ${i + 1}`, { script, expected, output, stderr })
  }
})

/** The address that the service prints when it is ready. Fails with its output when it ends before. */
async function addressOf(service: ChildProcess): Promise<string> {
  if (!service.stderr) throw new Error('no output to read')
  const said: string[] = []
  for await (const line of createInterface({ input: service.stderr })) {
    said.push(line)
    const address = /GraphQL\s+(http\S+)\/graphql\s/.exec(line)?.[1]
    if (address) {
      service.stderr.resume()
      return address
    }
  }
  throw new Error(`the service ended:\n${said.join('\n')}`)
}

interface Answered {
  readonly access_token?: string
  readonly data?: { readonly calendarYearSet: { readonly userErrors: readonly unknown[] } }
}

/**
 * What an administrator does each November, and this release knows of the years until it was made: without it a deadline
 * that ends in the next year is refused.
 */
async function enterNextYear(base: string): Promise<void> {
  const year = Number(businessDate(new Date()).slice(0, 4)) + 1
  if (publishedCalendars.some(calendar => calendar.year === year)) return
  const post = async (path: string, body: object, token = ''): Promise<Answered> => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
    const answer = await fetch(base + path, { method: 'POST', headers, body: JSON.stringify(body) })
    return answer.json() as Promise<Answered>
  }
  const credentials = { grant_type: 'password', username: 'admin', password: DEMO_PASSWORD }
  const { access_token: token } = await post('/auth/v1/token', credentials)
  const query = `mutation ($year: Int!, $day: Date!) { calendarYearSet(input: { year: $year, source: "测试", days: [{ day: $day, isWorkday: false, name: "元旦" }] }) { userErrors { code } } }`
  const answer = await post('/graphql', { query, variables: { year, day: `${year}-01-01` } }, token)
  if (answer.data?.calendarYearSet.userErrors.length !== 0)
    throw new Error(`the year ${year} was not entered: ${JSON.stringify(answer)}`)
}

async function runShell(script: string, env: NodeJS.ProcessEnv) {
  const shell = spawn('bash', ['-s'], { cwd: ROOT, env })
  const output = { stdout: '', stderr: '' }
  shell.stdout.setEncoding('utf8').on('data', text => {
    output.stdout += text
  })
  shell.stderr.setEncoding('utf8').on('data', text => {
    output.stderr += text
  })
  shell.stdin.end(script)
  const [code] = await once(shell, 'close')
  return { code, ...output }
}

async function stopped(service: ChildProcess): Promise<void> {
  if (service.exitCode !== null || service.signalCode !== null) return
  const ended = once(service, 'exit')
  service.kill('SIGTERM')
  await ended
}
