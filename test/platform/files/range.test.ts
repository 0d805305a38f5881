import t from 'tap'
import { attachment, fileNameOf } from '../../../src/platform/files/disposition.ts'
import { listsTag, parseRange } from '../../../src/platform/files/range.ts'
import fc from '../../support/properties.ts'

t.test('ranges of a file of 10 bytes', async t => {
  const cases: [string | undefined, ReturnType<typeof parseRange>][] = [
    [undefined, 'whole'],
    ['bytes=0-', { start: 0, end: 9 }],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=3-5', { start: 3, end: 5 }],
    ['bytes=3-99', { start: 3, end: 9 }],
    ['bytes=-4', { start: 6, end: 9 }],
    ['bytes=-99', { start: 0, end: 9 }],
    ['Bytes = 1 - 2', { start: 1, end: 2 }],
    [`bytes=3-${'9'.repeat(400)}`, { start: 3, end: 9 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=10-20', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    [`bytes=${'9'.repeat(400)}-`, 'unsatisfiable'],
    ['bytes=5-3', 'whole'],
    ['bytes=-', 'whole'],
    ['bytes=a-b', 'whole'],
    ['bytes=0-1,4-5', 'whole'],
    ['items=0-1', 'whole'],
    ['bytes=1.5-2', 'whole'],
    ['bytes=--1', 'whole'],
    ['', 'whole'],
  ]
  for (const [header, expected] of cases) t.same(parseRange(header, 10), expected, String(header))
  t.equal(parseRange('bytes=0-', 0), 'unsatisfiable')
  t.equal(parseRange('bytes=-1', 0), 'unsatisfiable')
})

t.test('a range is always inside the file, whatever the header', async t => {
  const header = fc.oneof(
    fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => `bytes=${a}-${b}`),
    fc.nat().map(n => `bytes=-${n}`),
    fc.string().map(text => `bytes=${text}`),
    fc.string(),
  )
  fc.assert(
    fc.property(header, fc.nat(), (text, size) => {
      const range = parseRange(text, size)
      return typeof range === 'string' || (0 <= range.start && range.start <= range.end && range.end < size)
    }),
  )
  t.pass('held')
})

t.test('lists of tags', async t => {
  const tag = '"abc"'
  t.ok(listsTag('"abc"', tag, 'strong'))
  t.ok(listsTag('"x" , "abc"', tag, 'strong'))
  t.ok(listsTag('*', tag, 'strong'))
  t.ok(listsTag('W/"abc"', tag, 'weak'))
  t.notOk(listsTag('W/"abc"', tag, 'strong'))
  t.notOk(listsTag('"abcd"', tag, 'weak'))
  t.notOk(listsTag('abc', tag, 'weak'))
})

t.test('file names of downloads and uploads', async t => {
  t.equal(
    attachment('提案 (1)"x".pdf'),
    `attachment; filename="__ (1)_x_.pdf"; filename*=UTF-8''%E6%8F%90%E6%A1%88%20%281%29%22x%22.pdf`,
  )
  t.equal(attachment('a.pdf'), `attachment; filename="a.pdf"; filename*=UTF-8''a.pdf`)
  const cases: [string | undefined, string | undefined][] = [
    [undefined, undefined],
    ['attachment', undefined],
    ['attachment; filename=a.pdf', 'a.pdf'],
    ['attachment; filename="a \\"b\\".pdf"', 'a "b".pdf'],
    [`attachment; filename="x.pdf"; filename*=UTF-8''%E6%8F%90%E6%A1%88.pdf`, '提案.pdf'],
    [`attachment; filename*=utf-8'zh'%E6%8F%90.pdf`, '提.pdf'],
    [`attachment; filename*=UTF-8''%E6%zz; filename=b.pdf`, 'b.pdf'],
    [`attachment; filename="${Buffer.from('提案.pdf').toString('latin1')}"`, '提案.pdf'],
    ['attachment; filename="caf\u00e9.pdf"', 'caf\u00e9.pdf'],
  ]
  for (const [header, expected] of cases) t.equal(fileNameOf(header), expected, String(header))
})

t.test('any name that is sent in a download comes back from it, and the header is one line of ASCII', async t => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), name => {
      const header = attachment(name)
      return /^[\x20-\x7e]+$/.test(header) && fileNameOf(header) === name
    }),
  )
  t.pass('held')
})
