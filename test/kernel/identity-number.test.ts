import t from 'tap'
import { birthDateOf, checkCharacterOf, isIdentityNumber, sexOf } from '../../src/kernel/identity-number.ts'
import fc from '../support/properties.ts'

const withCheck = (first17: string) => first17 + checkCharacterOf(first17)

const first17 = fc
  .record({
    region: fc.integer({ min: 100000, max: 659999 }),
    day: fc.date({ min: new Date('1900-01-01'), max: new Date('2020-12-31'), noInvalidDate: true }),
    sequence: fc.integer({ min: 0, max: 999 }),
  })
  .map(
    ({ region, day, sequence }) =>
      `${region}${day.toISOString().slice(0, 10).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`,
  )

t.test('the example of the standard', async t => {
  // GB 11643-1999, 4: the two numbers printed in the standard itself.
  for (const [number, birth, sex] of [
    ['11010519491231002X', '1949-12-31', 'FEMALE'],
    ['440524188001010014', '1880-01-01', 'MALE'],
  ] as const) {
    t.equal(isIdentityNumber(number), true)
    t.equal(birthDateOf(number), birth)
    t.equal(sexOf(number), sex)
  }
})

t.test('what offices type is read', async t => {
  for (const text of ['11010519491231002x', '１１０１０５１９４９１２３１００２Ｘ', ' 110105 19491231 002X '])
    t.equal(birthDateOf(text), '1949-12-31', text)
})

t.test('what is no identity number', async t => {
  for (const text of [
    '',
    '110105491231002', // the 15-digit form ended on 2013-01-01
    '110105194912310021',
    withCheck('11010519490231002'), // 31 February
    withCheck('11010519490001002'),
    withCheck('11010519001301002'),
    withCheck('01010519491231002'),
    '11010519491231002X1',
    'X1010519491231002X',
    '11010519491231002Х', // Cyrillic
    'abc',
  ]) {
    t.equal(isIdentityNumber(text), false, text)
    t.equal(birthDateOf(text), null)
    t.equal(sexOf(text), null)
  }
  t.equal(isIdentityNumber(withCheck('11010519000229002')), false, '1900 had no leap day')
  t.equal(isIdentityNumber(withCheck('11010520000229002')), true, '2000 had')
})

t.test('every generated number is accepted with its parts', async () => {
  fc.assert(
    fc.property(first17, digits => {
      const number = withCheck(digits)
      return (
        isIdentityNumber(number) &&
        birthDateOf(number)?.replaceAll('-', '') === digits.slice(6, 14) &&
        sexOf(number) === (Number(digits.at(-1)) % 2 === 1 ? 'MALE' : 'FEMALE')
      )
    }),
  )
})

t.test('one wrong digit and two swapped neighbours are found', async () => {
  const at = fc.integer({ min: 0, max: 16 })
  fc.assert(
    fc.property(first17, at, fc.integer({ min: 1, max: 9 }), (digits, index, shift) => {
      const number = withCheck(digits)
      const wrong = String((Number(number.charAt(index)) + shift) % 10)
      return !isIdentityNumber(number.slice(0, index) + wrong + number.slice(index + 1))
    }),
  )
  fc.assert(
    fc.property(first17, at, (digits, index) => {
      const number = withCheck(digits)
      fc.pre(number.charAt(index) !== number.charAt(index + 1))
      const swapped = number.slice(0, index) + number.charAt(index + 1) + number.charAt(index) + number.slice(index + 2)
      return !isIdentityNumber(swapped)
    }),
  )
})
