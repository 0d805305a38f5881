import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { App } from '../app.ts'
import { makeDraft } from './files.ts'
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
  const draft = await makeDraft(file)
  try {
    return await withRuntime(async (services, { app }) => {
      const asked = textOr(options.organization, null)
      if (asked !== null) query.set('organization', `org_${await existingOrganization(services, asked)}`)
      const { authorization } = await openTerminalSession(services, text(options.account))
      const content = await download(app, `/exports/v1/${table}?${query}`, authorization)
      await pipeline(content, createWriteStream(draft, { flush: true }))
      const { size } = await stat(draft)
      await rename(draft, file)
      print(options.json === true, { ok: true, file, bytes: size }, () => [`${file}  ${size} B`])
      return EXIT.OK
    })
  } finally {
    await rm(draft, { force: true })
  }
}

async function download({ http }: App, url: string, authorization: string): Promise<NodeJS.ReadableStream> {
  // The answer has the reason of a refusal in one language, the error in both.
  let reason: unknown
  http.addHook('onError', async (_request, _reply, error) => {
    reason = error
  })
  const answer = await http.inject({ url, headers: { authorization }, payloadAsStream: true })
  if (answer.statusCode === 200) return answer.stream()
  throw reason
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
