import t from 'tap'
import { categoryOf, dutyCategories } from '../../../src/domain/duty/categories/index.ts'
import { category, type FactField } from '../../../src/domain/duty/categories/manifest.ts'
import { checkFacts, isDate } from '../../../src/domain/duty/facts.ts'
import { initialState, outsideSeat, scoreYearOf } from '../../../src/domain/duty/rules.ts'
import { dutyWorkflow } from '../../../src/domain/duty/workflow.ts'
import fc from '../../support/properties.ts'

const field = (more: Partial<FactField>): FactField => ({
  name: 'it',
  type: 'text',
  label: { zh: '它', en: 'It' },
  required: false,
  ...more,
})
const with1 = (one: FactField) =>
  category({
    code: 'TEST',
    name: { zh: '测试', en: 'Test' },
    description: { zh: '', en: '' },
    fields: [one],
    creators: ['MEMBER'],
    needsConfirmation: false,
    evidenceRequired: false,
    measures: ['count'],
  })
const check = (one: FactField, value: unknown) => {
  const { value: facts, errors } = checkFacts(with1(one), { it: value })
  return facts ? facts.it : errors[0]?.code
}

t.test('a fact is what its field says', async t => {
  const decimal = field({ type: 'decimal', min: '0.5', max: '240', places: 1 })
  const integer = field({ type: 'integer', min: '1', max: '60' })
  const table: [FactField, unknown, unknown][] = [
    [decimal, '2.5', '2.5'],
    [decimal, 2.5, '2.5'],
    [decimal, '002.50', '2.5'],
    [decimal, 3, '3'],
    [decimal, '2.55', 'WRONG_TYPE'],
    [decimal, '0.4', 'OUT_OF_RANGE'],
    [decimal, '-1', 'OUT_OF_RANGE'],
    [decimal, 240.5, 'OUT_OF_RANGE'],
    [decimal, '1e2', 'WRONG_TYPE'],
    [decimal, Number.POSITIVE_INFINITY, 'WRONG_TYPE'],
    [decimal, '２', 'WRONG_TYPE'],
    [decimal, [1], 'WRONG_TYPE'],
    [integer, 5, 5],
    [integer, '5', 5],
    [integer, 5.5, 'WRONG_TYPE'],
    [integer, 0, 'OUT_OF_RANGE'],
    [integer, true, 'WRONG_TYPE'],
    [field({ type: 'boolean' }), false, false],
    [field({ type: 'boolean' }), 'false', 'WRONG_TYPE'],
    [field({ type: 'date' }), '2024-02-29', '2024-02-29'],
    [field({ type: 'date' }), '2023-02-29', 'WRONG_TYPE'],
    [field({ type: 'choice', choices: [{ code: 'A', label: { zh: '甲', en: 'A' } }] }), 'A', 'A'],
    [field({ type: 'choice', choices: [{ code: 'A', label: { zh: '甲', en: 'A' } }] }), 'B', 'NOT_ALLOWED'],
    [field({ maxLength: 3 }), ' 云州区 ', '云州区'],
    [field({ maxLength: 3 }), '云州区里', 'TOO_LONG'],
    [field({}), 5, 'WRONG_TYPE'],
    [field({ maxLength: 3 }), '𠀀𠀀𠀀', '𠀀𠀀𠀀'],
    [field({ required: true }), '', 'REQUIRED'],
    [field({ required: true }), null, 'REQUIRED'],
    [field({}), null, undefined],
  ]
  for (const [one, given, wanted] of table) t.equal(check(one, given), wanted, `${one.type} ${JSON.stringify(given)}`)
})

t.test('whatever is sent, facts are checked without failing, and what is kept is kept again', async t => {
  const property = fc.property(
    fc.constantFrom(...dutyCategories),
    fc.jsonValue(),
    fc.dictionary(fc.string(), fc.jsonValue()),
    (one, any, more) => {
      checkFacts(one, any)
      const named = Object.fromEntries(one.fields.map((f, i) => [f.name, Object.values(more)[i] ?? any]))
      for (const given of [more, named]) {
        const { value, errors } = checkFacts(one, given)
        if ((value === null) !== errors.length > 0) return false
        if (value && JSON.stringify(checkFacts(one, value).value) !== JSON.stringify(value)) return false
        if (errors.some(e => !e.field?.join('.').startsWith('input.facts') || !e.message.zh || !e.message.en))
          return false
      }
      return true
    },
  )
  t.doesNotThrow(() => fc.assert(property))
})

t.test('names of an attack are not repeated and never reach an object', async t => {
  const hostile = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 1, "a.b\\u0000c": 2}')
  const { errors } = checkFacts(with1(field({})), hostile)
  t.same(
    errors.map(e => e.field?.join('.')),
    ['input.facts', 'input.facts.constructor', 'input.facts'],
  )
  t.equal(Reflect.get({}, 'polluted'), undefined)
})

t.test('every manifest holds together', async t => {
  for (const one of dutyCategories) {
    t.equal(categoryOf(one.code), one)
    t.match(one.name.zh, /\p{Script=Han}/u, one.code)
    for (const { type, choices, label } of one.fields) {
      t.equal(type === 'choice', choices !== undefined, `${one.code} ${label.en}`)
    }
  }
  t.throws(() => category({ ...with1(field({})), measures: ['nothing'] }), /no field nothing/)
  t.throws(() => category({ ...with1(field({})), code: 'lower' }), /UPPER_SNAKE/)
  t.throws(() => category({ ...with1(field({})), fields: [field({}), field({})] }), /twice/)
})

t.test('dates, states, years', async t => {
  const seat = { joinedOn: '2022-03-01', leftOn: null, termStartsOn: '2021-06-01', termEndsOn: '2026-05-31' }
  const outside = (date: string, more = {}) => outsideSeat(date, { ...seat, ...more })?.code ?? null
  t.same(
    ['2022-02-28', '2022-03-01', '2026-05-31', '2026-06-01'].map(date => outside(date)),
    ['OUTSIDE_SEAT', null, null, 'OUTSIDE_SEAT'],
  )
  t.equal(outside('2024-01-02', { leftOn: '2024-01-01' }), 'OUTSIDE_SEAT')
  t.equal(outside('2024-01-01', { leftOn: '2024-01-01', termEndsOn: null }), null)
  t.equal(outside('2021-07-01', { joinedOn: '2020-01-01' }), null)
  t.equal(outside('2021-05-01', { joinedOn: '2020-01-01' }), 'OUTSIDE_SEAT')
  const [simple, careful] = [with1(field({})), { ...with1(field({})), needsConfirmation: true }]
  t.same(
    [
      initialState(simple, 'OFFICE', false),
      initialState(simple, 'OFFICE', true),
      initialState(careful, 'OFFICE', false),
    ],
    ['CONFIRMED', 'PENDING', 'PENDING'],
  )
  t.same([initialState(simple, 'MEMBER', true), initialState(careful, 'WORKFLOW', true)], ['PENDING', 'CONFIRMED'])
  t.equal(scoreYearOf('2024-12-31'), 2024)
  t.same(['1899-01-01', '2024-13-01', '2024-1-1', '9999-01-01'].map(isDate), [false, false, false, false])
  t.same(Object.keys(dutyWorkflow.states).sort(), [
    'CONFIRMED',
    'PENDING',
    'RETURNED',
    'REVERSAL',
    'REVERSED',
    'WITHDRAWN',
  ])
})
