import { exec } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { loadConfig } from '../../src/config.ts'
import { loadOperations } from '../../src/platform/graphql/persisted.ts'
import { anyPort, cppcc, installation, postmasterOf, startService } from '../support/service.ts'

t.test('a setting that cannot be meant ends the start with its name', async t => {
  for (const [name, value] of [
    ['PORT', '99999'],
    ['DATABASE_URL', 'nonsense'],
    ['DATABASE_OWNER_URL', 'mysql://localhost/x'],
    ['PUBLIC_URL', 'cppcc.example.cn'],
    ['CORS_ORIGINS', 'app.example.cn'],
    ['CORS_ORIGINS', 'https://app.example.cn/page'],
    ['LOG_LEVEL', 'loud'],
  ] as const)
    t.throws(() => loadConfig({ [name]: value }), { message: new RegExp(`${name} must`) }, `${name}=${value}`)
  t.match(
    loadConfig({
      DATABASE_URL: 'postgresql://app:secret@db.example/smart_cppcc?sslmode=verify-full',
      PUBLIC_URL: 'https://cppcc.example.cn/',
      CORS_ORIGINS: 'https://app.example.cn, capacitor://localhost, http://127.0.0.1:8080',
    }),
    { embedded: false },
  )
  await t.rejects(loadOperations(join(t.testdir(), 'missing')), /PERSISTED_OPERATIONS: there is no \.graphql file/)
})

t.test('a port in use and a folder that is none are named, with what to do', async t => {
  const place = await installation(t)
  const taken = createServer(socket => socket.destroy()).listen(0, '127.0.0.1')
  await once(taken, 'listening')
  t.teardown(() => taken.close())
  const address = taken.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await t.rejects(
    startService(place, port),
    new RegExp(`\\(4\\): [\\s\\S]*127\\.0\\.0\\.1:${port} is used by another program; .* PORT`),
  )
  t.equal(await postmasterOf(place.dataDir), 0, 'and the database does not stay behind')

  const file = join(t.testdir({ file: '' }), 'file')
  const env = { ...place.env, DATA_DIR: file }
  await t.rejects(startService({ env }, await anyPort()), /\(4\): [\s\S]*set DATA_DIR to a folder/)
  t.match(await cppcc(env, 'verify', '--json'), { code: 4, stdout: /"code":"DATA_DIR_UNUSABLE"/ })

  for (const folder of await unusableFolders(t)) {
    const env = { ...place.env, DATA_DIR: folder }
    const refused = await cppcc(env, 'verify', '--json')
    t.match(refused, { code: 4, stdout: /"code":"DATA_DIR_UNUSABLE"[\s\S]*无法使用/ }, folder)
    await t.rejects(startService({ env }, await anyPort()), /\(4\): 数据目录 [\s\S]*set DATA_DIR to a folder/, folder)
    await t.rejects(
      startService({ env: { ...env, DATABASE_URL: 'postgres://127.0.0.1:1/x' } }, await anyPort()),
      /\(4\): 数据目录 /,
      `${folder}, with a database elsewhere`,
    )
  }

  const only = { ...place.env, ONLY_PERSISTED: 'true' }
  await t.rejects(startService({ env: only }, await anyPort()), /ONLY_PERSISTED needs PERSISTED_OPERATIONS/)
})

/** Folders that cannot be made, or not be written. */
async function unusableFolders(t: Test): Promise<string[]> {
  const folders = process.platform === 'linux' ? ['/proc/foo', '/proc'] : []
  // Nothing is closed to root.
  if (process.getuid === undefined || process.getuid() === 0) return folders
  const closed = t.testdir({ closed: {} })
  await chmod(join(closed, 'closed'), 0o500)
  return [...folders, join(closed, 'closed'), join(closed, 'closed', 'data')]
}

t.test('whoever reads the answer may stop reading', { skip: process.platform === 'win32' }, async t => {
  const command = `"${process.execPath}" src/cli/cppcc.ts --help | true`
  const { stdout, stderr } = await promisify(exec)(command, { cwd: fileURLToPath(new URL('../..', import.meta.url)) })
  t.same([stdout, stderr], ['', ''])
})

t.test('an answer that cannot be written: exit code 1', { skip: !existsSync('/dev/full') }, async t => {
  const command = `"${process.execPath}" src/cli/cppcc.ts --help > /dev/full`
  const run = promisify(exec)(command, { cwd: fileURLToPath(new URL('../..', import.meta.url)) })
  await t.rejects(run, {
    code: 1,
    stderr: /^结果无法写入标准输出.*ENOSPC.*\nThe answer could not be written: ENOSPC[^\n]*\n$/,
  })
})
