import { randomInt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { isAlive } from '../../src/platform/db/process-state.ts'
import { everythingAgrees } from '../support/agreement.ts'
import { ask } from '../support/embedded.ts'
import { startLoad } from '../support/load.ts'
import { anyPort, installation, killService, postmasterOf, startService } from '../support/service.ts'

// A nightly run sets KILL_ROUNDS=50.
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 5)
/** Attempts of all clients together, 50 ms apart each, that may fail once the service and its database are back. */
const ATTEMPTS = 20

/** Both databases' own files are synced as in production: the embedded server runs with its defaults. */
t.test('kill -9 of the service and of the database loses nothing acknowledged', async t => {
  const place = await installation(t)
  const port = await anyPort()
  let service = await startService(place, port)
  t.teardown(() => killService(service))
  const load = startLoad(service.url, place.token)
  const isBack = async (t: Test) => {
    const failed = load.failures
    await load.more(5)
    t.strictSame(load.wrong, [], 'no wrong answer')
    t.ok(load.failures - failed <= ATTEMPTS, 'the first success comes soon', { failures: load.failures - failed })
  }

  const killTheService = async () => {
    load.serviceIsGone = true
    await killService(service)
    await delay(randomInt(100))
    service = await startService(place, port)
    load.serviceIsGone = false
  }
  const killTheDatabase = async () => {
    const pid = await postmasterOf(place.dataDir)
    process.kill(pid, 'SIGKILL')
    while (isAlive(pid)) await delay(5)
    await ask(place.ownerUrl, 'select 1')
  }
  await load.more(20)
  for (let round = 1; round <= ROUNDS; round++) {
    await t.test(`round ${round}: the service`, async t => {
      await delay(randomInt(400))
      await killTheService()
      await isBack(t)
    })
    await t.test(`round ${round}: the database`, async t => {
      await delay(randomInt(400))
      await killTheDatabase()
      await isBack(t)
    })
  }
  await t.test('both at once', async t => {
    load.serviceIsGone = true
    process.kill(await postmasterOf(place.dataDir), 'SIGKILL')
    await killTheService()
    await isBack(t)
  })
  await load.stop()
  t.ok(load.acknowledged.size > 10 * ROUNDS, `writes went on all the time: ${load.acknowledged.size}`)
  await t.test('every acknowledged write exactly once; tables, log and chain agree', t =>
    everythingAgrees(t, place, load.acknowledged),
  )
  service.child.kill('SIGTERM')
  t.equal(await service.exited, 0, 'stops with code 0')
  t.notOk(isAlive(await postmasterOf(place.dataDir)), 'and takes its database along')
})
