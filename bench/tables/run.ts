import assert from 'node:assert/strict'
import { bulkEntry } from '../bulk.ts'
import { asOwner, type BenchDatabase, openDatabase } from '../database.ts'
import { type Aligned, aligned } from '../report.ts'
import { COMMITTEE, fillLedger, makeCommittee, readerToken, SECTORS, SESSION } from './committee.ts'
import { asCsv, asWorkbook, proposalTable, rosterTable } from './files.ts'
import { type Cost, costOf } from './service.ts'

export interface TableCost extends Cost {
  readonly work: string
}

type Work = (url: string) => Promise<void>

const ROWS = 30_000
const PROPOSALS = 10_000
const PAGE = `{ members(organization: "org_140200", first: 20) { nodes { id name } } }`

/** The large tables over REST, each by a service that has just started: memory, and how long others wait. */
export async function tablesBench(say: (line: string) => void): Promise<TableCost[]> {
  const database = await openDatabase({ size: 'S' }, say)
  try {
    await makeCommittee(database)
    const costs: TableCost[] = []
    for await (const { work, run } of works(database)) {
      say(`measuring: ${work} …`)
      costs.push({ work, ...(await costOf(database, readsPage, run)) })
    }
    return costs
  } finally {
    await database.close()
  }
}

async function* works(database: BenchDatabase): AsyncGenerator<{ work: string; run: Work }> {
  const roster = rosterTable(ROWS, SECTORS)
  const files = { csv: await asCsv(roster), xlsx: await asWorkbook(roster) }
  const expected = { dry: { created: ROWS }, again: { unchanged: ROWS } }
  yield { work: 'nothing', run: async () => {} }
  yield { work: 'roster .csv, dry run', run: importing('members', files.csv, 'dryRun=true', expected.dry) }
  yield { work: 'roster .xlsx, dry run', run: importing('members', files.xlsx, 'dryRun=true', expected.dry) }
  yield { work: 'roster .xlsx', run: importing('members', files.xlsx, '', expected.dry) }
  yield { work: 'roster .csv again', run: importing('members', files.csv, '', expected.again) }
  await fillLedger(database, ROWS)
  for (const format of ['xlsx', 'csv'])
    yield { work: `members as .${format}`, run: exporting(`members?format=${format}&`) }
  for (const format of ['xlsx', 'csv'])
    yield { work: `duty records as .${format}`, run: exporting(`duty-records?format=${format}&`) }
  for (let from = 1; from <= ROWS; from += PROPOSALS) {
    const list = await asWorkbook(proposalTable(PROPOSALS, from, SESSION))
    yield {
      work: `proposals ${from} to ${from + PROPOSALS - 1} .xlsx`,
      run: importing('proposals', list, '', { created: PROPOSALS }),
    }
  }
  yield { work: 'proposals as .xlsx', run: exporting('proposals?') }
  yield { work: 'duty of 200 members, 50 times', run: entering(database.ownerUrl) }
}

const headers = async () => ({ authorization: `Bearer ${await readerToken()}` })

const importing =
  (what: string, body: Buffer, query: string, expected: Readonly<Record<string, number>>): Work =>
  async url => {
    const answer = await fetch(`${url}/imports/v1/${what}?organization=${COMMITTEE}&${query}`, {
      method: 'POST',
      headers: { ...(await headers()), 'content-type': 'application/octet-stream' },
      body: new Uint8Array(body),
    })
    const report = await answer.text()
    assert.equal(answer.status, 200, report.slice(0, 2_000))
    assert.partialDeepStrictEqual(JSON.parse(report), expected)
  }

const exporting =
  (what: string): Work =>
  async url => {
    const answer = await fetch(`${url}/exports/v1/${what}organization=org_${COMMITTEE}`, { headers: await headers() })
    assert.equal(answer.status, 200)
    for await (const _ of answer.body ?? []);
  }

const entering =
  (ownerUrl: string): Work =>
  async url => {
    const token = await readerToken()
    await asOwner(ownerUrl, sql => bulkEntry({ product: url }, token, sql, 50))
  }

async function readsPage(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { ...(await headers()), 'content-type': 'application/json' },
    body: JSON.stringify({ query: PAGE }),
  })
  await answer.arrayBuffer()
  return answer.ok
}

export function tablesTable(costs: readonly TableCost[]): string {
  const heading = [
    'over REST',
    's',
    'MB before',
    'MB at most',
    'loop stood ms',
    'of it work',
    'others waited ms',
    'refused',
  ]
  const cells: Aligned = costs.map(cost => [
    ...[cost.work, cost.seconds, cost.beforeMegabytes, cost.peakMegabytes],
    ...[cost.delayMilliseconds, cost.workMilliseconds, cost.otherMilliseconds, cost.otherRefused],
  ])
  return aligned([heading, ...cells]).join('\n')
}
