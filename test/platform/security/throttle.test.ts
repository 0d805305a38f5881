import { createHash } from 'node:crypto'
import { mock } from 'node:test'
import { Pool } from 'pg'
import t from 'tap'
import { ApiError } from '../../../src/kernel/user-error.ts'
import { networkOf } from '../../../src/platform/security/network.ts'
import { createSignInThrottle, type SignInAttempt, throttlePolicy } from '../../../src/platform/security/throttle.ts'

const digest = (text: string) => createHash('sha256').update(text).digest('base64url')
const policy = { ...throttlePolicy, account: { attempts: 12, within: 3600 }, address: { attempts: 30, within: 900 } }
const throttle = () => createSignInThrottle({ store: 'memory', digest, policy })
const home: SignInAttempt = { account: 'wangxm', address: '203.0.113.7' }
const from = (address: string, account = 'wangxm'): SignInAttempt => ({ account, address })

/** `ok`, or the seconds to wait. */
async function attempt(consume: Promise<void>): Promise<'ok' | number> {
  try {
    await consume
    return 'ok'
  } catch (error) {
    if (error instanceof ApiError && error.code === 'RATE_LIMITED' && error.retryAfter) return error.retryAfter
    throw error
  }
}

async function countOk(attempts: Promise<void>[]): Promise<number> {
  return (await Promise.all(attempts.map(attempt))).filter(answer => answer === 'ok').length
}

t.test('fourteen sign-ins in one request count as fourteen', async t => {
  const { consume } = throttle()
  const answers = await Promise.all(Array.from({ length: 14 }, () => attempt(consume(home))))
  t.strictSame(
    answers.toSorted(),
    [...Array(9).fill(policy.pair.firstLock), ...Array(5).fill('ok')],
    'five pass, nine wait for the same lock',
  )
})

t.test('the answer names the seconds to wait', async t => {
  const { consume } = throttle()
  for (let n = 0; n < 5; n++) t.equal(await attempt(consume(home)), 'ok')
  t.equal(await attempt(consume(home)), policy.pair.firstLock)
  const error = await consume(home).catch((reason: unknown) => reason)
  t.ok(error instanceof ApiError && error.text.zh.includes('秒后重试') && error.text.en.includes('seconds'))
})

t.test('each lock of a pair is twice the last, up to the longest, and forgotten after a success', async t => {
  mock.timers.enable({ apis: ['Date', 'setTimeout'], now: new Date('2026-03-01T00:00:00Z') })
  t.teardown(() => mock.timers.reset())
  const { consume, reward } = createSignInThrottle({
    store: 'memory',
    digest,
    policy: { ...policy, address: { attempts: 1_000, within: 900 }, account: { attempts: 1_000, within: 900 } },
  })
  const nextLock = async () => {
    t.equal(await countOk(Array.from({ length: 5 }, () => consume(home))), 5, 'five after each lock')
    const seconds = Number(await attempt(consume(home)))
    mock.timers.tick(seconds * 1000 - 1)
    t.equal(await attempt(consume(home)), 1, 'locked to the end')
    mock.timers.tick(1)
    return seconds
  }
  const locks: number[] = []
  for (let round = 0; round < 8; round++) locks.push(await nextLock())
  t.strictSame(locks, [30, 60, 120, 240, 480, 960, 1_800, 1_800])
  await consume(home)
  await reward(home)
  t.equal(await nextLock(), 30)
})

t.test('a success clears the pair and gives back only its own attempt', async t => {
  const { consume, reward } = throttle()
  for (let round = 0; round < 4; round++) {
    for (let n = 0; n < 4; n++) t.equal(await attempt(consume(home)), 'ok')
    await reward(home)
  }
  t.equal(await countOk(Array.from({ length: 9 }, () => consume(home))), policy.pair.attempts)
})

t.test('guessing from many addresses is stopped by the account, and its owner at home is not', async t => {
  const { consume, reward } = throttle()
  await consume(home)
  await reward(home)
  const strangers = Array.from({ length: 40 }, (_, n) => consume(from(`198.51.100.${n}`)))
  t.equal(await countOk(strangers), policy.account.attempts)
  t.type(await attempt(consume(from('198.51.100.99'))), 'number', 'a new address has to wait')
  t.equal(await attempt(consume(home)), 'ok', 'a known one has not')
  t.equal(await attempt(consume(from('198.51.100.99', 'another'))), 'ok', 'other accounts have not')
})

t.test('a known phone is let in at a new address', async t => {
  const { consume, reward } = throttle()
  const phone = { ...home, device: 'device-secret' }
  await consume(phone)
  await reward(phone)
  await countOk(Array.from({ length: 40 }, (_, n) => consume(from(`198.51.100.${n}`))))
  t.type(await attempt(consume(from('192.0.2.1'))), 'number')
  t.equal(await attempt(consume({ ...phone, address: '192.0.2.1' })), 'ok')
  t.type(await attempt(consume({ ...phone, account: 'wangxm', device: 'guessed', address: '192.0.2.2' })), 'number')
})

t.test('hammering on a locked pair uses up nothing of the account', async t => {
  const { consume } = throttle()
  await countOk(Array.from({ length: 25 }, () => consume(from('198.51.100.1'))))
  t.equal(await countOk(Array.from({ length: 7 }, (_, n) => consume(from(`192.0.2.${n}`)))), 7)
})

t.test('hammering on a locked pair does use up the address', async t => {
  const { consume } = throttle()
  await countOk(Array.from({ length: policy.address.attempts }, () => consume(home)))
  t.type(await attempt(consume(from(home.address, 'another'))), 'number')
})

t.test('a success gives those who guess no fresh allowance', async t => {
  const { consume, reward } = throttle()
  const strangers = (first: number, count: number) =>
    countOk(Array.from({ length: count }, (_, n) => consume(from(`198.51.100.${first + n}`))))
  t.equal(await strangers(0, policy.account.attempts - 1), policy.account.attempts - 1)
  await consume(home)
  await reward(home)
  t.equal(await strangers(100, 10), 1)
})

t.test('one address against many accounts is stopped', async t => {
  const { consume } = throttle()
  const spray = Array.from({ length: 50 }, (_, n) => consume(from('198.51.100.1', `account${n}`)))
  t.equal(await countOk(spray), policy.address.attempts)
  t.equal(await attempt(consume(from('198.51.100.2', 'account0'))), 'ok')
})

t.test('accounts and addresses that only look alike when joined are counted apart', async t => {
  const { consume } = throttle()
  await countOk(Array.from({ length: 9 }, () => consume(from('1', 'a,b'))))
  t.equal(await attempt(consume(from('b,1', 'a'))), 'ok')
})

t.test('without counters nobody signs in', async t => {
  const pool = new Pool({ host: '127.0.0.1', port: 1, connectionTimeoutMillis: 1_000 })
  t.teardown(() => pool.end())
  const { consume, reward } = createSignInThrottle({ store: { pool }, digest })
  for (const work of [consume(home), reward(home)]) {
    const error = await work.catch((reason: unknown) => reason)
    t.ok(error instanceof ApiError && error.code === 'UNAVAILABLE' && error.retryAfter === 2)
  }
})

t.test('what counts as one client', async t => {
  for (const [address, network] of [
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ] as const)
    t.equal(networkOf(address), network)
})
