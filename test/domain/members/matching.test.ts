import t from 'tap'
import { type KnownPerson, matchPersons } from '../../../src/domain/members/matching.ts'
import { createNamesakes, type Traits } from '../../../src/domain/members/namesakes.ts'
import { birthFault, birthsAgree, contradictions, phoneIn } from '../../../src/domain/members/rules.ts'
import { inventedIdentityNumber } from '../../support/members.ts'
import fc from '../../support/properties.ts'

const traits = (name: string, more: Partial<Traits> = {}): Traits => ({
  name,
  identityLookup: null,
  birth: null,
  phoneLookup: null,
  ...more,
})
const known = (id: string, name: string, more: Partial<Traits> = {}): KnownPerson => ({ id, ...traits(name, more) })
const may = (year: number) => ({ year, month: 5, day: null })
const match = (rows: readonly Traits[], persons: readonly KnownPerson[], byNameAlone = true) =>
  matchPersons(rows, persons, { byNameAlone }).map(m => (m.kind === 'KNOWN' ? m.person.id : m.kind))

t.test('the surest evidence decides', async t => {
  t.same(
    match([traits('甲', { identityLookup: 'i' })], [known('1', '甲'), known('2', '甲', { identityLookup: 'i' })]),
    ['2'],
  )
  t.same(match([traits('乙', { identityLookup: 'i' })], [known('2', '甲', { identityLookup: 'i' })]), ['OTHER_NAME'])
  t.same(match([traits('甲', { phoneLookup: 'p' })], [known('1', '甲'), known('2', '甲', { phoneLookup: 'p' })]), ['2'])
  t.same(
    match(
      [traits('甲', { birth: may(1970) })],
      [known('1', '甲', { birth: may(1980) }), known('2', '甲', { birth: may(1970) })],
    ),
    ['2'],
  )
  t.same(match([traits('甲', { birth: may(1970) })], [known('1', '甲', { birth: may(1980) })]), ['NEW'])
  t.same(
    match(
      [traits('甲', { birth: may(1970), identityLookup: 'i' })],
      [known('1', '甲', { birth: may(1970), identityLookup: 'j' })],
    ),
    ['NEW'],
  )
  t.same(match([traits('甲')], [known('1', '甲', { birth: may(1970) })]), ['1'])
  t.same(
    match([traits('甲')], [known('1', '甲', { birth: may(1970) })], false),
    ['NEW'],
    'a name alone is not enough for a single entry',
  )
  t.same(match([traits('甲')], [known('1', '甲'), known('2', '甲')]), ['AMBIGUOUS'])
  t.same(match([traits('甲', { phoneLookup: 'q' })], [known('1', '甲', { phoneLookup: 'p' })]), ['NEW'])
  t.same(match([traits('甲'), traits('甲')], []), ['NEW', 'REPEATED'])
  t.same(match([traits('甲', { phoneLookup: 'p' }), traits('甲', { phoneLookup: 'q' })], []), ['NEW', 'NEW'])
  t.same(
    match(
      [traits('甲', { birth: may(1970), phoneLookup: 'new' }), traits('甲', { birth: may(1970), phoneLookup: 'p' })],
      [known('1', '甲', { birth: may(1970), phoneLookup: 'p' })],
    ),
    ['NEW', '1'],
  )
})

const maybe = <T>(values: readonly T[]) => fc.constantFrom(null, ...values)
const anyTraits = fc.record({
  name: fc.constantFrom('甲', '乙'),
  identityLookup: maybe(['i', 'j', 'k']),
  birth: fc.oneof(
    fc.constant(null),
    fc.record({ year: fc.constantFrom(1970, 1980), month: maybe([5, 6]), day: fc.constant(null) }),
  ),
  phoneLookup: maybe(['p', 'q']),
})

t.test('a list that was written whole finds the same persons again, or asks', async t => {
  fc.assert(
    fc.property(fc.array(anyTraits, { maxLength: 6 }), rows => {
      const first = matchPersons(rows, [], { byNameAlone: true })
      if (first.some(m => m.kind !== 'NEW')) return true
      const persons = rows.map((row, i) => ({ ...row, id: String(i) }))
      return match(rows, persons).every((found, i) => found === String(i) || found === 'AMBIGUOUS')
    }),
    { numRuns: 2_000 },
  )
  t.pass()
})

t.test('no person on file is given to two rows', async t => {
  fc.assert(
    fc.property(fc.array(anyTraits, { maxLength: 6 }), fc.array(anyTraits, { maxLength: 6 }), (rows, file) => {
      const persons = file.map((row, i) => ({ ...row, id: String(i) }))
      const found = match(rows, persons).filter(m => /^\d/.test(m))
      return new Set(found).size === found.length
    }),
    { numRuns: 2_000 },
  )
  t.pass()
})

t.test('births, numbers and phones', async t => {
  const today = '2024-05-12'
  const fault = (year: number, month: number | null = null, day: number | null = null) =>
    birthFault({ year, month, day }, today)
  t.equal(fault(1970), null)
  t.equal(fault(1972, 2, 29), null)
  t.equal(fault(1970, 2, 29), 'NO_SUCH_DATE')
  t.equal(fault(1970, 13), 'NO_SUCH_DATE')
  t.equal(fault(1970, 0), 'NO_SUCH_DATE')
  t.equal(fault(1970, null, 3), 'DAY_WITHOUT_MONTH')
  t.equal(fault(1899, 12, 31), 'OUT_OF_RANGE')
  t.equal(fault(2006, 5, 12), null)
  t.equal(fault(2006, 5, 13), 'OUT_OF_RANGE')
  t.ok(birthsAgree({ year: 1970, month: 5, day: null }, { year: 1970, month: 5, day: 12 }))
  t.notOk(birthsAgree({ year: 1970, month: 5, day: null }, { year: 1970, month: 6, day: null }))
  const number = inventedIdentityNumber('19700512', 2)
  t.same(contradictions(number, 'FEMALE', { year: 1970, month: 5, day: null }), [])
  t.same(contradictions(number, null, null), [])
  t.same(contradictions(number, 'MALE', { year: 1970, month: 5, day: 13 }), ['SEX', 'BIRTH'])
  const phones = {
    '１３９ 0000-1234': '13900001234',
    '+86 13900001234': '13900001234',
    '008613900001234': '13900001234',
    '+852 9123 4567': '+85291234567',
    '12345': null,
    '03525551234': null,
    '+8613': null,
    '': null,
    '139000012345': null,
  }
  for (const [typed, stored] of Object.entries(phones)) t.equal(phoneIn(typed), stored, typed)
})

t.test('property: of namesakes all are found who agree', async () => {
  const [names, keys] = [fc.array(anyTraits, { maxLength: 12 }), ['identity', 'phone', 'birth'] as const]
  const differ = <T>(a: T | null, b: T | null) => a !== null && b !== null && a !== b
  fc.assert(
    fc.property(names, anyTraits, (rows, row) => {
      const namesakes = createNamesakes<number>()
      for (const [i, other] of rows.entries()) namesakes.add(other, i)
      const found = namesakes.like(row, keys).flat()
      return rows.every(
        (other, i) =>
          other.name !== row.name ||
          differ(other.identityLookup, row.identityLookup) ||
          differ(other.phoneLookup, row.phoneLookup) ||
          differ(other.birth?.year ?? null, row.birth?.year ?? null) ||
          found.includes(i),
      )
    }),
  )
})
