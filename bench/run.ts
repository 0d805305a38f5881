import { parseArgs } from 'node:util'
import { bulkEntry } from './bulk.ts'
import { READER } from './data.ts'
import { asOwner, openDatabase } from './database.ts'
import { footprint } from './footprint.ts'
import { type Measured, measure, type Pace, resultOf } from './measure.ts'
import { reads, writes } from './operations/index.ts'
import type { Sql, Variant } from './operations/operation.ts'
import { CITY, type Size } from './places.ts'
import { loadNow, type Report, reportOf, table } from './report.ts'
import type { TokenRequest } from './servers/product.ts'
import { similarBench, similarTable } from './similar/run.ts'
import { type Systems, startSystems } from './systems.ts'
import { tablesBench, tablesTable } from './tables/run.ts'
import { assertWrites, compareAnswers, readTargets, writeTargets } from './targets.ts'

/** `npm run bench -- [--size S|M] [--quick] [--json] [--only operation]`, `--similar [--proposals n] [--cases n]` or `--tables`; see README.md. */
const { values: options } = parseArgs({
  options: {
    size: { type: 'string', default: 'S' },
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    only: { type: 'string', multiple: true },
    similar: { type: 'boolean', default: false },
    tables: { type: 'boolean', default: false },
    proposals: { type: 'string', default: '100000' },
    cases: { type: 'string', default: '100' },
  },
})
const say = (line: string) => process.stderr.write(`${line}\n`)

if (options.similar) {
  const similar = await similarBench({ proposals: Number(options.proposals), cases: Number(options.cases), say })
  print(options.json ? JSON.stringify(similar, null, 2) : similarTable(similar))
} else if (options.tables) {
  const costs = await tablesBench(say)
  print(options.json ? JSON.stringify(costs, null, 2) : tablesTable(costs))
} else {
  const report = await bench(sizeOf(options.size), paceOf(options.quick))
  print(options.json ? JSON.stringify(report, null, 2) : table(report))
  if (!report.floorIsSteady) say('The floor against itself is outside 0.93 to 1.07: the machine was not quiet.')
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

function sizeOf(text: string): Size {
  if (text === 'S' || text === 'M') return text
  throw new Error('--size is S (a city) or M (a province)')
}

function paceOf(quick: boolean): Pace {
  const pace = quick ? { rounds: 3, seconds: 0.4, warmUpSeconds: 0.4 } : { rounds: 5, seconds: 1, warmUpSeconds: 1 }
  return options.rounds === undefined ? pace : { ...pace, rounds: Number(options.rounds) }
}

async function bench(size: Size, pace: Pace): Promise<Report> {
  const loadBefore = loadNow()
  const database = await openDatabase({ size }, say)
  try {
    const foot = await footprint(database)
    const systems = await startSystems(database)
    try {
      return await asOwner(database.ownerUrl, async sql => {
        const operations = await operationsOf(systems, sql)
        say(`measuring ${operations.measured.length} operations, ${pace.rounds} rounds of ${pace.seconds} s …`)
        const samples = await measure(operations.measured, pace, operations.renewTokens)
        const rows = await bulkEntry(systems, operations.readerToken(), sql, options.quick ? 5 : 20)
        return reportOf({
          operations: operations.measured.map(operation => resultOf(operation, samples)),
          bulk: { dutyRowsPerSecond: rows },
          footprint: foot,
          size,
          ...{ rounds: pace.rounds, seconds: pace.seconds, loadBefore },
          postgres: String((await sql('show server_version'))[0]?.server_version),
        })
      })
    } finally {
      systems.stop()
    }
  } finally {
    await database.close()
  }
}

async function operationsOf(systems: Systems, sql: Sql) {
  const reading = await preparedOf(reads, operation => operation.variants(sql))
  const writing = await preparedOf(writes, operation => operation.writers(sql))
  const accounts: TokenRequest[] = []
  /** Places of their accounts among those of the run. */
  const placesOf = (variants: readonly Variant[]) => variants.map(variant => accounts.push(accountOf(variant)) - 1)
  const prepared = [...reading, ...writing].map(({ variants }) => placesOf(variants))
  const reader = accounts.push(accountOf({})) - 1
  let tokens = await systems.tokens(accounts)
  const tokensAt = (places: readonly number[] = []) => places.map(place => tokens[place] ?? '')
  const measured: Measured[] = []
  for (const { operation, variants } of reading) {
    const targets = await readTargets(operation, systems, variants, tokensAt(prepared[measured.length]))
    await compareAnswers(operation, targets, variants)
    measured.push({ ...operation, kind: 'read', targets: { ...targets, floorAgain: targets.floor } })
  }
  for (const { operation, variants } of writing) {
    const own = tokensAt(prepared[measured.length])
    await assertWrites(operation, systems, variants, own)
    const targets = writeTargets(operation, systems, variants, own)
    measured.push({
      ...operation,
      kind: 'write',
      targets: { ...targets, floorAgain: targets.floor },
      restock: async seconds => operation.restock?.(sql, variants, seconds),
    })
  }
  // Access tokens live ten minutes, and a long run longer.
  const renewTokens = async () => {
    tokens = await systems.tokens(accounts)
    for (const [operation, { targets }] of measured.entries()) {
      const own = tokensAt(prepared[operation])
      for (const [index, request] of (targets.product?.requests ?? []).entries()) {
        request.headers = { ...request.headers, authorization: `Bearer ${own[index]}` }
      }
    }
  }
  return { measured, renewTokens, readerToken: () => tokens[reader] ?? '' }
}

async function preparedOf<Operation extends { readonly name: string }>(
  operations: readonly Operation[],
  variantsOf: (operation: Operation) => Promise<Variant[]>,
) {
  const prepared: { readonly operation: Operation; readonly variants: Variant[] }[] = []
  for (const operation of operations.filter(({ name }) => isWanted(name))) {
    prepared.push({ operation, variants: await variantsOf(operation) })
  }
  return prepared
}

/** Who asks: the account of the arguments, else the reader. */
function accountOf({ organization = CITY, account = READER }: Variant): TokenRequest {
  return { organizationId: account === READER ? CITY : organization, accountId: account }
}

function isWanted(name: string): boolean {
  return options.only === undefined || options.only.includes(name)
}
