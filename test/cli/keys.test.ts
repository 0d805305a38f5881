import { chmod, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { ask } from '../support/embedded.ts'
import { cppcc } from '../support/service.ts'
import { terminal } from './terminal.ts'

t.test('cppcc keys', async t => {
  const { place, file, json } = await terminal(t)

  await t.test('keys', async t => {
    t.match(await json('keys', 'init'), { ok: false, exit: 3, code: 'KEY_FILE_EXISTS' })
    t.match(await json('keys', 'rotate'), { ok: true, file: file('keys.json') })
    // The service may run as another account of the group.
    await chmod(file('keys.json'), 0o640)
    t.match(await json('keys', 'rotate-data'), { ok: true })
    t.equal((await stat(file('keys.json'))).mode & 0o777, 0o640, 'whoever could read it still can')
    await chmod(file('keys.json'), 0o600)
    await writeFile(file('keys.json.lock'), '')
    t.match(await json('keys', 'rotate'), { exit: 4, code: 'KEY_FILE_BUSY', message: /正在被修改.*being changed/ })
    await rm(file('keys.json.lock'))
    const elsewhere = { ...place.env, KEYS_FILE: join(place.dataDir, 'none', 'keys.json') }
    t.match(await cppcc(elsewhere, 'keys', 'rotate', '--json'), { code: 4, stdout: /KEY_FILE_MISSING.*没有密钥文件/ })
    const folder = await cppcc({ ...place.env, KEYS_FILE: place.dataDir }, 'keys', 'rotate', '--json')
    t.match(folder, { code: 4, stdout: /KEY_FILE_INVALID.*it is no file/ })
  })

  // Its idle connections to the service's database kept the process for a minute.
  await t.test('a command that may not use the keys ends at once', { timeout: 30_000 }, async t => {
    await chmod(file('keys.json'), 0o644)
    t.match(await json('verify'), { ok: false, exit: 4, code: 'KEY_FILE_EXPOSED' })
    await chmod(file('keys.json'), 0o600)
  })

  await t.test('keys that are gone are not made anew beside the data they sealed', async t => {
    const number = 'update persons set phone_sealed = $1, phone_masked = $1'
    const { data } = JSON.parse(await readFile(file('keys.json'), 'utf8'))
    await ask(place.ownerUrl, number.replaceAll('$1', `'v1.${data[0].id}.x.x'`))
    t.match(await json('doctor'), { checks: [{}, {}, {}, { check: 'keys', ok: true }] })
    await rename(file('keys.json'), file('saved.json'))
    t.match(await json('verify'), {
      ok: false,
      exit: 4,
      code: 'KEY_FILE_MISSING',
      message: /restore it from its backup/,
    })
    const lost = await json('doctor')
    t.match(lost, { exit: 1, checks: [{}, {}, {}, { check: 'keys', ok: false, advice: /restore/ }] })
    await t.rejects(readFile(file('keys.json')), { code: 'ENOENT' }, 'looking makes none')
    t.match(await json('keys', 'init'), { ok: true })
    const other = await json('doctor')
    t.match(other, { exit: 1, checks: [{}, {}, {}, { check: 'keys', ok: false, found: /which sealed personal data/ }] })
    await rm(file('keys.json'))
    await rename(file('saved.json'), file('keys.json'))
  })
})
