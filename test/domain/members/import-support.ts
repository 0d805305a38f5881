import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PoolClient } from 'pg'
import { parties, positions, sectors, specialCommittees } from '../../../src/domain/organizations/tables.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { type Client, PLACES, type Place, type World } from '../../support/world.ts'
import { vocabulary } from './roster/support.ts'

export const fixture = (name: string) => readFileSync(new URL(`../../fixtures/roster/${name}`, import.meta.url))
export const [XLSX, CSV] = [fixture('roster-city.xlsx'), fixture('roster-city.gb18030.csv')]
export const expected: { persons: number; rows: { number: number; reason: string }[] } = JSON.parse(
  fixture('roster-city.expected.json').toString(),
)
/** The row with the warning is a good one. */
export const BAD = expected.rows.filter(({ reason }) => !reason.includes('warning')).map(({ number }) => String(number))
export const GOOD = expected.persons - BAD.length

export interface Sending {
  readonly bytes?: Buffer | Uint8Array | string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Record<string, string>
}

export async function send(client: Client, { bytes = XLSX, query = {}, headers = {} }: Sending = {}) {
  const url = `/imports/v1/members?${new URLSearchParams(query)}`
  const payload = Buffer.from(bytes)
  const answer = await client.request('POST', url, {
    payload,
    headers: { 'content-type': 'application/octet-stream', ...headers },
  })
  const isJson = String(answer.headers['content-type']).includes('json')
  return { status: answer.statusCode, body: isJson ? answer.json() : null, answer }
}

export const skip = { policy: 'SKIP_BAD_ROWS' }
export const csvOf = (...rows: readonly (readonly string[])[]) => rows.map(row => row.join(',')).join('\n')

/** The dictionaries of a whole committee, added to those of the test world. */
export async function fullDictionaries(w: World, place: Place): Promise<void> {
  const tables = { sectors, parties, positions, specialCommittees }
  await w.system(place, async ({ db }) => {
    for (const kind of ['sectors', 'parties', 'positions', 'specialCommittees'] as const) {
      const rows = vocabulary[kind].map(({ name, aliases }, rank) => ({
        organizationId: PLACES[place],
        id: newId(),
        code: `R${rank}`,
        name,
        aliases: [...aliases],
        rank,
      }))
      await db.insert(tables[kind]).values(rows).onConflictDoNothing()
    }
  })
}

export const seatsIn = async (w: World, place: Place = 'CITY'): Promise<number> => {
  const { rows } = await w.owner.query('select count(*)::int from members where organization_id = $1', [PLACES[place]])
  return rows[0].count
}

/** Holds every import of the city at its last statement: persons and seats are written, the chain is not. */
export async function holdStream(w: World): Promise<PoolClient> {
  const holder = await w.owner.connect()
  await holder.query('begin')
  await holder.query('insert into change_streams (organization_id) values (140200) on conflict do nothing')
  await holder.query('select from change_streams where organization_id = 140200 for update')
  return holder
}

export async function letGo(holder: PoolClient): Promise<void> {
  await holder.query('rollback')
  holder.release()
}

/** Waits for a connection to wait for the change stream, and runs `select` on it. */
export async function untilWaiting(w: World, select: string, many = 1): Promise<void> {
  const waiting = `from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%append_changes%' and pid <> pg_backend_pid()`
  for (;;) {
    const { rowCount } = await w.owner.query(`${select} ${waiting}`)
    if (Number(rowCount) >= many) return
    await sleep(10)
  }
}
