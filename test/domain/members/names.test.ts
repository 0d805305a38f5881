import t from 'tap'
import { containsPattern, readingOf, searchTextOf, searchWords } from '../../../src/domain/members/names.ts'
import fc from '../../support/properties.ts'

t.test('surnames are read as surnames, ü as v, parts of a name apart', async t => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['张三', 'zhangsan', 'zs'],
    ['单雄信', 'shanxiongxin', 'sxx'],
    ['尉迟恭', 'yuchigong', 'ycg'],
    ['仇和', 'qiuhe', 'qh'],
    ['解缙', 'xiejin', 'xj'],
    ['查良镛', 'zhaliangyong', 'zly'],
    ['覃伟', 'qinwei', 'qw'],
    ['吕布', 'lvbu', 'lb'],
    ['阿依古丽·买买提', 'ayigulimaimaiti', 'ayglmmt'],
    ['John Smith', 'johnsmith', 'js'],
    ['Renée Müller', 'reneemvller', 'rm'],
    ['李ＡＢ', 'liab', 'la'],
    ['𠮷野', '𠮷ye', '𠮷y'],
    ['', '', ''],
    ['·', '', ''],
  ]
  for (const [name, pinyin, initials] of cases) t.same(readingOf(name), { pinyin, initials }, name)
})

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('%', '_', '\\', ' ', '王', '𠮷', 'Ａ', 'ü', "'", '·'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 30,
})

t.test('every name has a reading, whatever it is written with', async t => {
  fc.assert(
    fc.property(text, name => {
      const { pinyin, initials } = readingOf(name)
      return [...initials].length <= [...pinyin].length && !/\s/.test(pinyin)
    }),
  )
  t.pass()
})

/** LIKE as PostgreSQL does it, for a pattern in which nothing but its ends is a wildcard. */
function like(value: string, pattern: string): boolean {
  let source = ''
  for (let i = 0; i < pattern.length; i++) {
    const c =
      pattern[i] === '\\' ? pattern[++i] : pattern[i] === '%' ? null : pattern[i] === '_' ? undefined : pattern[i]
    source += c === null ? '[^]*' : c === undefined ? '[^]' : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`
  }
  return new RegExp(`^${source}$`).test(value)
}

t.test('a pattern finds its word and nothing else', async t => {
  fc.assert(fc.property(text, text, (word, value) => like(value, containsPattern(word)) === value.includes(word)))
  fc.assert(fc.property(text, text, text, (before, word, after) => like(before + word + after, containsPattern(word))))
  t.pass()
})

t.test('whoever searches with a part of a name or unit finds it', async t => {
  const part = fc.tuple(text, text, text)
  fc.assert(
    fc.property(part, part, ([a, b, c], [d, e, f]) => {
      const found = searchTextOf(a + b + c, readingOf(a + b + c), d + e + f)
      const words = [...searchWords(e.normalize('NFKC')), ...searchWords(readingOf(a + b + c).pinyin)]
      // A part cut inside a combining sequence is another text; those are left out.
      const whole = (d + e + f).normalize('NFKC') === d.normalize('NFKC') + e.normalize('NFKC') + f.normalize('NFKC')
      return !whole || words.every(word => found.includes(word))
    }),
  )
  t.pass()
})
