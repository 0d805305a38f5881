import { loadConfig } from '../config.ts'
import { migrate, migrationStatus } from '../platform/db/migrate.ts'
import { accessDatabase, requireOwner } from '../runtime.ts'
import { EXIT, print } from './output.ts'

export async function migrateCommand(options: { readonly json?: unknown; readonly status?: unknown }): Promise<number> {
  const access = await accessDatabase(loadConfig())
  const json = options.json === true
  try {
    const url = requireOwner(access)
    if (options.status === true) {
      const status = await migrationStatus(url)
      print(json, { ok: true, ...status }, () => [
        ...status.applied.map(({ name, appliedAt }) => `applied  ${name}  ${new Date(appliedAt).toISOString()}`),
        ...status.pending.map(name => `pending  ${name}`),
      ])
      return EXIT.OK
    }
    const applied = await migrate(url)
    print(json, { ok: true, applied }, () =>
      applied.length === 0 ? ['已是最新 · up to date'] : applied.map(name => `applied  ${name}`),
    )
    return EXIT.OK
  } finally {
    await access.close()
  }
}
