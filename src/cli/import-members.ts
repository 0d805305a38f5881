import { basename } from 'node:path'
import { type ImportStep, importMembers } from '../domain/members/import.ts'
import { parseMapping } from '../domain/members/import-mapping.ts'
import type { ImportReport } from '../domain/members/import-report.ts'
import type { RosterFinding } from '../domain/members/roster/findings.ts'
import { systemContext } from '../platform/context.ts'
import { giveBackMemory } from '../small-start.ts'
import { readInput } from './files.ts'
import { existingOrganization } from './organization.ts'
import { EXIT, print } from './output.ts'
import { progress } from './progress.ts'
import { text, textOr, withRuntime } from './with-runtime.ts'

const STEPS: Readonly<Record<ImportStep, string>> = {
  READ: '读取 · reading',
  WRITE: '核对与写入 · comparing and writing',
}

/** Exit code 3 when rows are wrong and nothing was (or would be) written. */
export async function importMembersCommand(
  options: Readonly<Record<string, unknown>>,
  [file = '']: readonly string[],
): Promise<number> {
  const json = options.json === true
  const mapping = textOr(options.mapping, undefined)
  const roster = {
    bytes: await readInput(file),
    fileName: basename(file),
    term: textOr(options.term, undefined),
    policy: options.skipBadRows === true ? ('SKIP_BAD_ROWS' as const) : ('ALL_OR_NOTHING' as const),
    dryRun: options.dryRun === true,
    mapping: mapping === undefined ? undefined : parseMapping(mapping),
  }
  const report = await withRuntime(async services => {
    const organizationId = await existingOrganization(services, text(options.organization))
    const bar = progress(json, Object.keys(STEPS).length)
    const onStep = (step: ImportStep) => bar.step(STEPS[step])
    // What loading left behind would stay beside the roster.
    giveBackMemory()
    const context = systemContext(services, organizationId)
    return importMembers(context, { ...roster, organizationId }, onStep).finally(() => bar.stop())
  })
  print(json, { ok: !report.refused, ...report }, () => linesOf(report))
  return report.refused ? EXIT.REFUSED : EXIT.OK
}

function linesOf(report: ImportReport): string[] {
  const { persons, created, updated, unchanged, skipped, notInFile } = report
  return [
    ...report.errors.map(lineOf),
    ...listedOf('错误', 'errors', report.errors.length, report.errorCount),
    ...report.warnings.map(lineOf),
    ...listedOf('提醒', 'warnings', report.warnings.length, report.warningCount),
    ...report.notes.map(({ sheet, column, count, message }) =>
      placed(sheet, column?.header, `${message.zh} × ${count} · ${message.en}`),
    ),
    ...report.sheets.flatMap(({ name, remarks }) =>
      remarks.map(({ message }) => placed(name, undefined, `${message.zh} · ${message.en}`)),
    ),
    `人员 ${persons} · persons   新增 ${created} · created   更新 ${updated} · updated   未变 ${unchanged} · unchanged   有误 ${skipped} · bad rows`,
    ...(notInFile.count > 0
      ? [
          `在任而不在名册中 ${notInFile.count} 人，保持不变 · in office but not in the list, left as they are: ${notInFile.names.join('、')}`,
        ]
      : []),
    outcomeOf(report),
  ]
}

function outcomeOf({ refused, dryRun }: ImportReport): string {
  if (refused) return '名册有误，未写入任何数据 · rows are wrong; nothing was written'
  return dryRun ? '试运行，未写入 · dry run: nothing was written' : '已导入 · imported'
}

function lineOf({ severity, sheet, row, name, column, message, value, suggestion }: RosterFinding): string {
  const mark = severity === 'error' ? '错误 ERROR  ' : '提醒 WARNING'
  const shown = value === null ? '' : ` “${value}”`
  const meant = suggestion === null ? '' : ` → ${suggestion}`
  return `${mark} ${placed(sheet, column?.header, `行 ${row} ${name ?? ''}${shown}  ${message.zh}${meant} · ${message.en}`)}`
}

const placed = (sheet: string | null, header: string | undefined, said: string): string =>
  [sheet, header]
    .filter(Boolean)
    .map(part => `[${part}] `)
    .join('') + said

const listedOf = (zh: string, en: string, listed: number, all: number): string[] =>
  listed < all ? [`… ${zh}共 ${all} 处，列出前 ${listed} 处 · ${all} ${en}, the first ${listed} are listed`] : []
