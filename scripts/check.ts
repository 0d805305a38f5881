/** `npm run check`: everything that can be known without running the service. Runs all checks and fails if one does. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { breakingChanges, lintSchema } from '../src/platform/graphql/schema-lint.ts'
import { diagrams } from './diagrams.ts'

interface Result {
  readonly ok: boolean
  readonly output: string
}

const run = (command: string, ...args: string[]): Result => {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  return { ok: status === 0, output: `${stdout}${stderr}` }
}

const problems = (list: readonly string[]): Result => ({ ok: list.length === 0, output: list.join('\n') })

/** Generates again and compares: a generated file that is edited by hand or forgotten is found. */
function generatedTypes(): Result {
  const file = 'src/platform/graphql/generated.ts'
  const committed = readFileSync(file, 'utf8')
  const generated = run('graphql-codegen', '--config', 'codegen.config.ts', '--silent')
  const fresh = readFileSync(file, 'utf8')
  writeFileSync(file, committed)
  if (!generated.ok) return generated
  return problems(fresh === committed ? [] : [`${file} is not what schema.graphql says: run npm run codegen`])
}

/** drizzle-kit must find nothing left to write: the tables in the sources are the tables of the migrations. */
function migrations(): Result {
  const folder = mkdtempSync(join(tmpdir(), 'cppcc-migrations-'))
  try {
    cpSync('migrations', folder, { recursive: true })
    const before = readdirSync(folder).length
    const generated = run(
      'drizzle-kit',
      'generate',
      '--dialect=postgresql',
      '--schema=./src/**/tables.ts',
      `--out=${folder}`,
    )
    if (!generated.ok) return generated
    const more = readdirSync(folder).length - before
    return problems(
      more === 0 ? [] : ['the tables differ from the migrations: run npm run db:generate -- --name=what_changed'],
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** No breaking change against the contract of the last release, unless it was announced by a deprecation that has run out. */
function contract(): Result {
  const released = 'docs/schema-released.graphql'
  if (!existsSync(released)) return problems([])
  return problems(breakingChanges(readFileSync(released, 'utf8'), readFileSync('schema.graphql', 'utf8')).map(String))
}

/** The diagrams of docs/workflows are those of the transition tables. */
const workflowDiagrams = (): Result =>
  problems(
    [...diagrams()]
      .filter(([file, content]) => !existsSync(file) || readFileSync(file, 'utf8') !== content)
      .map(([file]) => `${file} is not what the transition table says: run npm run docs`),
  )

const checks: readonly (readonly [name: string, check: () => Result])[] = [
  ['types', () => run('tsc')],
  ['lint and format', () => run('biome', 'ci', '--colors=off', '--max-diagnostics=30', '--error-on-warnings', '.')],
  ['import rules', () => run('depcruise', 'src', '--config', '.dependency-cruiser.mjs')],
  ['generated types', generatedTypes],
  ['schema lint', () => problems(lintSchema(readFileSync('schema.graphql', 'utf8')))],
  ['schema contract', contract],
  ['migrations', migrations],
  ['workflow diagrams', workflowDiagrams],
]

let failed = 0
for (const [name, check] of checks) {
  const { ok, output } = check()
  console.log(`${ok ? 'ok     ' : 'FAILED '} ${name}`)
  if (ok) continue
  failed += 1
  console.log(output.replace(/^/gm, '    '))
}
process.exitCode = failed === 0 ? 0 : 1
