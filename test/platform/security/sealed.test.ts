import { join } from 'node:path'
import t, { type Test } from 'tap'
import { openKeyRing } from '../../../src/platform/security/key-ring.ts'
import { rotateDataKey } from '../../../src/platform/security/key-rotation.ts'
import { maskIdentityNumber, maskPhone } from '../../../src/platform/security/masks.ts'
import { createSealer, type Place, SealError } from '../../../src/platform/security/sealed.ts'
import fc from '../../support/properties.ts'

const START = new Date('2026-03-01T00:00:00.000Z')
const place: Place = { organizationId: '140200', record: 'persons:1', field: 'phone' }
const text = fc.string({ unit: 'grapheme', maxLength: 200 })

async function setUp(t: Test, folder = t.testdir()) {
  const file = join(folder, 'keys.json')
  const time = { now: START }
  const clock = () => time.now
  const open = async () => createSealer(await openKeyRing(file, { create: true, clock }), clock)
  return { file, time, open, sealer: await open() }
}

function faultOf(work: () => unknown): string {
  try {
    work()
    return 'opened'
  } catch (error) {
    if (error instanceof SealError) return error.fault
    throw error
  }
}

t.test('what is sealed opens, in any script, and is sealed otherwise each time', async t => {
  const { sealer } = await setUp(t)
  fc.assert(fc.property(text, plain => sealer.open(sealer.seal(plain, place), place) === plain))
  t.match(sealer.seal('13800000000', place), /^v1\.[\w-]{8}\.[\w-]{16}\.[\w-]{36}$/)
  t.not(sealer.seal('x', place), sealer.seal('x', place))
})

t.test('any changed, added or missing character of the stored text is refused', async t => {
  const { sealer } = await setUp(t)
  const sealed = sealer.seal('140201199001011234', place)
  const opened: string[] = []
  for (let index = 0; index < sealed.length; index++) {
    for (const character of ['A', 'Q', 'w', '0', '_', '.', '=', '+', ' ']) {
      const variants = [
        sealed.slice(0, index) + character + sealed.slice(index + 1),
        sealed.slice(0, index) + character + sealed.slice(index),
        sealed.slice(0, index) + sealed.slice(index + 1),
      ].filter(variant => variant !== sealed)
      opened.push(...variants.filter(variant => faultOf(() => sealer.open(variant, place)) === 'opened'))
    }
  }
  t.strictSame(opened, [])
  for (const wrong of ['', 'v1', 'v1...', '13800000000', `${sealed}\n`, `v2${sealed.slice(2)}`])
    t.equal(
      faultOf(() => sealer.open(wrong, place)),
      'FORMAT',
      JSON.stringify(wrong),
    )
})

t.test('any changed byte of iv, ciphertext or tag is refused', async t => {
  const { sealer } = await setUp(t)
  fc.assert(
    fc.property(text, fc.nat(), fc.integer({ min: 1, max: 255 }), (plain, at, flip) => {
      const [version, keyId, iv = '', body = ''] = sealer.seal(plain, place).split('.')
      const bytes = Buffer.concat([Buffer.from(iv, 'base64url'), Buffer.from(body, 'base64url')])
      const index = at % bytes.length
      bytes.writeUInt8(bytes.readUInt8(index) ^ flip, index)
      const tampered = [
        version,
        keyId,
        bytes.subarray(0, 12).toString('base64url'),
        bytes.subarray(12).toString('base64url'),
      ]
      return faultOf(() => sealer.open(tampered.join('.'), place)) === 'NOT_AUTHENTIC'
    }),
  )
})

t.test('a value copied to another organization, row or column does not open', async t => {
  const { sealer } = await setUp(t)
  const sealed = sealer.seal('13800000000', place)
  for (const other of [
    { ...place, organizationId: '140300' },
    { ...place, record: 'persons:2' },
    { ...place, field: 'identityNumber' },
    { organizationId: '14020', record: '0persons:1', field: 'phone' },
    { organizationId: '140200', record: 'persons:1phone', field: '' },
  ])
    t.equal(
      faultOf(() => sealer.open(sealed, other)),
      'NOT_AUTHENTIC',
      JSON.stringify(other),
    )
  const any = fc.record({ organizationId: fc.string(), record: fc.string(), field: fc.string() })
  fc.assert(
    fc.property(any, any, (a, b) => {
      fc.pre(JSON.stringify(a) !== JSON.stringify(b))
      return faultOf(() => sealer.open(sealer.seal('x', a), b)) === 'NOT_AUTHENTIC'
    }),
  )
})

t.test('the error names the place and not the content', async t => {
  const { sealer } = await setUp(t)
  t.throws(() => sealer.open('13800000000', place), { message: 'Sealed value of 140200 persons:1 phone: FORMAT' })
})

t.test('after a rotation old values open, are resealed once, and another process follows', async t => {
  const { file, time, sealer, open } = await setUp(t)
  const other = await open()
  const old = sealer.seal('13800000000', place)
  t.equal(sealer.reseal(old, place), old)
  const { id } = await rotateDataKey(file, { now: START })
  time.now = new Date(START.getTime() + 60_000)
  const fresh = sealer.reseal(old, place)
  t.equal(fresh.split('.')[1], id)
  t.equal(sealer.reseal(fresh, place), fresh)
  t.equal(other.open(fresh, place), '13800000000')
  t.equal(other.open(old, place), '13800000000')
  t.equal(
    faultOf(() => sealer.reseal(fresh, { ...place, field: 'x' })),
    'opened',
    'nothing to do, nothing opened',
  )
  t.equal(
    faultOf(() => sealer.reseal(old, { ...place, field: 'x' })),
    'NOT_AUTHENTIC',
  )
})

t.test('another installation opens nothing and looks up otherwise', async t => {
  const folder = t.testdir({ here: {}, there: {} })
  const here = await setUp(t, join(folder, 'here'))
  const there = await setUp(t, join(folder, 'there'))
  const sealed = here.sealer.seal('13800000000', place)
  t.equal(
    faultOf(() => there.sealer.open(sealed, place)),
    'UNKNOWN_KEY',
  )
  const hash = here.sealer.lookupHash('PHONE', '13800000000')
  t.match(hash, /^[\w-]{43}$/)
  t.equal((await here.open()).lookupHash('PHONE', '13800000000'), hash, 'the same after a restart')
  t.not(here.sealer.lookupHash('PHONE', '13800000001'), hash)
  t.not(here.sealer.lookupHash('SIGN_IN_NAME', '13800000000'), hash, 'kinds do not meet')
  t.not(there.sealer.lookupHash('PHONE', '13800000000'), hash)
})

t.test('masks show no more than they say', async t => {
  for (const [phone, shown] of [
    ['13812345678', '138****5678'],
    ['0352-5032345', '035*****2345'],
    ['+8613812345678', '+86*******5678'],
    ['5032345', '*****45'],
    ['110', '***'],
    ['', ''],
  ] as const)
    t.equal(maskPhone(phone), shown)
  for (const [number, shown] of [
    ['11010519491231002X', '1****************X'],
    ['110105491231002', '***************'],
    ['𠮷0105', '*****'],
    ['', ''],
  ] as const)
    t.equal(maskIdentityNumber(number), shown)
})
