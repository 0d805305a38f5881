import { readFile, statfs } from 'node:fs/promises'
import pg from 'pg'
import { type Config, loadConfig } from '../config.ts'
import { migrationStatus } from '../platform/db/migrate.ts'
import { SetupError } from '../platform/db/setup-error.ts'
import { openBlobStore } from '../platform/files/blob-store.ts'
import { accessDatabase, type DatabaseAccess } from '../runtime.ts'
import { lookAtKeys } from './doctor-keys.ts'
import { EXIT, print } from './output.ts'

interface Finding {
  readonly check: string
  readonly ok: boolean
  readonly found: string
  /** What to do about it, in Chinese and English. */
  readonly advice?: string
}

/** Looks at the installation without changing it. Exit code 1 when something is wrong. */
export async function doctorCommand(options: { readonly json?: unknown }): Promise<number> {
  const config = loadConfig()
  const findings = [runtimeVersion(), await files(config), await space(config), ...(await database(config))]
  const ok = findings.every(finding => finding.ok)
  const { embedded } = config
  print(options.json === true, { ok, version: await version(), embedded, checks: findings.map(shown) }, () =>
    findings.map(
      ({ check, ok, found, advice }) =>
        `${ok ? 'ok     ' : 'WRONG  '} ${check.padEnd(22)} ${found}${ok || !advice ? '' : `\n        → ${advice}`}`,
    ),
  )
  return ok ? EXIT.OK : EXIT.FAILED
}

/** Advice is for what is wrong. */
const shown = ({ advice, ...finding }: Finding) => (finding.ok || !advice ? finding : { ...finding, advice })

async function version(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
  const { version }: { version: string } = JSON.parse(text)
  return version
}

const finding = (check: string, ok: boolean, found: string, advice: string): Finding => ({ check, ok, found, advice })

async function looking(check: string, advice: string, look: () => Promise<string>): Promise<Finding> {
  try {
    return finding(check, true, await look(), advice)
  } catch (error) {
    return finding(check, false, error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error), advice)
  }
}

function runtimeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return finding(
    'runtime',
    major > 22 || (major === 22 && minor >= 18),
    `Node ${process.versions.node}`,
    '需要 Node 22.18 以上 · start it with npm, which brings Node 24 along',
  )
}

/** An embedded installation makes its keys itself. `url` is null where the database is away. */
const keys = ({ KEYS_FILE, embedded }: Config, url: string | null): Promise<Finding> =>
  looking(
    'keys',
    '新装时运行 cppcc keys init；已有数据时请从备份恢复密钥文件；文件权限须为 600 · a new installation: cppcc keys init; where there are data: restore the file from its backup; chmod 600',
    () => lookAtKeys(KEYS_FILE, { url, made: embedded }),
  )

const files = (config: Config): Promise<Finding> =>
  looking('file store', '检查 FILE_STORE 及其权限 · check FILE_STORE and its permissions', async () => {
    await (await openBlobStore(config)).check()
    return config.FILE_STORE
  })

const GIGABYTE = 1024 ** 3

const space = (config: Config): Promise<Finding> =>
  looking('disk', '磁盘空间不足 1 GB · less than 1 GB is free', async () => {
    const { bavail, bsize } = await statfs(config.DATA_DIR).catch(() => statfs('.'))
    const free = (bavail * bsize) / GIGABYTE
    if (free < 1) throw new Error(`${free.toFixed(1)} GB free`)
    return `${free.toFixed(0)} GB free`
  })

const away = (error: unknown): Finding =>
  error instanceof SetupError
    ? finding('database', false, error.code, `${error.text.zh} · ${error.text.en}`)
    : finding('database', false, error instanceof Error ? error.message : '', '检查 DATABASE_URL · check DATABASE_URL')

async function database(config: Config): Promise<Finding[]> {
  let access: DatabaseAccess
  try {
    access = await accessDatabase(config)
  } catch (error) {
    return [await keys(config, null), away(error)]
  }
  try {
    const found = await catalog(access.runtimeUrl)
    const isAway = found.some(({ check }) => check === 'database')
    if (isAway) return [await keys(config, null), ...found]
    return [await keys(config, access.runtimeUrl), await migrations(access, config), ...found]
  } finally {
    await access.close()
  }
}

const migrations = ({ ownerUrl }: DatabaseAccess, { embedded }: Config): Promise<Finding> =>
  looking('migrations', '运行 cppcc migrate · run cppcc migrate', async () => {
    if (!ownerUrl) return 'not looked at: DATABASE_OWNER_URL is not set'
    const { applied, pending } = await migrationStatus(ownerUrl)
    if (pending.length === 0) return `${applied.length} applied`
    // A service with a database of its own brings it up to date when it starts.
    if (embedded) return `${applied.length} applied, ${pending.length} at the next start`
    throw new Error(`pending: ${pending.join(', ')}`)
  })

/** Questions to the catalog; each answers whether all is well, and what was found. */
const QUESTIONS: readonly (readonly [check: string, sql: string, advice: string])[] = [
  [
    'PostgreSQL',
    `select current_setting('server_version_num')::int >= 150000 as ok, current_setting('server_version') as found`,
    '需要 PostgreSQL 15 以上 · PostgreSQL 15 or newer is needed',
  ],
  [
    'encoding',
    `select pg_encoding_to_char(encoding) = 'UTF8' and '政' ~ '[[:alpha:]]' as ok, pg_encoding_to_char(encoding) || ' ' || datctype as found from pg_database where datname = current_database()`,
    '以 UTF8 与 C.UTF-8 等区域新建数据库 · make the database with UTF8 and a locale such as C.UTF-8: Chinese search needs it',
  ],
  [
    'runtime role',
    `select not (rolsuper or rolbypassrls) as ok, rolname || case when rolsuper then ' is a superuser' when rolbypassrls then ' bypasses row-level security' else '' end as found from pg_roles where rolname = current_user`,
    '运行账号不得为超级用户或绕过行级安全 · connect as a role that is neither',
  ],
  [
    'runtime privileges',
    `select count(*) = 0 as ok, coalesce(string_agg(found, ', '), 'cannot change the log, delete records or alter tables') as found from (
      select 'may ' || lower(right_) || ' ' || name as found
      from (values ('change_log', 'UPDATE'), ('change_log', 'DELETE'), ('change_log', 'INSERT'), ('change_log', 'TRUNCATE'),
        ('change_payloads', 'UPDATE'), ('change_streams', 'UPDATE'), ('duty_records', 'DELETE'), ('members', 'DELETE'),
        ('persons', 'DELETE'), ('accounts', 'DELETE')) as forbidden(name, right_)
      where to_regclass(name) is not null and has_table_privilege(to_regclass(name), right_)
      union all select 'may create tables' where has_schema_privilege('public', 'CREATE')
      union all select 'owns ' || relname from pg_class where relowner = current_user::regrole and relnamespace = 'public'::regnamespace
    ) as wrong`,
    '收回运行账号的多余权限，勿用属主账号连接 · revoke these from the runtime role; never connect as the owner',
  ],
  [
    'row-level security',
    `select count(*) filter (where not walled) = 0 as ok,
      coalesce('without: ' || string_agg(name, ', ' order by name) filter (where not walled), count(*) || ' tenant tables') as found
    from (select c.relname as name, c.relrowsecurity and c.relforcerowsecurity
        and exists (select from pg_policy p where p.polrelid = c.oid) as walled
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'sign_in_names'
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id')) as tenant`,
    '有表未启用行级安全 · a table stands without row-level security',
  ],
  [
    'clock',
    `select abs(extract(epoch from clock_timestamp()) - $1::float8) < 2 as ok, round((extract(epoch from clock_timestamp()) - $1::float8)::numeric, 1) || ' s apart' as found`,
    '数据库与本机时钟相差 2 秒以上 · the clocks differ by more than 2 s',
  ],
  [
    'connections',
    `select current_setting('max_connections')::int >= 20 as ok, current_setting('max_connections') as found`,
    '提高 max_connections · raise max_connections',
  ],
]

async function catalog(url: string): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 15_000 })
  // Without a listener a server that dies at this moment would end this process.
  client.on('error', () => {})
  const findings: Finding[] = []
  try {
    await client.connect()
    for (const [check, sql, advice] of QUESTIONS) {
      const values = sql.includes('$1') ? [Date.now() / 1000] : []
      const { rows } = await client.query<{ ok: boolean; found: string }>(sql, values)
      findings.push(finding(check, rows[0]?.ok === true, rows[0]?.found ?? '', advice))
    }
  } catch (error) {
    findings.push(away(error))
  } finally {
    await client.end()
  }
  return findings
}
