import t from 'tap'
import { indexReads } from '../../support/index-reads.ts'
import { proposalWorld } from '../../support/proposals.ts'
import { csvOf, send } from './import-support.ts'

const ROWS = 2_000
const HEADING = ['案号', '提案标题', '第一提案人', '联名人', '主办单位', '办理结果', '满意度']

const row = (number: number) => [number, `关于第 ${number} 件事的提案`, '王一', '李二、张三', '住建局', 'A', '满意']

t.test('a list of earlier years goes into an empty committee without being read anew for each of its rows', async t => {
  const w = await proposalWorld(t)
  const bytes = csvOf(HEADING, ...Array.from({ length: ROWS }, (_, index) => row(index + 1)))
  const { body } = await send(w.office, { bytes, query: { session: '3' } })
  t.match(body, { created: ROWS, errorCount: 0 })
  for (const { name, read } of await indexReads(w, 'proposal%', ROWS)) t.ok(read < ROWS ** 2, `${name}: ${read}`)
})
