import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { type ProposalWorld, proposalWorld } from '../../support/proposals.ts'
import { csvOf, send } from './import-support.ts'

const ROWS = 2_000
const HEADING = ['案号', '提案标题', '第一提案人', '联名人', '主办单位', '办理结果', '满意度']

const row = (number: number) => [number, `关于第 ${number} 件事的提案`, '王一', '李二、张三', '住建局', 'A', '满意']

/** Entries that were read of each index of proposals and of what hangs on them; told when the import's session tells them. */
async function readOf({ owner }: ProposalWorld): Promise<readonly { name: string; read: number }[]> {
  for (let tries = 0; tries < 1_000; tries++) {
    const { rows } = await owner.query<{ name: string; scans: number; read: number }>(
      `select indexrelname as name, idx_scan::int as scans, idx_tup_read::int as read from pg_stat_user_indexes
        where relname like 'proposal%'`,
    )
    if (rows.some(({ scans }) => scans >= ROWS)) return rows
    await delay(10)
  }
  throw new Error('the import was not counted')
}

t.test('a list of earlier years goes into an empty committee without being read anew for each of its rows', async t => {
  const w = await proposalWorld(t)
  const bytes = csvOf(HEADING, ...Array.from({ length: ROWS }, (_, index) => row(index + 1)))
  const { body } = await send(w.office, { bytes, query: { session: '3' } })
  t.match(body, { created: ROWS, errorCount: 0 })
  for (const { name, read } of await readOf(w)) t.ok(read < ROWS ** 2, `${name}: ${read}`)
})
