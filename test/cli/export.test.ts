import { exec } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { terminal } from './terminal.ts'

const sh = promisify(exec)

t.test('cppcc export', async t => {
  const { place, file, run, json, office, roster } = await terminal(t)
  await office()
  await roster()

  await t.test('export', async t => {
    const members = ['export', 'members', '--account', 'office', '--out']
    t.match(await json(...members, file('m.csv')), { ok: true, bytes: Number })
    const csv = await readFile(file('m.csv'), 'utf8')
    t.match(csv, /^\uFEFF序号,姓名,/)
    t.equal(csv.trim().split('\r\n').length, 405)
    t.notMatch(csv, /\b1[3-9]\d{9}\b|\b\d{17}[\dX]\b/, 'no plain phone or identity number')
    t.match(await json(...members, file('m.xlsx')), { ok: true })
    t.equal((await readFile(file('m.xlsx'))).subarray(0, 2).toString(), 'PK')
    t.match(await json('export', 'duty-records', '--account', 'office', '--out', file('d.csv')), { ok: true })
    t.match(await json(...members, file('m.pdf')), { exit: 2, code: 'UNKNOWN_FORMAT' })
    t.match(await json('export', 'duty-records', '--account', place.login, '--out', file('x.csv')), {
      exit: 3,
      code: 'FORBIDDEN',
      message: /权限.*permission/,
    })
    t.match(await json(...members, file('x.csv'), '--term', '99'), {
      exit: 3,
      errors: [{ code: 'NOT_FOUND', field: ['term'], message: { zh: /没有这一届/, en: /no such term/ } }],
    })
    t.match(await run(...members, file('x.csv'), '--term', '99'), {
      code: 3,
      stdout: '',
      stderr: /这一届.*no such term/,
    })
    t.match(await json('export', 'duty-records', '--account', 'office', '--out', file('x.csv'), '--term', '15'), {
      exit: 2,
      code: 'TERM_FOR_MEMBERS',
    })
    await t.rejects(readFile(file('x.csv')), { code: 'ENOENT' }, 'nothing is left of a refused export')
  })

  await t.test('where no file can be written: nothing looks like an export', async t => {
    const out = t.testdir({ 'folder.csv': {}, small: {} })
    const members = ['export', 'members', '--account', 'office', '--json', '--out']
    t.match(await run(...members, join(out, 'folder.csv')), { code: 2, stdout: /FILE_NOT_WRITABLE/ })
    t.match(await run(...members, join(out, 'none', 'm.csv')), { code: 2, stdout: /FOLDER_NOT_FOUND/ })
    t.same(await readdir(out, { recursive: true }), ['folder.csv', 'small'])
  })

  const space = 'unshare --user --map-root-user --mount'
  const canMount = await sh(`${space} mount -t tmpfs none /mnt`).then(
    () => true,
    () => false,
  )
  await t.test('a full disk', { skip: !canMount }, async t => {
    const small = join(t.testdir({ small: {} }), 'small')
    const command = `"${process.execPath}" src/cli/cppcc.ts export members --account office --json --out "${small}/m.csv"`
    const full = `mount -t tmpfs -o size=16k none "${small}" && { ${command}; echo $?; ls "${small}"; }`
    const { stdout } = await sh(`${space} sh -c '${full}'`, { env: { ...process.env, ...place.env } })
    t.match(stdout, /^\{"ok":false,"code":"DISK_FULL"[^\n]*\}\n4\n$/)
  })
})
