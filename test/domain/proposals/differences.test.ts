import t from 'tap'
import { changesBetween, partsOf } from '../../../src/domain/proposals/history/differences.ts'
import fc from '../../support/properties.ts'
import { TEXTS } from '../../support/proposals.ts'

const without = (kind: string, parts: ReturnType<typeof partsOf>) =>
  parts
    .filter(part => part.kind !== kind)
    .map(part => part.text)
    .join('')

t.test('the pieces are the old text without the added ones, and the new one without the removed ones', async () => {
  const text = fc
    .array(fc.constantFrom('充电', '设施', '老旧小区', '，', '。', '\n', ' ', '𠮷', 'e\u0301', '一', 'ABC 12'))
    .map(parts => parts.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = partsOf(before, after)
      return without('ADDED', parts) === before && without('REMOVED', parts) === after
    }),
  )
})

t.test('a changed word is one change, and what stayed is told as such', async t => {
  t.same(partsOf('执行居民电价。', '执行商业电价。'), [
    { kind: 'SAME', text: '执行' },
    { kind: 'REMOVED', text: '居民' },
    { kind: 'ADDED', text: '商业' },
    { kind: 'SAME', text: '电价。' },
  ])
})

t.test('texts with nothing in common are one removal and one addition, however long', async t => {
  const random = (from: number) => Array.from({ length: 3_000 }, (_, n) => String.fromCodePoint(from + n)).join('')
  const [before, after] = [random(0x4e00), random(0x6e00)]
  const parts = partsOf(before, after)
  t.equal(without('ADDED', parts), before)
  t.equal(without('REMOVED', parts), after)
})

t.test('only the blocks that differ are told', async t => {
  t.same(changesBetween(TEXTS, TEXTS), [])
  const [change, ...more] = changesBetween(TEXTS, { ...TEXTS, analysis: '' })
  t.match(change, { block: 'ANALYSIS', parts: [{ kind: 'REMOVED', text: TEXTS.analysis }] })
  t.same(more, [])
})
