import { createSecretKey, randomBytes } from 'node:crypto'
import t from 'tap'
import {
  hashToken,
  newOpaqueToken,
  parseOpaqueToken,
  successorOf,
} from '../../../src/platform/security/opaque-token.ts'
import { hashRecoveryCode, newRecoveryCodes } from '../../../src/platform/security/recovery-code.ts'
import fc from '../../support/properties.ts'

const keys = { token: createSecretKey(randomBytes(32)) }
const otherKeys = { token: createSecretKey(randomBytes(32)) }
const kind = fc.constantFrom('pat' as const, 'rt' as const)
const organizationId = fc.bigInt({ min: 1n, max: 999_999_999_999_999_999n }).map(String)
const issued = fc.tuple(kind, organizationId).map(([k, organization]) => newOpaqueToken(k, organization))

t.test('a token carries its kind and organization and a right checksum', async t => {
  t.match(newOpaqueToken('pat', '140200'), /^cppcc_pat_140200_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/)
  fc.assert(
    fc.property(kind, organizationId, (k, organization) => {
      const parsed = parseOpaqueToken(newOpaqueToken(k, organization))
      return parsed?.kind === k && parsed.organizationId === organization
    }),
  )
  t.equal(new Set(Array.from({ length: 500 }, () => newOpaqueToken('rt', '1'))).size, 500)
})

t.test('the checksum finds every single wrong character and every swap of neighbours', async t => {
  const alphabet = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_']
  const token = newOpaqueToken('pat', '140200')
  const missed: string[] = []
  for (let index = 0; index < token.length; index++) {
    for (const character of alphabet) {
      const wrong = token.slice(0, index) + character + token.slice(index + 1)
      if (wrong !== token && parseOpaqueToken(wrong) !== null) missed.push(wrong)
    }
    const swapped = token.slice(0, index) + token.charAt(index + 1) + token.charAt(index) + token.slice(index + 2)
    if (swapped !== token && parseOpaqueToken(swapped) !== null) missed.push(swapped)
  }
  t.strictSame(missed, [])
  fc.assert(
    fc.property(issued, fc.nat(200), fc.constantFrom(...alphabet), (text, at, character) => {
      const index = at % text.length
      fc.pre(text.charAt(index) !== character)
      return parseOpaqueToken(text.slice(0, index) + character + text.slice(index + 1)) === null
    }),
  )
})

t.test('other texts are refused offline', async t => {
  const token = newOpaqueToken('rt', '140200')
  for (const text of [
    '',
    'null',
    `${token} `,
    `${token}\n`,
    ` ${token}`,
    token.slice(0, -1),
    token.toUpperCase(),
    'ghp_x',
  ])
    t.equal(parseOpaqueToken(text), null, JSON.stringify(text))
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => parseOpaqueToken(text) === null))
})

t.test('the stored hash depends on the token and on the key', async t => {
  const token = newOpaqueToken('pat', '140200')
  t.equal(hashToken(keys, token).length, 32)
  t.ok(hashToken(keys, token).equals(hashToken(keys, token)))
  t.notOk(hashToken(keys, token).equals(hashToken(otherKeys, token)))
  t.notOk(hashToken(keys, token).equals(hashToken(keys, newOpaqueToken('pat', '140200'))))
})

t.test('a refresh token has one successor, of its organization, that nobody without the key can tell', async t => {
  const token = newOpaqueToken('rt', '140200')
  const next = successorOf(keys, token)
  t.equal(successorOf(keys, token), next)
  t.not(next, token)
  t.strictSame(parseOpaqueToken(next ?? ''), { kind: 'rt', organizationId: '140200' })
  t.not(successorOf(otherKeys, token), next)
  const chain = new Set<string>()
  for (let at: string | null = token; at !== null && chain.size < 200; at = successorOf(keys, at)) chain.add(at)
  t.equal(chain.size, 200, 'the family does not run in circles')
  t.equal(successorOf(keys, newOpaqueToken('pat', '140200')), null)
  t.equal(successorOf(keys, 'cppcc_rt_'), null)
})

t.test('recovery codes are ten, different, and read however they are typed', async t => {
  const codes = newRecoveryCodes()
  t.equal(new Set(codes).size, 10)
  for (const code of codes) {
    t.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/)
    const hash = hashRecoveryCode(keys, code)
    t.match(hash, /^[A-Za-z0-9_-]{43}$/)
    for (const typed of [code.toLowerCase(), code.replaceAll('-', ' '), code.replaceAll('0', 'O').replaceAll('1', 'l')])
      t.equal(hashRecoveryCode(keys, typed), hash, typed)
    t.not(hashRecoveryCode(otherKeys, code), hash)
  }
  for (const text of ['', codes[0]?.slice(1) ?? '', `${codes[0]}0`, `U${codes[0]?.slice(1)}`, '密'.repeat(24)])
    t.equal(hashRecoveryCode(keys, text), null, text)
})
