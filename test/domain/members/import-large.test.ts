import t from 'tap'
import { indexReads } from '../../support/index-reads.ts'
import { world } from '../../support/world.ts'
import { csvOf, send } from './import-support.ts'

const ROWS = 3_000

const GIVEN = [...'志建国文军永海伟明立秀梅丽英玉芳静敏强磊']
const row = (n: number) => [
  `王${GIVEN[n % 20]}${GIVEN[Math.floor(n / 20) % 20]}${GIVEN[Math.floor(n / 400)]}`,
  '男',
  `199${String(n).padStart(8, '0')}`,
]

t.test('a roster goes into an empty committee without what is written being read anew for each slice', async t => {
  const w = await world(t)
  const bytes = csvOf(['姓名', '性别', '手机号'], ...Array.from({ length: ROWS }, (_, n) => row(n)))
  const { body } = await send(await w.as('ORGANIZATION_ADMINISTRATOR'), { bytes })
  t.match(body, { created: ROWS, errorCount: 0 })
  t.same((await w.owner.query('select * from verify_changes(140200)')).rows, [], 'one chain over several statements')
  for (const { name, read } of await indexReads(w, 'persons', ROWS / 2)) t.ok(read < ROWS ** 2 / 10, `${name}: ${read}`)
})
