import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { checkOutput } from './files.ts'
import { existingOrganization } from './organization.ts'
import { EXIT, print } from './output.ts'
import { openTerminalSession } from './terminal-client.ts'
import { UsageError } from './usage-error.ts'
import { text, textOr, withRuntime } from './with-runtime.ts'

const TABLES = ['members', 'duty-records']
const FORMATS = ['xlsx', 'csv']

/** Downloads a table with the rights of an account, as any client does, straight into a file. */
export async function exportCommand(
  options: Readonly<Record<string, unknown>>,
  [table = '']: readonly string[],
): Promise<number> {
  const file = text(options.out)
  const query = new URLSearchParams({ format: formatOf(table, file) })
  const term = textOr(options.term, null)
  if (term !== null && table !== 'members')
    throw new UsageError('TERM_FOR_MEMBERS', '--term 仅用于 members', '--term is for members only')
  if (term !== null) query.set('term', term)
  await checkOutput(file)
  return withRuntime(async (services, { app }) => {
    const asked = textOr(options.organization, null)
    if (asked !== null) query.set('organization', `org_${await existingOrganization(services, asked)}`)
    // The answer has the reason in one language, the error in both.
    let reason: unknown
    app.http.addHook('onError', async (_request, _reply, error) => {
      reason = error
    })
    const { authorization } = await openTerminalSession(services, text(options.account))
    const url = `/exports/v1/${table}?${query}`
    const answer = await app.http.inject({ url, headers: { authorization }, payloadAsStream: true })
    if (answer.statusCode !== 200) throw reason
    await writeWhole(file, answer.stream())
    const { size } = await stat(file)
    print(options.json === true, { ok: true, file, bytes: size }, () => [`${file}  ${size} B`])
    return EXIT.OK
  })
}

function formatOf(table: string, file: string): string {
  if (!TABLES.includes(table)) {
    const known = TABLES.join(', ')
    throw new UsageError(
      'UNKNOWN_TABLE',
      `没有 ${table} 可导出；可选 ${known}`,
      `There is no export of ${table}; there are ${known}`,
    )
  }
  const format = extname(file).slice(1).toLowerCase()
  if (FORMATS.includes(format)) return format
  throw new UsageError('UNKNOWN_FORMAT', '--out 的文件名须以 .xlsx 或 .csv 结尾', '--out must end in .xlsx or .csv')
}

/** Under the file's name there is never half an export. */
async function writeWhole(file: string, content: NodeJS.ReadableStream): Promise<void> {
  const part = `${file}.part`
  try {
    await pipeline(content, createWriteStream(part, { mode: 0o600 }))
    await rename(part, file)
  } finally {
    await rm(part, { force: true })
  }
}
