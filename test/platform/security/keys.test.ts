import { chmodSync, existsSync, readdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { createKeyFile, KeyFileError, loadKeys, readKeys } from '../../../src/platform/security/key-file.ts'
import { openKeyRing } from '../../../src/platform/security/key-ring.ts'
import { rotateDataKey, rotateSigningKey } from '../../../src/platform/security/key-rotation.ts'
import { activeDataKey, activeSigningKey, publicJwks, verifyingKey } from '../../../src/platform/security/keys.ts'

const START = new Date('2026-03-01T00:00:00.000Z')
const after = (seconds: number) => new Date(START.getTime() + seconds * 1000)
const fault = (name: string) => (error: unknown) => error instanceof KeyFileError && error.fault === name

async function rejectsWith(t: Test, name: string, work: () => unknown) {
  const error = await Promise.resolve()
    .then(work)
    .catch((reason: unknown) => reason)
  t.ok(fault(name)(error), `refused as ${name}`)
  return error instanceof Error ? error.message : ''
}

t.test('the first start makes a file for the owner alone, later starts keep its keys', async t => {
  const file = join(t.testdir(), 'deep', 'keys.json')
  const first = await loadKeys(file, { create: true, now: START })
  t.equal(statSync(file).mode & 0o777, 0o600)
  t.strictSame(readdirSync(join(file, '..')), ['keys.json'], 'nothing temporary stays')
  const second = await loadKeys(file, { create: true })
  t.strictSame([...second.signing.keys()], [...first.signing.keys()])
  t.ok(second.lookup.equals(first.lookup))
  t.ok(second.token.equals(first.token))
  t.notOk(second.token.equals(second.lookup))
})

t.test('many first starts at once agree on one file', async t => {
  const file = join(t.testdir(), 'keys.json')
  const all = await Promise.all(Array.from({ length: 8 }, () => loadKeys(file, { create: true })))
  t.equal(new Set(all.flatMap(keys => [...keys.signing.keys()])).size, 1)
})

t.test('a missing, existing, exposed or damaged file is refused by name and rule', async t => {
  const file = join(t.testdir(), 'keys.json')
  t.match(await rejectsWith(t, 'MISSING', () => loadKeys(file, { create: false })), /cppcc keys init/)
  t.notOk(existsSync(file))
  await createKeyFile(file)
  const whole = readFileSync(file, 'utf8')
  await rejectsWith(t, 'EXISTS', () => createKeyFile(file))
  t.equal(readFileSync(file, 'utf8'), whole, 'left as it was')

  for (const mode of [0o644, 0o604, 0o602, 0o660, 0o601, 0o666]) {
    chmodSync(file, mode)
    t.match(await rejectsWith(t, 'EXPOSED', () => readKeys(file)), /chmod 600/, mode.toString(8))
  }
  for (const mode of [0o600, 0o400, 0o640, 0o440]) {
    chmodSync(file, mode)
    t.equal(readKeys(file).signing.size, 1, mode.toString(8))
  }
  chmodSync(file, 0o600)
  const secret = JSON.parse(whole).token
  for (const damaged of [
    '',
    whole.slice(0, -20),
    whole.replace('"version": 1', '"version": 2'),
    whole.replace(secret, secret.slice(1)),
    whole.replace('"Ed25519"', '"X25519"'),
    whole.replace(/"signing": \[[^\]]*\]/, '"signing": []'),
  ]) {
    writeFileSync(file, damaged)
    const message = await rejectsWith(t, 'INVALID', () => readKeys(file))
    t.notOk(message.includes(secret.slice(1)), 'the message tells no secret')
  }
})

t.test('a new signing key is published first, then signs; the old one verifies to the end of its tokens', async t => {
  const file = join(t.testdir(), 'keys.json')
  await createKeyFile(file, START)
  const old = activeSigningKey(readKeys(file), START).kid
  const { kid, signsFrom } = await rotateSigningKey(file, { now: after(100) })
  const keys = readKeys(file)
  const published = (at: Date) => publicJwks(keys, at).keys.map(key => key.kid)

  t.strictSame(published(after(100)), [old, kid], 'published before it signs')
  t.equal(activeSigningKey(keys, after(100)).kid, old)
  t.equal(activeSigningKey(keys, new Date(signsFrom.getTime() - 1)).kid, old)
  t.equal(activeSigningKey(keys, signsFrom).kid, kid)
  const lastToken = new Date(signsFrom.getTime() + 600_000)
  t.ok(verifyingKey(keys, old, lastToken), 'a token signed in the last moment verifies as long as it lives')
  t.equal(verifyingKey(keys, old, after(86_400)), null)
  t.strictSame(published(after(86_400)), [kid])
  t.notMatch(JSON.stringify(publicJwks(keys, START)), /"d"/, 'no private part')

  await rotateSigningKey(file, { now: after(86_400) })
  t.notOk(readKeys(file).signing.has(old), 'ended keys leave the file at the next rotation')
})

t.test('revoking ends every old signing key at once', async t => {
  const file = join(t.testdir(), 'keys.json')
  await createKeyFile(file, START)
  const { kid } = await rotateSigningKey(file, { revoke: true, now: after(1) })
  t.strictSame([...readKeys(file).signing.keys()], [kid])
  t.equal(activeSigningKey(readKeys(file), after(1)).kid, kid)
})

t.test('a data key is added and none is ever dropped', async t => {
  const file = join(t.testdir(), 'keys.json')
  await createKeyFile(file, START)
  const old = activeDataKey(readKeys(file), START).id
  const { id } = await rotateDataKey(file, { now: START })
  t.strictSame([...readKeys(file).data.keys()], [old, id])
  t.equal(activeDataKey(readKeys(file), START).id, old)
  t.equal(activeDataKey(readKeys(file), after(60)).id, id)
  t.equal(activeDataKey(readKeys(file), after(-999)).id, old, 'a clock behind takes the key that all know')
})

t.test('of two rotations at once one waits its turn out, and no key is lost', async t => {
  const file = join(t.testdir(), 'keys.json')
  await createKeyFile(file, START)
  const results = await Promise.allSettled(Array.from({ length: 6 }, () => rotateDataKey(file)))
  const added = results.flatMap(result => (result.status === 'fulfilled' ? [result.value.id] : []))
  t.ok(added.length >= 1)
  t.ok(results.every(result => result.status === 'fulfilled' || fault('BUSY')(result.reason)))
  const held = readKeys(file).data
  t.ok(added.every(id => held.has(id)))
  t.equal(held.size, added.length + 1)
  t.notOk(existsSync(`${file}.lock`))
})

t.test('a running process notices a rotation, and outlives a broken or missing file', async t => {
  const file = join(t.testdir(), 'keys.json')
  let now = START
  const problems: unknown[] = []
  const ring = await openKeyRing(file, { create: true, clock: () => now, onReloadError: e => problems.push(e) })
  const { kid } = await rotateSigningKey(file, { now })
  t.equal(ring.current().signing.has(kid), false, 'the file is not looked at on every request')
  now = after(0.5)
  t.equal(ring.lookAgain().signing.has(kid), true, 'an unknown key id makes it look sooner')
  const { kid: next } = await rotateSigningKey(file, { now })
  now = after(2.6)
  const seen = ring.current()
  t.equal(seen.signing.has(next), true)
  t.equal(ring.current(), seen, 'unchanged file, same keys')

  const whole = readFileSync(file)
  writeFileSync(file, '{')
  now = after(10)
  t.equal(ring.current(), seen)
  unlinkSync(file)
  now = after(20)
  t.equal(ring.current(), seen)
  t.strictSame(problems.map(fault('INVALID')), [true, false])
  t.strictSame(problems.map(fault('MISSING')), [false, true])
  writeFileSync(file, whole, { mode: 0o600 })
  now = after(30)
  t.equal(ring.current().signing.has(next), true)
  t.equal(problems.length, 2)
})
