import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Config } from '../config.ts'
import { SetupError } from '../platform/db/setup-error.ts'
import { stopOnSignals } from '../platform/http/shutdown.ts'
import { openRuntime } from '../runtime.ts'
import { demoAccounts } from './demo/accounts.ts'
import { lacksDemo } from './demo/seed.ts'

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/

/** The demonstration accounts' password stands in the sources: whoever reaches the port could sign in as anybody. */
const demoOnNetwork = (): SetupError =>
  new SetupError(
    'DEMO_ON_NETWORK',
    '演示账号的密码是公开的，带演示数据时只能监听本机地址；请设置 DATABASE_URL，或 DEMO_DATA=false',
    'The password of the demonstration accounts is public: with them the service listens on this machine only. Set DATABASE_URL, or DEMO_DATA=false',
  )

const cannotListen = ({ HOST, PORT }: Config, cause: NodeJS.ErrnoException): SetupError =>
  cause.code === 'EADDRINUSE'
    ? new SetupError(
        'PORT_IN_USE',
        `${HOST}:${PORT} 已被其他程序占用；请停止该程序，或用 PORT 另选端口`,
        `${HOST}:${PORT} is used by another program; stop that, or choose another port with PORT`,
        cause,
      )
    : new SetupError(
        'CANNOT_LISTEN',
        `无法在 ${HOST}:${PORT} 上监听（${cause.message}）；请检查 HOST 和 PORT`,
        `Cannot listen on ${HOST}:${PORT} (${cause.message}); check HOST and PORT`,
        cause,
      )

/** Runs the service until a signal. On the embedded database it brings demonstration data along, once. */
export async function serve(config: Config): Promise<void> {
  if (config.DEMO_DATA && !LOOPBACK.test(config.HOST)) throw demoOnNetwork()
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const runtime = await openRuntime(config, say)
  const { app } = runtime
  try {
    if (config.DEMO_DATA && (await lacksDemo(app.services))) await seedBeside(say)
    await app.http.listen({ host: config.HOST, port: config.PORT }).catch(error => {
      throw cannotListen(config, error)
    })
  } catch (error) {
    await runtime.close()
    throw error
  }
  stopOnSignals(app.http, {
    steps: [
      { name: 'database', stop: () => app.services.database.close() },
      { name: 'embedded database', stop: () => runtime.access.close() },
    ],
  })
  const { port } = app.http.server.address() as AddressInfo
  for (const line of banner(config, port)) say(line)
}

/** In a process of its own: the memory that 30,000 records take in the making is not the service's for ever after. */
async function seedBeside(say: (line: string) => void): Promise<void> {
  say('preparing demonstration data, once (首次启动，正在准备演示数据) …')
  const program = fileURLToPath(new URL('./cppcc.ts', import.meta.url))
  const child = spawn(process.execPath, [...process.execArgv, program, 'seed', 'demo'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code, signal] = await once(child, 'exit')
  if (code !== 0) throw new Error(`the demonstration data were not written (${code ?? signal}); start again`)
}

function banner(config: Config, port: number): string[] {
  const base = config.PUBLIC_URL || `http://${config.HOST === '0.0.0.0' ? 'localhost' : config.HOST}:${port}`
  const pages = [
    ...(config.EXPLORER ? [`  explorer   ${base}/explorer`] : []),
    `  GraphQL    ${base}/graphql          schema ${base}/graphql/schema.graphql`,
    `  REST       ${base}/docs             OpenAPI ${base}/openapi.json`,
    `  health     ${base}/readyz`,
  ]
  if (!config.DEMO_DATA) return ['', 'smart-cppcc is ready', ...pages, '']
  const accounts = demoAccounts.map(
    ({ login, password, what }) => `  ${login.padEnd(22)} ${password.padEnd(26)} ${what}`,
  )
  return [
    '',
    'smart-cppcc is ready, with demonstration data (演示数据，姓名均为虚构)',
    ...pages,
    '',
    '  account                password                   role',
    ...accounts,
    '',
  ]
}
