import t from 'tap'
import { ApiError } from '../../../src/kernel/user-error.ts'
import { boundedPool } from '../../../src/platform/security/bounded-pool.ts'
import { createPasswordHasher, MAX_PASSWORD_LENGTH, OWASP_COST } from '../../../src/platform/security/password.ts'
import fc from '../../support/properties.ts'

const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 }

t.test('the right password is found right, another wrong', async t => {
  const hasher = createPasswordHasher({ cost: CHEAP })
  const stored = await hasher.hash('云冈石窟 and the Great Wall')
  t.match(stored, /^\$argon2id\$v=19\$m=8,t=1,p=1\$/)
  t.strictSame(await hasher.verify(stored, '云冈石窟 and the Great Wall'), { ok: true, rehash: false })
  for (const wrong of ['', '云冈石窟', '云冈石窟 and the great Wall', '云冈石窟 and the Great Wall '])
    t.strictSame(await hasher.verify(stored, wrong), { ok: false, rehash: false }, wrong)
  t.not(await hasher.hash('same'), await hasher.hash('same'), 'salted')
})

t.test('the same password from another keyboard is the same', async t => {
  const hasher = createPasswordHasher({ cost: CHEAP })
  const stored = await hasher.hash('caf\u00e9\u3000sans sucre')
  t.equal((await hasher.verify(stored, 'cafe\u0301 sans\u00a0sucre')).ok, true)
})

t.test('a hash of another cost is right and asks to be renewed', async t => {
  const stored = await createPasswordHasher({ cost: CHEAP }).hash('old cost')
  const now = createPasswordHasher({ cost: { ...CHEAP, timeCost: 2 } })
  t.strictSame(await now.verify(stored, 'old cost'), { ok: true, rehash: true })
  t.strictSame(await now.verify(stored, 'wrong'), { ok: false, rehash: false })
  t.match(await createPasswordHasher().hash('x'), `m=${OWASP_COST.memoryCost},t=${OWASP_COST.timeCost}`)
})

t.test('an unknown account costs one verification too, and is never right', async t => {
  let runs = 0
  const real = boundedPool({ concurrency: 1, queue: 1, retryAfter: 1 })
  const counting: typeof real = {
    ...real,
    run: work => {
      runs++
      return real.run(work)
    },
  }
  const hasher = createPasswordHasher({ cost: CHEAP, pool: counting })
  t.strictSame(await hasher.verify(null, 'whatever'), { ok: false, rehash: false })
  t.equal(runs, 1)
  t.strictSame(await hasher.verify(null, ''), { ok: false, rehash: false })
  t.equal(runs, 2)
  t.equal((await hasher.verify(null, 'a'.repeat(10_000_000))).ok, false)
  t.equal(runs, 2, 'an absurd length is refused before the pool')
})

t.test('an allowed password of the greatest length works, even decomposed', async t => {
  const hasher = createPasswordHasher({ cost: CHEAP })
  const longest = '\u{20bb7}'.repeat(MAX_PASSWORD_LENGTH)
  t.equal((await hasher.verify(await hasher.hash(longest), longest)).ok, true)
  const hangul = '각'.repeat(MAX_PASSWORD_LENGTH)
  t.equal((await hasher.verify(await hasher.hash(hangul), hangul.normalize('NFD'))).ok, true)
})

t.test('a former password is recognised', async t => {
  const hasher = createPasswordHasher({ cost: CHEAP })
  const former = await Promise.all(['first', 'second', 'third'].map(hasher.hash))
  t.equal(await hasher.isReused('second', former), true)
  t.equal(await hasher.isReused('fourth', former), false)
  t.equal(await hasher.isReused('first', []), false)
})

t.test('the pool never runs more than its places and refuses more than its queue', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 1, max: 20 }),
      fc.infiniteStream(fc.boolean()),
      async (concurrency, queue, jobs, outcomes) => {
        const pool = boundedPool({ concurrency, queue, retryAfter: 7 })
        const started: number[] = []
        const release: (() => void)[] = []
        const results = Array.from({ length: jobs }, (_, job) =>
          pool
            .run(async () => {
              started.push(job)
              await new Promise<void>(resolve => release.push(resolve))
              if (outcomes.next().value) throw new Error('work failed')
            })
            .catch((error: unknown) => error),
        )
        const refused = Math.max(0, jobs - concurrency - queue)
        const accepted = jobs - refused
        for (let done = 0; done < accepted; done++) {
          while (release[done] === undefined) await new Promise(resolve => setImmediate(resolve))
          if (pool.running > concurrency || pool.waiting > queue) throw new Error('over its bounds')
          if (started.length > done + concurrency) throw new Error('started more than its places')
          release[done]?.()
        }
        const errors = await Promise.all(results)
        const unavailable = errors.filter(
          e => e instanceof ApiError && e.code === 'UNAVAILABLE' && e.retryAfter === 7,
        ).length
        const inOrder = started.every((job, index) => job === index)
        return unavailable === refused && started.length === accepted && inOrder && pool.running === 0
      },
    ),
    { numRuns: 60 },
  )
})

t.test('an overloaded hasher answers UNAVAILABLE and recovers', async t => {
  const pool = boundedPool({ concurrency: 2, queue: 3, retryAfter: 2 })
  const hasher = createPasswordHasher({ cost: CHEAP, pool })
  const stored = await hasher.hash('right')
  const answers = await Promise.allSettled(Array.from({ length: 12 }, () => hasher.verify(stored, 'right')))
  const refused = answers.filter(answer => answer.status === 'rejected')
  t.equal(answers.length - refused.length, 5)
  t.ok(refused.every(answer => answer.reason instanceof ApiError && answer.reason.code === 'UNAVAILABLE'))
  t.equal((await hasher.verify(stored, 'right')).ok, true)
})
