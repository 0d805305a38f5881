import { basename } from 'node:path'
import type { Finding } from '../domain/proposals/import/findings.ts'
import { type ImportStep, importProposals } from '../domain/proposals/import/import.ts'
import type { ImportReport } from '../domain/proposals/import/report.ts'
import { systemContext } from '../platform/context.ts'
import { readInput } from './files.ts'
import { existingOrganization } from './organization.ts'
import { EXIT, print } from './output.ts'
import { progress } from './progress.ts'
import { UsageError } from './usage-error.ts'
import { text, textOr, withRuntime } from './with-runtime.ts'

const STEPS: Readonly<Record<ImportStep, string>> = {
  READ: '读取 · reading',
  WRITE: '核对与写入 · comparing and writing',
}

/** Exit code 3 when rows are wrong and nothing was (or would be) written. */
export async function importProposalsCommand(
  options: Readonly<Record<string, unknown>>,
  [file = '']: readonly string[],
): Promise<number> {
  const json = options.json === true
  const list = {
    bytes: await readInput(file),
    fileName: basename(file),
    term: textOr(options.term, undefined),
    session: sessionOf(textOr(options.session, undefined)),
    policy: options.skipBadRows === true ? ('SKIP_BAD_ROWS' as const) : ('ALL_OR_NOTHING' as const),
    dryRun: options.dryRun === true,
  }
  const report = await withRuntime(async services => {
    const organizationId = await existingOrganization(services, text(options.organization))
    const bar = progress(json, Object.keys(STEPS).length)
    const onStep = (step: ImportStep) => bar.step(STEPS[step])
    const context = systemContext(services, organizationId)
    return importProposals(context, { ...list, organizationId }, onStep).finally(() => bar.stop())
  })
  print(json, { ok: !report.refused, ...report }, () => linesOf(report))
  return report.refused ? EXIT.REFUSED : EXIT.OK
}

function sessionOf(given: string | undefined): number | undefined {
  if (given === undefined || /^[1-9]\d?$/.test(given)) return given === undefined ? undefined : Number(given)
  throw new UsageError(
    'INVALID_SESSION',
    '--session 应为会议次数，如 3',
    '--session is the number of a session, such as 3',
  )
}

function linesOf(report: ImportReport): string[] {
  const { proposals, created, unchanged, different, skipped, errorCount, warningCount } = report
  return [
    ...report.errors.map(lineOf),
    ...report.warnings.map(lineOf),
    ...listedOf(report.errors.length + report.warnings.length, errorCount + warningCount),
    `提案 ${proposals} · proposals   新增 ${created} · created   已有 ${unchanged} · on file   其中不同 ${different} · of these different   有误 ${skipped} · bad rows`,
    outcomeOf(report),
  ]
}

function outcomeOf({ refused, dryRun }: ImportReport): string {
  if (refused) return '有误，未写入任何数据 · rows are wrong; nothing was written'
  return dryRun ? '试运行，未写入 · dry run: nothing was written' : '已导入 · imported'
}

function lineOf({ severity, sheet, row, title, column, message, value }: Finding): string {
  const mark = severity === 'error' ? '错误 ERROR  ' : '提醒 WARNING'
  const place = [sheet, column?.header].filter(Boolean).map(part => `[${part}] `)
  const shown = value === null ? '' : ` “${value}”`
  return `${mark} ${place.join('')}行 ${row} ${title ?? ''}${shown}  ${message.zh} · ${message.en}`
}

const listedOf = (listed: number, all: number): string[] =>
  listed < all ? [`… 共 ${all} 处，列出前 ${listed} 处 · ${all} findings, the first ${listed} are listed`] : []
