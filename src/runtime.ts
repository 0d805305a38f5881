import { join } from 'node:path'
import { type App, type AppOptions, createApp } from './app.ts'
import type { Config } from './config.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './platform/db/embedded.ts'
import { migrate } from './platform/db/migrate.ts'
import { SetupError } from './platform/db/setup-error.ts'
import { makeWritableFolder } from './platform/files/make-folder.ts'

/** The database a process works with: one of its own, or the one it was told. */
export interface DatabaseAccess {
  readonly runtimeUrl: string
  /** Null when DATABASE_OWNER_URL was not given: then nothing is migrated here. */
  readonly ownerUrl: string | null
  close(): Promise<void>
}

/** Starts or adopts the embedded PostgreSQL, or takes DATABASE_URL and DATABASE_OWNER_URL. */
export async function accessDatabase(config: Config, log: (line: string) => void = () => {}): Promise<DatabaseAccess> {
  if (!config.embedded) {
    return { runtimeUrl: config.DATABASE_URL, ownerUrl: config.DATABASE_OWNER_URL || null, close: async () => {} }
  }
  await makeDataDir(config)
  const postgres: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir: join(config.DATA_DIR, 'postgres'), log })
  return { runtimeUrl: postgres.runtimeUrl(), ownerUrl: postgres.ownerUrl(), close: () => postgres.stop() }
}

const makeDataDir = ({ DATA_DIR }: Config): Promise<void> =>
  makeWritableFolder(DATA_DIR, 0o755).catch(error => {
    throw dataDirUnusable(DATA_DIR, error)
  })

const dataDirUnusable = (folder: string, cause: Error): SetupError =>
  new SetupError(
    'DATA_DIR_UNUSABLE',
    `数据目录 ${folder} 无法使用（${cause.message}）；请用 DATA_DIR 指定一个可写的目录`,
    `The data folder ${folder} cannot be used (${cause.message}); set DATA_DIR to a folder that can be written`,
    cause,
  )

export interface Runtime {
  readonly app: App
  readonly access: DatabaseAccess
  close(): Promise<void>
}

/** Database, migrations where we own the schema, and the application, not yet listening: for main.ts and the CLI. */
export async function openRuntime(
  config: Config,
  log: (line: string) => void = () => {},
  options: Omit<AppOptions, 'config' | 'databaseUrl'> = {},
): Promise<Runtime> {
  // With a database elsewhere too: what is uploaded waits there.
  if (!config.embedded) await makeDataDir(config)
  const access = await accessDatabase(config, log)
  try {
    if (access.ownerUrl) await migrate(access.ownerUrl, { log })
    const app = await createApp({ ...options, config, databaseUrl: access.runtimeUrl })
    return {
      app,
      access,
      close: async () => {
        await app.close()
        await access.close()
      },
    }
  } catch (error) {
    await access.close()
    throw error
  }
}

/** DATABASE_OWNER_URL, or what to do about its absence. */
export function requireOwner(access: DatabaseAccess): string {
  if (access.ownerUrl) return access.ownerUrl
  throw new SetupError(
    'OWNER_URL_MISSING',
    '此命令需要数据库属主连接，请设置 DATABASE_OWNER_URL',
    'This command works as the owner of the schema: set DATABASE_OWNER_URL',
  )
}
