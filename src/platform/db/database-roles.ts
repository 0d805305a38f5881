import type { ClientBase } from 'pg'
import { sqlState } from './pool.ts'
import { SetupError } from './setup-error.ts'

/** The group that migrations grant to; every runtime login is a member of it and owns nothing. */
export const RUNTIME_GROUP = 'cppcc_runtime'

// duplicate_object, duplicate_database, unique_violation
const ALREADY_THERE: readonly unknown[] = ['42710', '42P04', '23505']

// Roles and databases belong to the whole cluster, which no lock of one database covers: the loser of a race is content.
async function createUnless(client: ClientBase, exists: string, name: string, create: string): Promise<void> {
  const found = await client.query(exists, [name])
  if (found.rowCount) return
  await client.query(create).catch((error: unknown) => {
    if (!ALREADY_THERE.includes(sqlState(error))) throw error
  })
}

const ROLE_EXISTS = 'select from pg_roles where rolname = $1'

/** Creates the group role if missing. Not inside a transaction. Throws SetupError ROLE_MISSING without the right to. */
export async function ensureRuntimeGroup(client: ClientBase): Promise<void> {
  const create = `create role ${RUNTIME_GROUP} nologin`
  await createUnless(client, ROLE_EXISTS, RUNTIME_GROUP, create).catch((error: unknown) => {
    if (sqlState(error) !== '42501') throw error
    throw new SetupError(
      'ROLE_MISSING',
      `数据库缺少角色 ${RUNTIME_GROUP},而当前账号无权创建;请数据库管理员执行:${create}`,
      `The database has no role ${RUNTIME_GROUP} and this account may not create it; let an administrator run: ${create}`,
      error,
    )
  })
}

/** Creates a login role for the service if missing: no owner, no superuser, bound by row-level security. */
export async function ensureRuntimeLogin(client: ClientBase, name: string, password: string): Promise<void> {
  const create = `create role ${client.escapeIdentifier(name)} login nosuperuser nobypassrls nocreatedb nocreaterole
    password ${client.escapeLiteral(password)} in role ${RUNTIME_GROUP}`
  await createUnless(client, ROLE_EXISTS, name, create)
}

/** Creates an empty database if missing. */
export async function ensureDatabase(client: ClientBase, name: string): Promise<void> {
  const create = `create database ${client.escapeIdentifier(name)}`
  await createUnless(client, 'select from pg_database where datname = $1', name, create)
}
