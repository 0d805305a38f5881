import { setTimeout as delay } from 'node:timers/promises'
import t from 'tap'
import { newId } from '../../src/kernel/ids.ts'
import { isAlive } from '../../src/platform/db/process-state.ts'
import { everythingAgrees } from '../support/agreement.ts'
import { CREATE } from '../support/duty.ts'
import { ask, familyOf } from '../support/embedded.ts'
import { startLoad } from '../support/load.ts'
import { anyPort, installation, killService, postmasterOf, startService } from '../support/service.ts'

t.test('a frozen database is answered by 503 within a bound, and work goes on when it thaws', async t => {
  const place = await installation(t)
  const service = await startService(place, await anyPort())
  t.teardown(() => killService(service))
  const load = startLoad(service.url, place.token)
  await load.more(10)
  const postmaster = await postmasterOf(place.dataDir)
  // First the one who makes connections, or a new one of them stays awake and answers the heartbeat.
  process.kill(postmaster, 'SIGSTOP')
  const family = await familyOf(postmaster)
  for (const pid of family) process.kill(pid, 'SIGSTOP')
  // All five clients are told, those whose statement was under way too: none waits for the thaw.
  while (load.unavailable < 10 && load.wrong.length === 0) await delay(20)
  const { failures } = load
  for (const pid of family) process.kill(pid, 'SIGCONT')
  await load.more(10)
  t.strictSame(load.wrong, [], 'nothing but success and 503 with Retry-After')
  t.ok(load.failures <= failures + 20, 'the first success comes soon')
  await load.stop()
  await t.test('tables, log and chain agree', t => everythingAgrees(t, place, load.acknowledged))
})

/** One after the other, as each locks the seat: some three seconds of work. */
const IN_FLIGHT = 3

t.test('SIGTERM: requests in flight are answered, then the database stops too', async t => {
  const place = await installation(t)
  const service = await startService(place, await anyPort())
  t.teardown(() => killService(service))
  // Slow enough to be in flight when the stop begins, and well within the time the stop leaves them.
  await ask(
    place.ownerUrl,
    `create function slowly() returns trigger language plpgsql as 'begin perform pg_sleep(1); return new; end';
     create trigger slowly before insert on duty_records for each row execute function slowly()`,
  )
  const send = () => Array.from({ length: IN_FLIGHT }, () => create(service.url, place.token))
  let sent = send()
  const asleep = async () =>
    (await ask(place.ownerUrl, "select pid from pg_stat_activity where wait_event = 'PgSleep'")).length
  // A busy machine may look too late: then all are answered, and sent once more.
  while ((await asleep()) < 1) if (await Promise.race([Promise.allSettled(sent), delay(10)])) sent = send()
  service.child.kill('SIGTERM')
  t.strictSame(await Promise.all(sent), Array(IN_FLIGHT).fill('200 1'), 'every request is answered in full')
  t.equal(await service.exited, 0, 'and the service ends with code 0')
  t.notOk(isAlive(await postmasterOf(place.dataDir)), 'its database with it')
})

/** Status and version of the record that was made. */
async function create(url: string, token: string): Promise<string> {
  const input = {
    id: newId(),
    category: 'FIELD_RESEARCH',
    title: `调研 ${newId()}`,
    occurredOn: '2024-03-05',
    facts: { topic: '黄花' },
  }
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: CREATE, variables: { input } }),
  })
  const { data } = JSON.parse(await answer.text())
  return `${answer.status} ${data?.dutyRecordCreate?.dutyRecord?.version}`
}
