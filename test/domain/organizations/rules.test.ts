import t from 'tap'
import { placeErrors } from '../../../src/domain/organizations/rules/committee.ts'
import {
  checkCode,
  checkNames,
  checkRank,
  comparableName,
  type Entry,
} from '../../../src/domain/organizations/rules/dictionary.ts'
import {
  type Span,
  sessionErrors,
  strandedSessions,
  termErrors,
} from '../../../src/domain/organizations/rules/terms.ts'
import type { UserError } from '../../../src/kernel/user-error.ts'
import fc from '../../support/properties.ts'

const entry = (code: string, name: string, aliases: readonly string[] = [], isActive = true): Entry => ({
  id: code,
  code,
  name,
  aliases,
  rank: 3,
  isActive,
})

const said = (errors: readonly UserError[]) => errors.map(({ code, field }) => `${code} ${field?.join('.')}`)

t.test('names that a roster cannot tell apart are the same name', async t => {
  for (const [a, b] of [
    ['农业和农村委员会', '农业农村委员会'],
    ['九三学社', ' 九三 学社 '],
    ['经济界（农）', '经济界(农)'],
    ['ＡＢ１', 'ab1'],
  ] as const) {
    t.equal(comparableName(a), comparableName(b), a)
  }
  t.not(comparableName('科学技术界'), comparableName('社会科学界'))
  t.equal(comparableName('和平区'), '和平区', 'a beginning 和 is no "and"')
})

t.test('a name or alias belongs to one entry', async t => {
  const others = [entry('CDL', '中国民主同盟', ['民盟']), entry('OLD', '农林界', [], false)]
  const check = (name: string, aliases: readonly string[] = []) => said(checkNames({ name, aliases }, others).errors)
  t.same(check('民建', ['民主建国会']), [])
  t.same(check('中国民主同盟'), ['ALIAS_TAKEN input.name'])
  t.same(check('民 盟', ['农林界', '民建']), ['ALIAS_TAKEN input.name', 'ALIAS_TAKEN input.aliases.0'])
  t.same(check('民建', ['民建会员', '民建', '民建会员']), [
    'ALIAS_REPEATED input.aliases.1',
    'ALIAS_REPEATED input.aliases.2',
  ])
  const [retired] = checkNames({ name: '农林界', aliases: [] }, others).errors
  t.same(retired?.message, {
    zh: '“农林界”已是“农林界”（已停用）的名称或别名',
    en: '"农林界" is already a name or alias of "农林界" (retired)',
  })
})

t.test('names are text that can be read', async t => {
  const check = (name: string, aliases: readonly string[] = []) => said(checkNames({ name, aliases }, []).errors)
  t.same(check(' '), ['REQUIRED input.name'])
  t.same(check('（——）'), ['INVALID_TEXT input.name'])
  t.same(check('经\u0000济', ['\ud800']), ['INVALID_TEXT input.name', 'INVALID_TEXT input.aliases.0'])
  t.same(check('长'.repeat(51), ['长'.repeat(50)]), ['TOO_LONG input.name'])
  t.same(
    check(
      '多',
      Array.from({ length: 31 }, (_, i) => `多${i}`),
    ),
    ['TOO_MANY input.aliases'],
  )
  t.same(checkNames({ name: ' 经济界 ', aliases: [] }, []).value, { name: '经济界', aliases: [] })
})

t.test('whatever passes leaves every text of the dictionary with one owner', async t => {
  const word = fc.string({
    unit: fc.constantFrom('民', '盟', '和', '界', 'A', 'a', ' ', '（'),
    minLength: 1,
    maxLength: 5,
  })
  const names = fc.record({ name: word, aliases: fc.array(word, { maxLength: 4 }) })
  fc.assert(
    fc.property(fc.array(names, { maxLength: 8 }), inputs => {
      const kept: Entry[] = []
      for (const [i, input] of inputs.entries()) {
        const { value, errors } = checkNames(input, kept)
        if (errors.length === 0) kept.push(entry(`C${i}`, value.name, value.aliases))
      }
      const texts = kept.flatMap(({ name, aliases }) => [name, ...aliases]).map(comparableName)
      return new Set(texts).size === texts.length && !texts.includes('')
    }),
  )
  t.pass()
})

t.test('a code is given or the next of the committee’s own', async t => {
  const others = [entry('CPC', '中共'), entry('L7', '甲'), entry('L2', '乙')]
  t.same(checkCode(undefined, others), { value: 'L8', errors: [] })
  t.same(checkCode(null, []), { value: 'L1', errors: [] })
  t.same(checkCode('NEW_1', others), { value: 'NEW_1', errors: [] })
  t.same(said(checkCode('CPC', others).errors), ['CODE_TAKEN input.code'])
  for (const bad of ['', 'cpc', '1A', 'A-B', `A${'B'.repeat(40)}`, 'A\n']) {
    t.same(said(checkCode(bad, others).errors), ['INVALID_CODE input.code'], JSON.stringify(bad))
  }
})

t.test('a rank is given or behind all others', async t => {
  t.equal(checkRank(undefined, []).value, 0)
  t.equal(checkRank(undefined, [entry('A', '甲')]).value, 4)
  for (const bad of [-1, 10_000]) t.same(said(checkRank(bad, []).errors), ['OUT_OF_RANGE input.rank'])
})

const span = (number: number, startsOn: string, endsOn: string | null = null): Span => ({ number, startsOn, endsOn })

t.test('terms neither overlap nor run backwards', async t => {
  const others = [span(14, '2016-06-01', '2021-05-31')]
  t.same(termErrors(span(15, '2021-06-01'), others), [])
  t.same(said(termErrors(span(14, '2021-06-01'), others)), ['NUMBER_TAKEN input.number'])
  t.same(said(termErrors(span(15, '2021-05-31'), others)), ['OVERLAPS input.startsOn'])
  t.same(said(termErrors(span(13, '2011-06-01'), others)), ['OVERLAPS input.startsOn'], 'an open term runs on')
  t.same(said(termErrors(span(13, '2021-06-01'), others)), ['OUT_OF_ORDER input.number'])
  t.same(said(termErrors(span(15, '2011-06-01', '2016-05-31'), others)), ['OUT_OF_ORDER input.number'])
  t.same(said(termErrors(span(15, '2021-06-01', '2021-06-01'), others)), ['ENDS_BEFORE_START input.endsOn'])
  t.same(said(termErrors(span(100, '1949-09-20'), others)), [
    'OUT_OF_RANGE input.number',
    'OUT_OF_RANGE input.startsOn',
  ])
  t.same(said(termErrors(span(0, '2021-06-01', '2200-01-01'), others)), [
    'OUT_OF_RANGE input.number',
    'OUT_OF_RANGE input.endsOn',
  ])
})

t.test('sessions stay within their term', async t => {
  const term = span(15, '2021-06-01', '2026-05-31')
  const first = span(1, '2021-06-01', '2021-06-05')
  t.same(sessionErrors(first, [], term), [])
  t.same(sessionErrors(span(1, '2021-06-01', '2021-06-01'), [], term), [], 'a session may last a day')
  t.same(said(sessionErrors(span(1, '2021-05-31', '2021-06-05'), [], term)), ['OUTSIDE_TERM input.startsOn'])
  t.same(said(sessionErrors(span(5, '2026-05-30', '2026-06-01'), [first], term)), ['OUTSIDE_TERM input.endsOn'])
  t.same(said(sessionErrors(span(2, '2021-06-05', '2021-06-08'), [first], term)), ['OVERLAPS input.startsOn'])
  t.same(
    sessionErrors(span(9, '2099-01-01', '2099-01-02'), [first], span(15, '2021-06-01')),
    [],
    'a running term is open',
  )
  t.same(said(strandedSessions(span(15, '2021-06-01', '2021-06-04'), [first])), ['OUTSIDE_TERM input.endsOn'])
  t.same(strandedSessions(term, [first]), [])
})

t.test('whatever terms pass stand in one line', async t => {
  const day = fc.integer({ min: 1960, max: 2030 }).map(year => `${year}-06-01`)
  const term = fc.record({ number: fc.integer({ min: 0, max: 20 }), startsOn: day, endsOn: fc.option(day) })
  fc.assert(
    fc.property(fc.array(term, { maxLength: 12 }), inputs => {
      const kept: Span[] = []
      for (const input of inputs) if (termErrors(input, kept).length === 0) kept.push(input)
      kept.sort((a, b) => a.number - b.number)
      return kept.every((one, i) => {
        const next = kept[i + 1]
        return !next || (one.number < next.number && one.endsOn !== null && one.endsOn < next.startsOn)
      })
    }),
  )
  t.pass()
})

t.test('a committee stands below its parent and inside its region', async t => {
  const city = { level: 'CITY', regionCode: '140200' }
  const county = { code: '140214', level: 'COUNTY', regionCode: '140214' }
  t.same(placeErrors(county, city), [])
  t.same(
    placeErrors(county, { level: 'PROVINCE', regionCode: '140000' }),
    [],
    'a province may have counties of its own',
  )
  t.same(
    placeErrors(
      { ...county, code: '140000', level: 'PROVINCE', regionCode: '140000' },
      { level: 'NATIONAL', regionCode: '100000' },
    ),
    [],
  )
  t.same(said(placeErrors({ ...county, level: 'CITY' }, city)), ['LEVEL_NOT_BELOW input.level'])
  t.same(said(placeErrors({ ...county, regionCode: '140312' }, city)), ['REGION_NOT_INSIDE input.regionCode'])
  t.same(said(placeErrors({ ...county, regionCode: '14021', code: '014021' }, city)), [
    'INVALID_CODE input.code',
    'INVALID_CODE input.regionCode',
  ])
})
