import t from 'tap'
import { isHttpProblem } from '../../../src/platform/http/problem-types.ts'
import { parseStrictJson } from '../../../src/platform/http/strict-json.ts'
import fc from '../../support/properties.ts'

function codeOf(bytes: Buffer): string | undefined {
  try {
    parseStrictJson(bytes)
  } catch (error) {
    return isHttpProblem(error) ? error.problem.errors[0]?.code : `not a problem: ${error}`
  }
  return undefined
}

t.test('refused bodies, each by its rule', async t => {
  const cases: [string, string | Buffer, string][] = [
    ['empty', '', 'JSON_EMPTY_BODY'],
    ['byte order mark', '\ufeff{}', 'JSON_BOM'],
    ['GB18030', Buffer.from([0x22, 0xd6, 0xd0, 0x22]), 'JSON_NOT_UTF8'],
    ['UTF-16', Buffer.from('{}', 'utf16le'), 'JSON_INVALID'],
    ['trailing comma', '{"a":1,}', 'JSON_INVALID'],
    ['two values', '{}{}', 'JSON_INVALID'],
    ['NaN', '{"a":NaN}', 'JSON_INVALID'],
    ['__proto__', '{"__proto__":{"admin":true}}', 'JSON_PROTO'],
    ['__proto__ nested', '{"a":[{"__proto__":1}]}', 'JSON_PROTO'],
    ['__proto__ by an escape', '{"__pr\\u006fto__":1}', 'JSON_PROTO'],
    ['name twice', '{"a":1,"b":2,"a":3}', 'JSON_DUPLICATE_NAME'],
    ['name twice, spaced', '{"a" : 1, "a"\n:3}', 'JSON_DUPLICATE_NAME'],
    ['name twice by an escape', '{"a":1,"\\u0061":2}', 'JSON_DUPLICATE_NAME'],
    ['name twice, nested in an array', '[[{"x":{"a":1,"a":1}}]]', 'JSON_DUPLICATE_NAME'],
    ['65 levels', '['.repeat(65) + ']'.repeat(65), 'JSON_TOO_DEEP'],
    ['100,000 levels', '['.repeat(100_000) + ']'.repeat(100_000), 'JSON_TOO_DEEP'],
  ]
  for (const [name, body, code] of cases) t.equal(codeOf(Buffer.from(body)), code, name)
})

t.test('accepted bodies', async t => {
  const cases = [
    '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}',
    '{"a":"a","b":"\\"a\\":1,\\"a\\":2"}',
    '{"k\\\\":1,"k":2}',
    '"\\ud800"',
    '{"constructor":1,"toString":2}',
    '['.repeat(64) + ']'.repeat(64),
    ' null ',
  ]
  for (const text of cases) t.same(parseStrictJson(Buffer.from(text)), JSON.parse(text), text.slice(0, 40))
})

t.test('any value JSON can hold comes through unchanged', async t => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), value => {
      const text = JSON.stringify(value)
      return text.includes('"__proto__"') || JSON.stringify(parseStrictJson(Buffer.from(text))) === text
    }),
  )
  t.pass('held')
})

t.test('a repeated name is found wherever it stands', async t => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.array(fc.string(), { maxLength: 5 }), (name, others) => {
      const names = [...new Set(others)].filter(other => other !== name && other !== '__proto__')
      if (name === '__proto__') return true
      const pairs = [...names, name].map(n => `${JSON.stringify(n)}:[{}]`)
      const again = `{${pairs.join(',')},${JSON.stringify(name)}:0}`
      return codeOf(Buffer.from(again)) === 'JSON_DUPLICATE_NAME' && codeOf(Buffer.from(`{${pairs}}`)) === undefined
    }),
  )
  t.pass('held')
})
