import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SetupError } from './setup-error.ts'

/** One file of `migrations/`: `0001_name.sql`. */
export interface MigrationFile {
  readonly number: number
  /** The file's name, for messages and the table. */
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

/** One row of `cppcc_meta.schema_migrations`. */
export interface AppliedMigration {
  readonly number: number
  readonly name: string
  readonly sha256: string
  readonly appliedAt: Date
}

const NAME = /^(\d{4})_[a-z0-9_]+\.sql$/
// A file that ends its own transaction would leave half of itself behind when it fails.
const TRANSACTION = /^\s*(begin|commit|rollback|abort|start\s+transaction)(\s+(work|transaction))?\s*;/im

/**
 * Reads the migrations in order. Throws SetupError: MIGRATION_NAME, MIGRATION_DUPLICATE, MIGRATION_GAP,
 * MIGRATION_TRANSACTION.
 */
export async function readMigrations(directory: string): Promise<readonly MigrationFile[]> {
  const names = (await readdir(directory)).filter(name => name.endsWith('.sql')).sort()
  const files = await Promise.all(names.map(name => readMigration(directory, name)))
  // drizzle-kit counts from 0000, people from 0001.
  let expected = files[0]?.number === 0 ? 0 : 1
  for (const [index, file] of files.entries()) {
    const previous = files[index - 1]
    if (previous?.number === file.number) throw duplicate(previous, file)
    if (file.number !== expected) throw gap(file, expected)
    expected++
  }
  return files
}

async function readMigration(directory: string, name: string): Promise<MigrationFile> {
  const digits = NAME.exec(name)?.[1]
  if (digits === undefined) {
    throw new SetupError(
      'MIGRATION_NAME',
      `迁移文件 ${name} 命名不合规则:须为四位序号、下划线和小写名称,如 0001_members.sql`,
      `Migration ${name} is misnamed: four digits, an underscore and a lower-case name, as in 0001_members.sql`,
    )
  }
  // Git on Windows may turn line ends round; that is no change of content.
  const sql = (await readFile(join(directory, name), 'utf8')).replaceAll('\r\n', '\n')
  if (TRANSACTION.test(sql)) {
    throw new SetupError(
      'MIGRATION_TRANSACTION',
      `迁移文件 ${name} 不得自行开始或结束事务:每个文件由程序放在一个事务中执行`,
      `Migration ${name} must not begin or end a transaction: every file is run in one of its own`,
    )
  }
  return { number: Number(digits), name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
}

const duplicate = (first: MigrationFile, second: MigrationFile) =>
  new SetupError(
    'MIGRATION_DUPLICATE',
    `迁移文件 ${first.name} 与 ${second.name} 序号重复:请把后合入的一个改为下一个序号`,
    `Migrations ${first.name} and ${second.name} have the same number: give the later merged one the next number`,
  )

const gap = (file: MigrationFile, expected: number) =>
  new SetupError(
    'MIGRATION_GAP',
    `迁移文件 ${file.name} 之前缺少序号 ${four(expected)}:序号必须连续`,
    `Before migration ${file.name} number ${four(expected)} is missing: numbers must follow one another`,
  )

const four = (number: number) => String(number).padStart(4, '0')

/**
 * The files still to apply, in order. Throws SetupError: MIGRATION_CHANGED, MIGRATION_LATE, DATABASE_NEWER.
 */
export function pendingMigrations(
  files: readonly MigrationFile[],
  applied: readonly AppliedMigration[],
): readonly MigrationFile[] {
  const byNumber = new Map(applied.map(row => [row.number, row]))
  const newest = Math.max(-1, ...byNumber.keys())
  if (newest > (files.at(-1)?.number ?? -1))
    throw newer(byNumber.get(newest)?.name ?? four(newest), files.at(-1)?.name ?? '-')
  return files.filter(file => {
    const row = byNumber.get(file.number)
    if (!row && file.number < newest) throw late(file, byNumber.get(newest)?.name ?? four(newest))
    if (row && (row.sha256 !== file.sha256 || row.name !== file.name)) throw changed(file, row)
    return !row
  })
}

const newer = (inDatabase: string, inCode: string) =>
  new SetupError(
    'DATABASE_NEWER',
    `数据库已执行 ${inDatabase},比本程序(最新 ${inCode})新:请升级程序,迁移不可回退`,
    `The database has ${inDatabase} and is newer than this program (newest ${inCode}): upgrade the program; migrations do not go back`,
  )

const late = (file: MigrationFile, newest: string) =>
  new SetupError(
    'MIGRATION_LATE',
    `迁移文件 ${file.name} 合入过晚:数据库已执行更新的 ${newest};请改为下一个序号`,
    `Migration ${file.name} came late: the database already has the newer ${newest}; give the file the next number`,
  )

const changed = (file: MigrationFile, row: AppliedMigration) =>
  new SetupError(
    'MIGRATION_CHANGED',
    `迁移文件 ${file.name} 在执行之后被改动(数据库中为 ${row.name},校验值 ${row.sha256.slice(0, 12)}):请恢复原文件,改动另写新文件`,
    `Migration ${file.name} was changed after it was applied (in the database: ${row.name}, hash ${row.sha256.slice(0, 12)}): restore the file and put the change into a new one`,
  )
