import { Secret, TOTP } from 'otpauth'
import t from 'tap'
import { newTotpSecret, totpUrl, verifyTotp } from '../../../src/platform/security/totp.ts'
import fc from '../../support/properties.ts'

/** RFC 6238, appendix B: SHA-1 with the secret "12345678901234567890", the last six digits. */
const RFC_SECRET = Secret.fromUTF8('12345678901234567890').base32
const RFC_VECTORS = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
] as const

const at = (seconds: number) => new Date(seconds * 1000)

t.test('the vectors of RFC 6238', async t => {
  for (const [seconds, code] of RFC_VECTORS)
    t.equal(verifyTotp(RFC_SECRET, code, null, at(seconds)), Math.floor(seconds / 30), code)
})

t.test('one step early or late passes, two do not', async t => {
  const code = '081804' // step 37037036
  for (const [offset, step] of [
    [-60, null],
    [-30, 37037036],
    [0, 37037036],
    [30, 37037036],
    [60, null],
  ] as const)
    t.equal(verifyTotp(RFC_SECRET, code, null, at(1111111109 + offset)), step, String(offset))
})

t.test('a code passes once, and no older one after it', async () => {
  const secret = newTotpSecret()
  fc.assert(
    fc.property(fc.integer({ min: 1_700_000_000, max: 2_000_000_000 }), fc.constantFrom(-1, 0, 1), (seconds, late) => {
      const counter = Math.floor(seconds / 30)
      const code = (step: number) => TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: step * 30_000 })
      const step = verifyTotp(secret, code(counter + late), null, at(seconds))
      // Two neighbouring steps share a code once in a million; then the step may be the other one.
      fc.pre(new Set([-1, 0, 1].map(n => code(counter + n))).size === 3)
      return (
        step === counter + late &&
        verifyTotp(secret, code(counter + late), step, at(seconds)) === null &&
        verifyTotp(secret, code(counter - 1), counter, at(seconds)) === null &&
        verifyTotp(secret, code(counter + 1), counter, at(seconds)) === counter + 1
      )
    }),
  )
})

t.test('codes are read as phones show them, and nothing else is read', async t => {
  for (const typed of ['081 804', ' 081804 ', '０８１８０４'])
    t.equal(verifyTotp(RFC_SECRET, typed, null, at(1111111109)), 37037036, typed)
  for (const typed of ['', '81804', '0081804', '08180a', '+81804', '081804\0', '-81804', '8.1804'])
    t.equal(verifyTotp(RFC_SECRET, typed, null, at(1111111109)), null, JSON.stringify(typed))
})

t.test('secrets have 160 bits and go into the address of the QR code', async t => {
  const secret = newTotpSecret()
  t.match(secret, /^[A-Z2-7]{32}$/)
  t.not(newTotpSecret(), secret)
  const url = new URL(totpUrl(secret, '大同市政协', 'wangxm'))
  t.equal(url.protocol, 'otpauth:')
  t.equal(url.searchParams.get('secret'), secret)
  t.equal(url.searchParams.get('issuer'), '大同市政协')
  t.match(decodeURIComponent(url.href), 'wangxm')
})
