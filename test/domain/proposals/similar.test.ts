import tap from 'tap'
import { askedKeys, keysOf } from '../../../src/domain/proposals/similar/keys.ts'
import { matchesOf, passagesOf } from '../../../src/domain/proposals/similar/passages.ts'
import { rank } from '../../../src/domain/proposals/similar/rank.ts'
import { scoresOf } from '../../../src/domain/proposals/similar/score.ts'
import { BOUNDARY, symbolsOf } from '../../../src/domain/proposals/similar/symbols.ts'
import fc from '../../support/properties.ts'
import { CHARGING, FIRE_STATIONS, REWORDED } from '../../support/similar-texts.ts'

const NOTHING = { title: '', situation: '', analysis: '', suggestions: '' }
const folded = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '')

const characters = fc.constantFrom(
  ...'养老服务停车管理的一二三四五六七八九𠮷々',
  'a',
  'B',
  '5',
  'Ｇ',
  '㎡',
  ' ',
  '，',
  '。',
  '\n',
)
const block = (maxLength: number, minLength = 0) =>
  fc.array(characters, { minLength, maxLength }).map(list => list.join(''))
const texts = fc.record({ title: block(20), situation: block(80), analysis: block(40), suggestions: block(40) })

tap.test('property: each symbol knows where it stands, whatever the text holds', async t => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), situation => {
      const { codes, starts, ends, blocks } = symbolsOf({ ...NOTHING, situation })
      return codes.every((code, at) => {
        const [start = 0, end = 0] = [starts[at], ends[at]]
        if (code === BOUNDARY) return start === end
        const slice = situation.slice(start, end)
        return blocks[at] === 1 && start < end && folded(slice) !== '' && start >= (starts[at - 1] ?? 0)
      })
    }),
  )
  t.pass()
})

tap.test('property: what matches is the same in both texts, in one block, and used once', async t => {
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      const [own, other] = [symbolsOf(a), symbolsOf(b)]
      const used = new Set<number>()
      return matchesOf(own, other).every(match => {
        for (let i = 0; i < match.length; i++) {
          if (own.codes[match.own + i] !== other.codes[match.other + i] || used.has(match.own + i)) return false
          if (own.codes[match.own + i] === BOUNDARY) return false
          used.add(match.own + i)
        }
        return true
      })
    }),
  )
  t.pass()
})

tap.test('property: passages are really in both texts, and begin and end with what is equal', async t => {
  let passages = 0
  fc.assert(
    fc.property(texts, texts, block(60, 30), (a, b, common) => {
      const [mine, theirs] = [
        { ...a, analysis: a.analysis + common },
        { ...b, suggestions: common + b.suggestions },
      ]
      return passagesOf(symbolsOf(mine), symbolsOf(theirs)).every(({ own, other, same }) => {
        passages += 1
        const [one, two] = [
          mine[own.block].slice(own.start, own.end),
          theirs[other.block].slice(other.start, other.end),
        ]
        const [first, second] = [folded(one), folded(two)]
        const edges = [...first][0] === [...second][0] && [...first].at(-1) === [...second].at(-1)
        return edges && same >= 10 && same <= Math.min([...first].length, [...second].length)
      })
    }),
  )
  t.ok(passages > 50, 'there were passages')
})

tap.test('property: scores lie between 0 and 1; nothing in common is 0, the same page again is 1', async t => {
  fc.assert(
    fc.property(texts, fc.array(texts, { maxLength: 5 }), (own, others) =>
      scoresOf(symbolsOf(own), others.map(symbolsOf)).every(score => score >= 0 && score <= 1 + 1e-9),
    ),
  )
  const han = (from: number) => String.fromCharCode(...Array.from({ length: 1_000 }, (_, k) => from + k))
  const [one, two] = [0x4e00, 0x6e00].map(from => symbolsOf({ ...NOTHING, situation: han(from) }))
  t.same(one && two && scoresOf(one, [one, two]), [1, 0])
  const [whole, other] = scoresOf(symbolsOf(CHARGING), [CHARGING, REWORDED].map(symbolsOf))
  t.ok(whole && other && whole > other, 'a short text counts for less, and most with itself')
})

tap.test('property: a part of a text keeps the keys of the whole', async t => {
  const long = fc.array(fc.constantFrom(...'养老服务停车管理的一二三四五六七八九'), { minLength: 30, maxLength: 300 })
  fc.assert(
    fc.property(long, fc.nat(100), fc.nat(200), (all, from, length) => {
      const whole = new Set(keysOf(symbolsOf({ ...NOTHING, situation: all.join('') })))
      const part = keysOf(symbolsOf({ ...NOTHING, suggestions: all.slice(from, from + length).join('，') }))
      return part.every(key => whole.has(key) && /^K[0-9a-z]+$/.test(key))
    }),
  )
  t.ok(askedKeys(symbolsOf({ ...NOTHING, situation: '养'.repeat(20_000) })).length <= 256)
  t.same(keysOf(symbolsOf(NOTHING)), [])
})

tap.test('a reworded proposal is similar, another matter of the topic is not; the passages show why', async t => {
  const [found, ...more] = rank(symbolsOf(REWORDED), [FIRE_STATIONS, CHARGING], 20)
  t.same(more, [])
  t.equal(found?.candidate, CHARGING)
  const excerpts = found?.passages.map(({ own }) => REWORDED[own.block].slice(own.start, own.end))
  t.ok(excerpts?.some(excerpt => excerpt.includes('每度比居民电价高出四角')))
})
