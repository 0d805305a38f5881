import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import t from 'tap'
import { anyPort, COMMITTEE, cppcc } from '../support/service.ts'
import { ROSTER, terminal } from './terminal.ts'

t.test('wrong usage, and a database that is away', async t => {
  const { place, run, json } = await terminal(t)

  await t.test('wrong usage: exit code 2, nothing done', async t => {
    t.match(await json('frobnicate'), { exit: 2, code: 'USAGE', ok: false, message: /frobnicate/ })
    t.match(await json('import', 'members', ROSTER), { exit: 2, code: 'USAGE', message: /--organization/ })
    const plain = await run('import', 'members', '--organization', COMMITTEE)
    t.equal(plain.code, 2)
    t.equal(plain.stdout, '')
    t.match(plain.stderr, /missing required argument 'file'/)
    t.match(plain.stderr, /^用法有误/)
    t.match(await json('import'), { exit: 2, code: 'USAGE', message: /缺少子命令.*missing/ })
    const help = await run('--help')
    t.equal(help.code, 0)
    t.match(help.stdout, /import[\s\S]*export[\s\S]*verify[\s\S]*doctor[\s\S]*exit codes/)
  })

  await t.test('a database that is away: exit code 4', async t => {
    const env = { ...place.env, DATABASE_URL: `postgres://a:b@127.0.0.1:${await anyPort()}/x` }
    const { code, stdout } = await cppcc(env, 'verify', '--json')
    t.equal(code, 4)
    t.match(JSON.parse(stdout), { ok: false, code: 'UNAVAILABLE' })
    t.match(await cppcc(env, 'migrate'), { code: 4, stdout: '', stderr: /DATABASE_OWNER_URL/ })
  })

  await t.test('a database that takes the connection and says nothing', { timeout: 60_000 }, async t => {
    const mute = createServer(() => {}).listen(0, '127.0.0.1')
    await once(mute, 'listening')
    t.teardown(() => mute.close())
    const { port } = mute.address() as AddressInfo
    const url = `postgres://a:b@127.0.0.1:${port}/x`
    const env = { ...place.env, DATABASE_URL: url, DATABASE_OWNER_URL: url }
    t.match(await cppcc(env, 'verify', '--json'), { code: 4, stdout: /"UNAVAILABLE"/ })
    const { code, stdout } = await cppcc(env, 'doctor', '--json')
    t.equal(code, 1)
    t.match(JSON.parse(stdout).checks.at(-1), { check: 'database', ok: false, found: /timeout/ })
  })
})
