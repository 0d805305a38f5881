import { GraphQLError, parseValue } from 'graphql'
import t from 'tap'
import { formatMoment, readDate, readDateTime, readDecimal, scalars } from '../../../src/platform/graphql/scalars.ts'
import fc from '../../support/properties.ts'
import { ask, guardedApp } from './guarded-app.ts'

type Name = keyof typeof scalars

const accepted: readonly (readonly [Name, string, string])[] = [
  ['DateTime', '2024-03-05T09:00:00+08:00', '2024-03-05T09:00:00+08:00'],
  ['DateTime', '2024-02-29t23:59:59.123456z', '2024-02-29T23:59:59.123456Z'],
  ['DateTime', '1990-07-01T00:00:00+09:00', '1990-07-01T00:00:00+09:00'],
  ['Date', '2024-02-29', '2024-02-29'],
  ['Date', '0001-01-01', '0001-01-01'],
  ...['1901-01-01T00:00:00+08:00', '9999-12-31T23:59:59.999999+08:00', '9999-12-31T15:59:59Z'].map(
    text => ['DateTime', text, text] as const,
  ),
  ['Decimal', '12.50', '12.50'],
  ['Decimal', '-0.00', '0.00'],
  ['Decimal', '007', '7'],
  ['Decimal', '9007199254740993', '9007199254740993'],
  ['UUID', '018F3B6E-7C1A-7D3E-9C41-0D5F6A7B8C9D', '018f3b6e-7c1a-7d3e-9c41-0d5f6a7b8c9d'],
]

const refused: readonly (readonly [Name, unknown])[] = [
  ...['2024-03-05', '2024-03-05T09:00:00', '2024-03-05 09:00:00+08:00', '2023-02-29T00:00:00Z', '2024-03-05T24:00:00Z'],
  ...['2024-03-05T23:59:60Z', '2024-03-05T09:00:00+15:00', '2024-03-05T09:00:00.1234567Z', '0000-01-01T00:00:00Z', ''],
  ...['2024-03-05T09:00:00+08:00\0', ' 2024-03-05T09:00:00Z', '２０２４-03-05T09:00:00Z'],
  // In Asia/Shanghai these have an offset with seconds, or a year of five digits.
  ...['0001-01-01T00:00:00Z', '0001-01-01T00:00:00+08:00', '1900-12-31T00:00:00Z', '9999-12-31T16:00:00Z'],
  ...['1901-01-01T00:00:00+14:00', '9999-12-31T23:59:59-14:00'],
].map(text => ['DateTime', text] as const)

const others: readonly (readonly [Name, unknown])[] = [
  ...[
    '2023-02-29',
    '2023-02-30',
    '2023-13-01',
    '2023-1-1',
    '20230101',
    '0000-01-01',
    '10000-01-01',
    '2023-01-01T00:00:00Z',
  ].map(text => ['Date', text] as const),
  ...[
    '',
    '.5',
    '5.',
    '1e3',
    '1e309',
    'NaN',
    'Infinity',
    '0x1',
    '1,000',
    '+1',
    '1 ',
    `1.${'0'.repeat(11)}`,
    '1'.repeat(21),
  ].map(text => ['Decimal', text] as const),
  ['Decimal', 1.5],
  ['Decimal', 2 ** 53],
  ['Date', 20240101],
  ['DateTime', new Date(0)],
  ['UUID', 'no'],
  ['UUID', '018f3b6e7c1a7d3e9c410d5f6a7b8c9d'],
  ['JSON', Number.POSITIVE_INFINITY],
  ['JSON', 2 ** 53],
  ['JSON', { a: ['ok', 'a\0'] }],
  ['JSON', '\ud800'],
  ['JSON', JSON.parse(`${'['.repeat(30)}1${']'.repeat(30)}`)],
]

t.test('accepted values, in variables and in the text alike', t => {
  for (const [name, sent, kept] of accepted) {
    t.equal(scalars[name].parseValue(sent), kept, `${name} ${sent}`)
    t.equal(scalars[name].parseLiteral(parseValue(JSON.stringify(sent)), {}), kept, `${name} ${sent}`)
  }
  t.end()
})

t.test('refused values, with a cause in both languages', t => {
  for (const [name, sent] of [...refused, ...others]) {
    t.throws(() => scalars[name].parseValue(sent), GraphQLError, `${name} ${String(sent)}`)
  }
  t.throws(() => scalars.Decimal.parseLiteral(parseValue('1.5'), {}), GraphQLError)
  t.throws(() => scalars.JSON.parseLiteral(parseValue('{ a: [9007199254740993] }'), {}), GraphQLError)
  t.end()
})

t.test('JSON keeps what it holds, from variables and from the text', t => {
  const value = { 文字: ['a', 1, 1.5, true, null, { b: [] }] }
  t.strictSame(scalars.JSON.parseValue(value), value)
  const literal = scalars.JSON.parseLiteral(parseValue('{ a: [1, 1.5, "x", true, null, RED, $v] }'), { v: 2 })
  t.equal(JSON.stringify(literal), '{"a":[1,1.5,"x",true,null,"RED",2]}')
  t.end()
})

t.test('moments are answered in Asia/Shanghai, with the summer time of 1986 to 1991', t => {
  t.equal(formatMoment(new Date('2024-03-05T01:00:00Z')), '2024-03-05T09:00:00+08:00')
  t.equal(formatMoment(new Date('2024-03-05T01:00:00.007Z')), '2024-03-05T09:00:00.007+08:00')
  t.equal(formatMoment(new Date('1990-07-01T00:00:00Z')), '1990-07-01T09:00:00+09:00')
  t.equal(
    scalars.DateTime.serialize('2024-03-05T09:00:00.123456+08:00'),
    '2024-03-05T09:00:00.123456+08:00',
    'as written',
  )
  t.equal(scalars.DateTime.serialize('2024-03-05 01:00:00+00'), '2024-03-05T09:00:00+08:00', 'as a driver writes it')
  t.equal(scalars.Date.serialize(new Date('2024-03-04T16:00:00Z')), '2024-03-05')
  for (const bad of [5, null, {}, new Date(Number.NaN)]) t.throws(() => scalars.DateTime.serialize(bad), TypeError)
  t.throws(() => scalars.Decimal.serialize(1.5), TypeError, 'a number is already rounded')
  t.end()
})

t.test('properties', async t => {
  const moment = fc.date({ min: new Date('1901-01-02'), max: new Date('9999-12-30'), noInvalidDate: true })
  fc.assert(
    fc.property(moment, date => {
      const text = formatMoment(date)
      return readDateTime(text) === text && new Date(text).getTime() === date.getTime()
    }),
  )
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9999 }),
      fc.integer({ min: 0, max: 99 }),
      fc.integer({ min: 0, max: 99 }),
      (y, m, d) => {
        const two = (value: number) => String(value).padStart(2, '0')
        const text = `${String(y).padStart(4, '0')}-${two(m)}-${two(d)}`
        const last = [
          31,
          (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0 ? 29 : 28,
          31,
          30,
          31,
          30,
          31,
          31,
          30,
          31,
          30,
          31,
        ]
        const real = m >= 1 && m <= 12 && d >= 1 && d <= (last[m - 1] ?? 0)
        return (readDate(text) === text) === real
      },
    ),
    { numRuns: 2_000 },
  )
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), units => {
      const text = units.toString()
      const kept = readDecimal(text)
      return kept !== null && BigInt(kept) === units && readDecimal(kept) === kept
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => readDate(text) === null || /^\d{4}-\d\d-\d\d$/.test(text)),
  )
  t.pass('held')
})

t.test('over HTTP a bad value is a 400 in the reader’s language, never a 500', async t => {
  const { app, executed } = await guardedApp()
  const field: Record<Name, string> = {
    DateTime: 'moment',
    Date: 'date',
    Decimal: 'points',
    JSON: 'content',
    UUID: 'uuid',
  }
  const query = 'query($v: ValuesInput!) { echo(input: $v) }'
  for (const [name, sent] of [...refused, ...others]) {
    if (sent instanceof Date || sent === Number.POSITIVE_INFINITY) continue
    const variables = { v: { [field[name]]: sent, requiredText: 'x' } }
    const zh = await ask(app, query, { variables })
    t.match(
      zh,
      { status: 400, errors: [{ message: /\p{Script=Han}/u, extensions: { requestId: /.+/, field: ['variables'] } }] },
      `${name} ${String(sent)}`,
    )
    const en = await ask(app, query, { variables, language: 'en' })
    t.notMatch(en.errors[0]?.message, /\p{Script=Han}/u)
  }
  const literal = '{ echo(input: { date: "2023-02-30", requiredText: "x" }) }'
  t.match(await ask(app, literal), {
    status: 400,
    errors: [{ message: '须为真实存在的日期，如 2024-03-05', locations: [{ line: 1 }] }],
  })
  t.strictSame(executed, [])
})
