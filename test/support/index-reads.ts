import { setTimeout as delay } from 'node:timers/promises'
import type { World } from './world.ts'

/**
 * Entries that were read of each index of the tables, `like` a pattern of their names; told when the session that read them
 * tells of them, with one index used so many times at least.
 */
export async function indexReads(
  { owner }: Pick<World, 'owner'>,
  like: string,
  timesUsed: number,
): Promise<readonly { name: string; read: number }[]> {
  for (let tries = 0; tries < 1_000; tries++) {
    const { rows } = await owner.query<{ name: string; scans: number; read: number }>(
      `select indexrelname as name, idx_scan::int as scans, idx_tup_read::int as read from pg_stat_user_indexes
        where relname like $1`,
      [like],
    )
    if (rows.some(({ scans }) => scans >= timesUsed)) return rows
    await delay(10)
  }
  throw new Error('what was read was not counted')
}
