import { existsSync } from 'node:fs'
import { organizations } from '../domain/organizations/tables.ts'
import { systemViewer } from '../kernel/viewer.ts'
import { openDatabase, sqlState } from '../platform/db/pool.ts'
import { transaction } from '../platform/db/transaction.ts'
import { loadKeys } from '../platform/security/key-file.ts'

const UNDEFINED_TABLE = '42P01'

/** The key that sealed a value stands in it (sealed.ts). */
const SEALED_BY = `
  select distinct split_part(sealed, '.', 2) as key from (
    select phone_sealed as sealed from persons where organization_id = $1
    union all select identity_number_sealed from persons where organization_id = $1
    union all select totp_secret_sealed from accounts where organization_id = $1) as any_sealed
  where sealed is not null`

/** What the key file holds. Throws when it cannot be read, or is not the one that sealed the data. Makes none. */
export async function lookAtKeys(file: string, { url, made }: { url: string | null; made: boolean }): Promise<string> {
  const used = url === null ? null : await sealingKeys(url)
  if (made && used?.isNew && !existsSync(file)) return `${file}: made at the first start`
  const { signing, data } = await loadKeys(file, { create: false })
  const missing = used?.keys.filter(key => !data.has(key)) ?? []
  if (missing.length > 0)
    throw new Error(`${file} lacks ${missing.join(', ')}, which sealed personal data: it is not this installation's`)
  return `${file}: ${signing.size} signing, ${data.size} data`
}

/** The data keys in use over all committees; new: there is no committee yet. */
async function sealingKeys(url: string): Promise<{ isNew: boolean; keys: string[] }> {
  const database = openDatabase({ url, poolSize: 2, onError: () => {} })
  try {
    const committees = await transaction(database, systemViewer('0'), ({ db }) =>
      db.select({ id: organizations.organizationId }).from(organizations),
    )
    const keys = new Set<string>()
    for (const { id } of committees) {
      const { rows } = await transaction(database, systemViewer(id), ({ client }) =>
        client.query<{ key: string }>(SEALED_BY, [id]),
      )
      for (const { key } of rows) keys.add(key)
    }
    return { isNew: committees.length === 0, keys: [...keys] }
  } catch (error) {
    if (sqlState(error) === UNDEFINED_TABLE) return { isNew: true, keys: [] }
    throw error
  } finally {
    await database.close()
  }
}
