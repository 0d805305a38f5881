import t from 'tap'
import { world } from '../../support/world.ts'
import { PASSWORD, person, SIGN_IN } from './support.ts'

t.test('a port behind the address is no other client, and what is no address is not kept', async t => {
  const w = await world(t, { config: { TRUST_PROXY: true } })
  const who = await person(w, 'du.mu')
  const from = (address: string, password = 'guess') =>
    w.nobody.run(SIGN_IN, { input: { login: who.login, password } }, { 'x-forwarded-for': address })
  for (const address of ['192.0.2.1:4001', '192.0.2.1:4002', '192.0.2.1', '[::ffff:192.0.2.1]:4003', '192.0.2.1:4004'])
    t.equal((await from(address)).status, 200)
  const { result, same } = await w.unchanged(() => from('192.0.2.1:4005', PASSWORD))
  t.equal(result.status, 429, 'the sixth attempt from one address')
  t.ok(same)
  for (const address of ['198.51.100.7:4006', 'unknown', 'x'.repeat(5_000)])
    t.type((await from(address, PASSWORD)).data.signIn.accessToken, 'string')
  const { rows } = await w.owner.query(
    'select distinct address from sign_in_sessions where account_id = $1 order by 1',
    [who.accountId],
  )
  t.same(rows, [{ address: '127.0.0.1' }, { address: '198.51.100.7' }])
})
