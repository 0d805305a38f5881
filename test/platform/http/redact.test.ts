import t from 'tap'
import { Type } from 'typebox'
import { pathForLog, redactLine } from '../../../src/platform/http/redact.ts'
import fc from '../../support/properties.ts'
import { logSink, quiet, server } from './fixture.ts'

t.test('lines with something to hide', async t => {
  const cases: [string, string][] = [
    ['{"password":"hunter2"}', 'hunter2'],
    ['{"newPassword":"a\\"b,}canary"}', 'canary'],
    ['{"a":{"refreshToken":"r1"},"refresh_token":["canary1","canary2"]}', 'canary1|canary2|r1'],
    ['{"phone":13812345678}', '13812345678'],
    ['{"phones":["canary"],"credentials":{"a":{"b":1},"c":"canary"}}', 'canary'],
    ['{"contactPhone":"0352-2039999"}', '2039999'],
    ['{"identityNumber":null,"idCard":"canary"}', 'canary'],
    ['{"msg":"body was {\\"password\\":\\"hunter2\\",\\"x\\":1}"}', 'hunter2'],
    ['{"msg":"body was {\\\\\\"clientSecret\\\\\\":\\\\\\"hunter2\\\\\\"}"}', 'hunter2'],
    ['{"msg":"member 13812345678 called"}', '13812345678'],
    ['{"msg":"tel:+8613812345678"}', '13812345678'],
    ['{"msg":"138 1234 5678 or 138-1234-5678"}', '1234'],
    ['{"msg":"id 14020019800101123X."}', '1980'],
    ['{"msg":"authorization: Bearer abc.def-ghi"}', 'abc'],
    ['{"msg":"jwt eyJhbGciOi.eyJzdWIi.c2ln ended"}', 'eyJ|c2ln'],
    ['{"msg":"postgres://app:s3cret@db:5432/x"}', 's3cret'],
    ['{"msg":"GET /cb?code=canary&state=canary2"}', 'canary'],
    ['{"msg":"retry with token=canary"}', 'canary'],
  ]
  for (const [line, secret] of cases) {
    const masked = redactLine(line)
    t.notMatch(masked, new RegExp(secret), line)
    t.match(masked, /\[redacted\]/)
    t.doesNotThrow(() => JSON.parse(masked), 'still JSON')
  }
  t.notMatch(redactLine('{"msg":"sc_pat_abc"}', [/sc_pat_\w+/g]), /sc_pat/, 'a shape of our own')
})

t.test('lines with nothing to hide stay as they are', async t => {
  const lines = [
    '{"level":"info","time":"2026-03-05T09:00:00.000Z","pid":123,"requestId":"018f2f3e-7b6a-7c1d-9e2f-0123456789ab"}',
    '{"requestId":"452fbcfd-3ca6-4a6d-90e7-13812345678b","msg":"duty_140200_0180f138-4123-8456-9e2f-a13912345678"}',
    '{"requestId":"452FBCFD-3CA6-4A6D-90E7-13812345678B"}',
    '{"ms":1.2345678901,"status":200,"time":1772670000000}',
    '{"code":"23505","constraint":"accounts_phone_key","table":"accounts"}',
    '{"msg":"organization 140200 has 350 members"}',
    '{"msg":"token expired","title":"提案 0123 号"}',
  ]
  for (const line of lines) t.equal(redactLine(line), line)
})

t.test('redacted lines stay JSON with the same names, whatever the text', async t => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('msg', 'password', 'phone', 'note'), fc.string({ unit: 'grapheme' })),
      value => {
        const masked: unknown = JSON.parse(redactLine(JSON.stringify(value)))
        return JSON.stringify(Object.keys(Object(masked))) === JSON.stringify(Object.keys(value))
      },
    ),
  )
  t.pass('held')
})

t.test('a path keeps ids and words, and loses query values and whatever may be a token', async t => {
  const id = '018f2f3e-7b6a-7c1d-9e2f-0123456789ab'
  t.equal(pathForLog(`/members/mem_140200_${id}/photo?size=s&t=x`), `/members/mem_140200_${id}/photo?*`)
  t.equal(pathForLog(`/calendars/${'k'.repeat(43)}.ics`), '/calendars/*')
  t.equal(pathForLog('/search/%E5%BC%A0%E4%B8%89'), '/search/*', 'a name in a path')
  t.equal(pathForLog('/'), '/')
})

t.test('a thousand canaries through every way into the log: none comes out', async t => {
  const sink = logSink()
  const app = await server(t, { config: { ...quiet, LOG_LEVEL: 'trace' }, log: sink })
  const Body = Type.Object({ password: Type.String({ maxLength: 5 }), phone: Type.Integer() })
  app.post('/typed', { schema: { body: Body } }, async () => ({}))
  app.post('/fails', async request => {
    request.log.info({ body: request.body, headers: request.headers, req: request }, 'received')
    request.log.child({ authorization: request.headers.authorization }).warn('child')
    request.log.error(new Error(`could not store ${JSON.stringify(request.body)}`))
    throw new Error(`no member with ${JSON.stringify(request.body)}`, { cause: request.body })
  })
  const canaries: string[] = []
  for (let i = 0; i < 250; i++) {
    const secret = `canary-${i}-${'x'.repeat(i % 40)}`
    const phone = String(13_000_000_000 + i * 7_919_993)
    const identity = `1402021980010${1000 + i}`.padEnd(17, '7').slice(0, 17).concat('X')
    const opaque = `qc${i}q`.padEnd(30, 'z')
    canaries.push(secret, phone, identity, opaque)
    await app.inject({
      method: 'POST',
      url: `/${['typed', 'fails', 'missing', `fails/${opaque}`][i % 4]}?token=${secret}&q=${opaque}`,
      headers: { authorization: `Bearer ${opaque}`, cookie: `session=${secret}`, 'content-type': 'application/json' },
      payload:
        i % 5 === 0
          ? `{"password":"${secret}",`
          : JSON.stringify({ password: secret, phone, note: `电话${phone}，证件${identity}` }),
    })
  }
  t.ok(sink.entries().length >= 400, 'much was logged, and every line is JSON')
  const log = sink.text()
  t.same(
    canaries.filter(canary => log.includes(canary)),
    [],
  )
})
