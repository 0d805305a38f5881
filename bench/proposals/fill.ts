import { proposalSearch } from '../../src/domain/proposals/similar/tables.ts'
import { proposals, proposalTexts } from '../../src/domain/proposals/tables.ts'
import { systemViewer } from '../../src/kernel/viewer.ts'
import { insertRows } from '../../src/platform/db/bulk.ts'
import { type Database, openDatabase } from '../../src/platform/db/pool.ts'
import { transaction } from '../../src/platform/db/transaction.ts'
import { type Committee, type Rows, rowsOf } from './rows.ts'

const AT_ONCE = 1_000

/** Fills the committees, which have their members already, with so many proposals; nearly a third stand in the first. */
export async function fillProposals(ownerUrl: string, count: number): Promise<void> {
  const database = openDatabase({ url: ownerUrl, poolSize: 2, onError: console.error, sessionOptions: false })
  try {
    const committees = await committeesIn(database)
    const indexes = await dropWordIndexes(database)
    let number = 0
    for (const [place, committee] of committees.entries()) {
      const share = shareOf(place, committees.length, count)
      for (let index = 0; index < share; index += AT_ONCE) {
        const rows = Array.from({ length: Math.min(AT_ONCE, share - index) }, (_, k) =>
          rowsOf(committee, index + k, number + k),
        )
        number += rows.length
        await insert(database, committee, rows)
      }
    }
    await database.writes.query(`set maintenance_work_mem = '1GB'`)
    for (const definition of indexes) await database.writes.query(definition)
  } finally {
    await database.close()
  }
}

/** The city has as many as three counties and a half; in the end there are `count`. */
function shareOf(place: number, places: number, count: number): number {
  const upTo = (k: number) => Math.floor((count * Math.min(k === 0 ? 0 : k + 3, places + 3)) / (places + 3))
  return upTo(place + 1) - upTo(place)
}

const insert = (database: Database, { organizationId }: Committee, rows: readonly Rows[]): Promise<void> =>
  transaction(database, systemViewer(organizationId), async tx => {
    await insertRows(
      tx,
      proposals,
      rows.map(({ proposal }) => proposal),
    )
    await insertRows(
      tx,
      proposalTexts,
      rows.map(({ text }) => text),
    )
    await insertRows(
      tx,
      proposalSearch,
      rows.map(({ search }) => search),
    )
  })

/** Built at the end: an index of words takes each word of each text one by one otherwise. */
async function dropWordIndexes({ writes }: Database): Promise<string[]> {
  const { rows } = await writes.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes where tablename = 'proposal_search' and indexdef like '%gin%'`,
  )
  for (const { name } of rows) await writes.query(`drop index ${name}`)
  return rows.map(({ definition }) => definition)
}

async function committeesIn({ reads }: Database): Promise<Committee[]> {
  const { rows } = await reads.query<Committee>(`select o.organization_id::text as "organizationId", t.id as "termId",
      (select json_agg(json_build_object('id', s.id, 'startsOn', s.starts_on) order by s.number) from sessions s
        where s.organization_id = o.organization_id) as sessions,
      (select array_agg(m.id::text order by m.id) from members m where m.organization_id = o.organization_id) as members,
      (select a.id from accounts a where a.organization_id = o.organization_id and a.login like 'office.%') as office
    from organizations o join terms t on t.organization_id = o.organization_id order by o.path`)
  return rows
}
