import { createHmac, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { join } from 'node:path'
import { decodeJwt, decodeProtectedHeader, exportJWK, SignJWT } from 'jose'
import t, { type Test } from 'tap'
import { ApiError } from '../../../src/kernel/user-error.ts'
import { ACCESS_TOKEN_SECONDS, createAccessTokens } from '../../../src/platform/security/access-token.ts'
import { openKeyRing } from '../../../src/platform/security/key-ring.ts'
import { rotateSigningKey } from '../../../src/platform/security/key-rotation.ts'
import { activeSigningKey } from '../../../src/platform/security/keys.ts'
import fc from '../../support/properties.ts'

const START = new Date('2026-03-01T00:00:00.000Z')
const ISSUER = 'https://zx.example.gov.cn'
const AUDIENCE = 'smart-cppcc'
const grant = { accountId: randomUUID(), organizationId: '140200', sessionId: randomUUID() }

async function setUp(t: Test) {
  const file = join(t.testdir(), 'keys.json')
  const time = { now: START }
  const clock = () => time.now
  const open = async () =>
    createAccessTokens({
      keyRing: await openKeyRing(file, { create: true, clock }),
      issuer: ISSUER,
      audience: AUDIENCE,
      clock,
    })
  const keyRing = await openKeyRing(file, { create: true, clock })
  const tokens = createAccessTokens({ keyRing, issuer: ISSUER, audience: AUDIENCE, clock })
  const wait = (seconds: number) => {
    time.now = new Date(time.now.getTime() + seconds * 1000)
  }
  return { file, time, wait, open, keyRing, tokens, key: activeSigningKey(keyRing.current(), START) }
}

async function refused(t: Test, verification: Promise<unknown>, label: string, text = /not valid/) {
  const error = await verification.then(
    () => null,
    (reason: unknown) => reason,
  )
  t.ok(error instanceof ApiError && error.code === 'UNAUTHENTICATED' && text.test(error.text.en), label)
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

t.test('a token says whom it speaks for, for less than ten minutes', async t => {
  const { tokens, wait, key } = await setUp(t)
  const { token, expiresAt } = await tokens.issue(grant)
  t.strictSame(decodeProtectedHeader(token), { alg: 'EdDSA', typ: 'at+jwt', kid: key.kid })
  const claims = await tokens.verify(token)
  t.match(claims, grant)
  t.equal(claims.expiresAt.getTime(), expiresAt.getTime())
  t.ok(ACCESS_TOKEN_SECONDS <= 600)
  wait(ACCESS_TOKEN_SECONDS - 1)
  t.match(await tokens.verify(token), grant)
  wait(11)
  await refused(t, tokens.verify(token), 'expired, although it was verified before', /expired/)
})

t.test('two tokens of one grant differ', async t => {
  const { tokens } = await setUp(t)
  const [a, b] = await Promise.all([tokens.issue(grant), tokens.issue(grant)])
  t.not(a.token, b.token)
  t.not(decodeJwt(a.token).jti, decodeJwt(b.token).jti)
})

t.test('forged headers and foreign signatures', async t => {
  const { tokens, key } = await setUp(t)
  const { token } = await tokens.issue(grant)
  const [header = '', payload = '', signature = ''] = token.split('.')
  const attacker = generateKeyPairSync('ed25519')
  const attackerJwk = await exportJWK(attacker.publicKey)
  const good = { alg: 'EdDSA', typ: 'at+jwt', kid: key.kid }
  const signedBy = (privateKey: typeof attacker.privateKey, head: object, body = payload) => {
    const input = `${encode(head)}.${body}`
    return `${input}.${sign(null, Buffer.from(input), privateKey).toString('base64url')}`
  }
  const hmac = (head: object, secret: string | Buffer) => {
    const input = `${encode(head)}.${payload}`
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
  }
  t.match(await tokens.verify(signedBy(key.privateKey, good)), grant, 'the way of forging works with the right key')

  const publicPem = key.publicKey.export({ format: 'pem', type: 'spki' })
  const attacks: Record<string, string> = {
    'alg none': `${encode({ ...good, alg: 'none' })}.${payload}.`,
    'alg None with signature': `${encode({ ...good, alg: 'None' })}.${payload}.${signature}`,
    'HS256 with the public key as its secret (PEM)': hmac({ ...good, alg: 'HS256' }, publicPem),
    'HS256 with the public key as its secret (bytes)': hmac(
      { ...good, alg: 'HS256' },
      Buffer.from(String(key.publicJwk.x), 'base64url'),
    ),
    'HS256 with an empty secret': hmac({ ...good, alg: 'HS256' }, ''),
    'other name of the algorithm': signedBy(key.privateKey, { ...good, alg: 'Ed25519' }),
    'RS256 named': signedBy(key.privateKey, { ...good, alg: 'RS256' }),
    'foreign key under our kid': signedBy(attacker.privateKey, good),
    'key brought along': signedBy(attacker.privateKey, { ...good, jwk: attackerJwk }),
    'key brought along, kid left out': signedBy(attacker.privateKey, { alg: 'EdDSA', typ: 'at+jwt', jwk: attackerJwk }),
    'address of a key set': signedBy(attacker.privateKey, { ...good, jku: 'https://evil.example/jwks' }),
    'certificate chain': signedBy(attacker.privateKey, { ...good, x5c: ['AAAA'] }),
    'even the right key with an address': signedBy(key.privateKey, { ...good, jku: `${ISSUER}/jwks` }),
    'unknown critical member': signedBy(key.privateKey, { ...good, crit: ['exp'] }),
    'unencoded payload': signedBy(key.privateKey, { ...good, b64: false, crit: ['b64'] }),
    'no kid': signedBy(key.privateKey, { alg: 'EdDSA', typ: 'at+jwt' }),
    'kid of a path': signedBy(key.privateKey, { ...good, kid: `../${key.kid}` }),
    'kid of an object member': signedBy(key.privateKey, { ...good, kid: '__proto__' }),
    'kid as a list': signedBy(key.privateKey, { ...good, kid: [key.kid] }),
    'kid of SQL': signedBy(key.privateKey, { ...good, kid: "' or 1=1 --" }),
    'typ of an ID token': signedBy(key.privateKey, { ...good, typ: 'JWT' }),
    'typ of a logout token': signedBy(key.privateKey, { ...good, typ: 'logout+jwt' }),
    'no typ': signedBy(key.privateKey, { alg: 'EdDSA', kid: key.kid }),
    'signature left out': `${header}.${payload}.`,
    'only two parts': `${header}.${payload}`,
    'four parts': `${token}.AAAA`,
    'not base64': `${header}.${payload}.@@@@`,
    'encrypted form': `${header}.${payload}.${signature}.AA.AA`,
    empty: '',
    'a word': 'null',
    'very long': `${header}.${'A'.repeat(100_000)}.${signature}`,
    'NUL inside': `${token}\0`,
  }
  for (const [name, forged] of Object.entries(attacks)) await refused(t, tokens.verify(forged), name)
  t.match(await tokens.verify(token), grant, 'the real one still works')
})

t.test('our signature over claims that are not ours', async t => {
  const { tokens, key } = await setUp(t)
  const now = START.getTime() / 1000
  const claims = {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: grant.accountId,
    org: grant.organizationId,
    sid: grant.sessionId,
    jti: '1',
    iat: now,
    exp: now + 60,
  }
  const signed = (changes: Record<string, unknown>) =>
    new SignJWT({ ...claims, ...changes })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: key.kid })
      .sign(key.privateKey)
  t.match(await tokens.verify(await signed({})), grant)
  const wrong: Record<string, unknown>[] = [
    ...Object.keys(claims).map(name => ({ [name]: undefined })),
    { iss: 'https://evil.example' },
    { aud: 'another-service' },
    { sub: 'admin' },
    { sub: 7 },
    { org: '140200; drop table' },
    { org: 140200 },
    { org: '' },
    { sid: 'x' },
    { nbf: now + 3600 },
    { iat: now + 3600 },
    { iat: now - 3600, exp: now + 3600 },
    { exp: '9999999999' },
  ]
  for (const changes of wrong) await refused(t, tokens.verify(await signed(changes)), JSON.stringify(changes), /./)
})

t.test('any changed character is refused', async t => {
  const { tokens } = await setUp(t)
  const { token } = await tokens.issue(grant)
  await fc.assert(
    fc.asyncProperty(fc.nat(token.length - 2), fc.constantFrom(...'ABCxyz019-_.='), async (index, character) => {
      fc.pre(token[index] !== character)
      const changed = token.slice(0, index) + character + token.slice(index + 1)
      await tokens.verify(changed).then(
        () => {
          throw new Error(`accepted: ${changed}`)
        },
        (error: unknown) => {
          if (!(error instanceof ApiError)) throw error
        },
      )
    }),
  )
  t.match(await tokens.verify(token), grant)
})

t.test('a rotation under load fails no request in any process', async t => {
  const { file, wait, open, time } = await setUp(t)
  const processes = await Promise.all([open(), open(), open()])
  const seenKids = new Set<unknown>()
  const live: { token: string; expiresAt: Date }[] = []
  let verified = 0
  for (let second = 0; second < 1_500; second += 5) {
    if (second === 300 || second === 330) await rotateSigningKey(file, { now: time.now })
    for (const issuer of processes) {
      const issued = await issuer.issue(grant)
      seenKids.add(decodeProtectedHeader(issued.token).kid)
      live.push(issued)
      for (const verifier of processes) await verifier.verify(issued.token)
    }
    // Also tokens of the former key, up to the last second of their life.
    const [oldest] = live
    if (oldest) for (const verifier of processes) verified += (await verifier.verify(oldest.token)) ? 1 : 0
    wait(5)
    while (live[0] && live[0].expiresAt <= time.now) live.shift()
  }
  t.equal(verified, 900)
  t.equal(seenKids.size, 3, 'all three keys came to sign')
})

t.test('a revoked key takes its verified tokens along', async t => {
  const { file, wait, tokens, time } = await setUp(t)
  const { token } = await tokens.issue(grant)
  t.match(await tokens.verify(token), grant)
  await rotateSigningKey(file, { revoke: true, now: time.now })
  wait(2)
  await refused(t, tokens.verify(token), 'revoked within two seconds')
  t.match(await tokens.verify((await tokens.issue(grant)).token), grant)
})
