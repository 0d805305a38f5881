import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type BenchDatabase, DATA_DIR } from './database.ts'

const ROOT = join(import.meta.dirname, '..')

interface Additions {
  readonly env?: Readonly<Record<string, string>>
  /** A module that is imported before the service, and talks to this process. */
  readonly watch?: string
}

/** The service in a process of its own, as `npm start` starts it. */
export async function startAsDelivered(
  { runtimeUrl, ownerUrl }: BenchDatabase,
  { env, watch }: Additions = {},
): Promise<{ child: ChildProcess; url: string }> {
  const imports = ['./src/compile-cache.js', ...(watch ? [watch] : [])].flatMap(file => ['--import', file])
  const child = spawn(process.execPath, [...imports, 'src/main.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: runtimeUrl,
      DATABASE_OWNER_URL: ownerUrl,
      DATA_DIR,
      LOG_LEVEL: 'info',
      PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', ...(watch ? (['ipc'] as const) : [])],
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
