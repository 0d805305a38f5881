import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { startEmbeddedPostgres } from '../../../src/platform/db/embedded.ts'
import { findBinaries, restoreLinks } from '../../../src/platform/db/embedded-binaries.ts'
import { isAlive } from '../../../src/platform/db/process-state.ts'
import {
  ask,
  dataFolder,
  endWorker,
  interruptWorker,
  killServer,
  killWorker,
  runWorker,
  startWorker,
  until,
} from '../../support/embedded.ts'

const linux = process.platform === 'linux' ? {} : { skip: 'reads /proc' }
const root = process.getuid?.() === 0 ? {} : { skip: 'needs root' }

// Each test makes a cluster of its own, which takes seconds on a slow disk.
t.setTimeout(180_000)

t.test('a first start makes a cluster that only the passwords open', async t => {
  const dataDir = await dataFolder(t)
  const server = await startEmbeddedPostgres({ dataDir })
  t.equal(server.adopted, false)
  const [facts] = await ask(
    server.runtimeUrl(),
    `select current_user as me, current_database() as database, current_setting('server_encoding') as encoding,
      current_setting('fsync') as fsync, (select datctype from pg_database where datname = current_database()) as ctype,
      rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, pg_has_role('cppcc_runtime', 'member') as grouped
      from pg_roles where rolname = current_user`,
  )
  t.match(facts, {
    me: 'cppcc_app',
    database: 'smart_cppcc',
    encoding: 'UTF8',
    fsync: 'on',
    ctype: process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8',
    rolsuper: false,
    rolbypassrls: false,
    rolcreatedb: false,
    rolcreaterole: false,
    grouped: true,
  })
  const settings = `select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets`
  t.strictSame(await ask(server.ownerUrl(), settings), [{ addresses: '127.0.0.1', sockets: '' }])
  await t.rejects(ask(server.ownerUrl().replace(/:[^:@]+@/, ':wrong@'), 'select 1'), { code: '28P01' })
  t.equal((await stat(join(dataDir, 'access.json'))).mode & 0o777, 0o600)
  const log = await readFile(join(dataDir, 'postgres.log'), 'utf8')
  for (const url of [server.ownerUrl(), server.runtimeUrl()]) t.notOk(log.includes(new URL(url).password))

  await server.stop()
  t.notOk(isAlive(server.pid))
  await server.stop()
})

t.test('a restart keeps data and addresses', async t => {
  const dataDir = await dataFolder(t)
  const first = await startEmbeddedPostgres({ dataDir })
  await ask(first.ownerUrl(), `create table kept as select '委员' as word`)
  await first.stop()
  const second = await startEmbeddedPostgres({ dataDir })
  t.equal(second.adopted, false)
  t.equal(second.ownerUrl(), first.ownerUrl())
  t.equal(second.runtimeUrl(), first.runtimeUrl())
  t.strictSame(await ask(second.ownerUrl(), 'select word from kept'), [{ word: '委员' }])
  await second.stop()
})

t.test('processes that start together on an empty folder share one server; the last to leave stops it', async t => {
  const dataDir = await dataFolder(t)
  const start = () => startWorker(dataDir)
  const [first, second, third] = await Promise.all([start(), start(), start()])
  const { pid, url } = first
  for (const one of [second, third]) t.match(one, { pid, url })
  t.equal([first, second, third].filter(one => !one.adopted).length, 1)
  t.strictSame((await readdir(dataDir)).sort(), ['access.json', 'cluster', 'postgres.log', 'users'], 'no drafts left')
  t.equal(await endWorker(first), 0)
  t.equal(await endWorker(second), 0)
  t.ok(isAlive(pid))
  await ask(url, 'select 1')
  t.equal(await endWorker(third), 0)
  t.notOk(isAlive(pid))
})

t.test('kill -9 of the server and all its processes loses nothing acknowledged', linux, async t => {
  const dataDir = await dataFolder(t)
  const said: string[] = []
  const server = await startEmbeddedPostgres({ dataDir, log: message => said.push(message) })
  await ask(server.ownerUrl(), 'create table ledger (n integer primary key)')
  const url = server.ownerUrl()
  let acknowledged = 0
  for (let crash = 1; crash <= 2; crash++) {
    const before = server.pid
    const upTo = acknowledged + 60
    let killed: Promise<void> | undefined
    while (acknowledged < upTo) {
      // An insert whose answer was lost may be there already; it counts once it is answered.
      await ask(url, 'insert into ledger values ($1) on conflict do nothing', [acknowledged + 1])
      acknowledged++
      if (acknowledged === upTo - 30) killed = killServer(before)
    }
    await killed
    await until(() => server.pid !== before)
    t.equal(server.ownerUrl(), url)
  }
  t.strictSame(await ask(url, 'select count(*)::int as n, max(n) as last from ledger'), [{ n: 120, last: 120 }])
  t.equal(said.filter(message => message.includes('died')).length, 2)
  await server.stop()
  t.notOk(isAlive(server.pid))
})

t.test('kill -9 of the parent leaves an orphan that the next start adopts and later stops', async t => {
  const dataDir = await dataFolder(t)
  const parent = await startWorker(dataDir)
  const { pid, url } = parent
  await ask(url, 'create table kept as select 1 as n')
  await killWorker(parent)
  t.ok(isAlive(pid))
  const next = await startEmbeddedPostgres({ dataDir })
  t.match(next, { adopted: true, pid })
  t.equal(next.ownerUrl(), url)
  t.strictSame(await ask(url, 'select n from kept'), [{ n: 1 }])
  await next.stop()
  t.notOk(isAlive(pid))
})

t.test('Ctrl-C does not reach the server; who adopts it restarts it when it is killed', linux, async t => {
  const dataDir = await dataFolder(t)
  const parent = await startWorker(dataDir)
  await interruptWorker(parent)
  const next = await startEmbeddedPostgres({ dataDir })
  t.match(next, { adopted: true, pid: parent.pid })
  await ask(next.ownerUrl(), 'create table kept as select 1 as n')
  await killServer(next.pid)
  t.strictSame(await ask(next.ownerUrl(), 'select n from kept'), [{ n: 1 }])
  await until(() => next.pid !== parent.pid)
  await next.stop()
})

t.test('kill -9 of parent and server leaves a stale lock file that hinders nobody', linux, async t => {
  const dataDir = await dataFolder(t)
  const parent = await startWorker(dataDir)
  const { pid, url } = parent
  await ask(url, 'create table kept as select 1 as n')
  await killWorker(parent)
  await killServer(pid)
  const lock = join(dataDir, 'cluster', 'postmaster.pid')
  const next = await startEmbeddedPostgres({ dataDir })
  t.equal(next.adopted, false)
  t.strictSame(await ask(next.ownerUrl(), 'select n from kept'), [{ n: 1 }])
  const text = await readFile(lock, 'utf8')
  await next.stop()
  // After a reboot the id may be anybody's, here this test's own parent process, which PostgreSQL would not dare doubt.
  await writeFile(lock, text.replace(/^\d+/, String(process.ppid)), { mode: 0o600 })
  const third = await startEmbeddedPostgres({ dataDir })
  t.strictSame(await ask(third.ownerUrl(), 'select n from kept'), [{ n: 1 }])
  await third.stop()
})

t.test('a server nobody stopped keeps no process alive', async t => {
  const dataDir = await dataFolder(t)
  const forgetful = await startWorker(dataDir, 'forget')
  t.equal(await endWorker(forgetful), 0)
  const next = await startEmbeddedPostgres({ dataDir })
  t.match(next, { adopted: true, pid: forgetful.pid })
  await next.stop()
})

t.test('a port taken by another program is left to it', async t => {
  const dataDir = await dataFolder(t)
  const first = await startEmbeddedPostgres({ dataDir })
  const port = Number(new URL(first.ownerUrl()).port)
  await first.stop()
  const other = createServer().listen(port, '127.0.0.1')
  await once(other, 'listening')
  t.teardown(() => other.close())
  const second = await startEmbeddedPostgres({ dataDir })
  t.not(Number(new URL(second.ownerUrl()).port), port)
  await ask(second.runtimeUrl(), 'select 1')
  await second.stop()
})

t.test('a server that cannot start says why, in both languages, and leaves no process', async t => {
  const dataDir = await dataFolder(t)
  const broken = startEmbeddedPostgres({ dataDir, settings: { shared_buffers: 'plenty' }, patienceMs: 0 })
  await t.rejects(broken, {
    code: 'EMBEDDED_START_FAILED',
    text: { zh: /无法启动.*shared_buffers.*DATABASE_URL/s, en: /does not start.*shared_buffers.*DATABASE_URL/s },
  })
  t.strictSame(await readdir(join(dataDir, 'users')), [])
  t.notOk((await readdir(join(dataDir, 'cluster'))).includes('postmaster.pid'))
})

t.test('a lost or wrong password file is refused and nothing is changed', async t => {
  const dataDir = await dataFolder(t)
  const server = await startEmbeddedPostgres({ dataDir })
  await server.stop()
  const file = join(dataDir, 'access.json')
  const good = await readFile(file, 'utf8')
  const lost = {
    code: 'EMBEDDED_ACCESS_LOST',
    text: { zh: /口令文件.*access\.json/, en: /password file.*access\.json/ },
  }
  await rm(file)
  await t.rejects(startEmbeddedPostgres({ dataDir }), lost, 'missing')
  t.strictSame((await readdir(dataDir)).sort(), ['cluster', 'postgres.log', 'users'])
  for (const [name, text] of [
    ['cut off', good.slice(0, 30)],
    ['without a field', '{"port":5000}'],
    ['of another cluster', good.replace(/("ownerPassword": ")[^"]+/, '$1another-password-altogether')],
  ] as const) {
    await writeFile(file, text)
    await t.rejects(startEmbeddedPostgres({ dataDir }), lost, name)
    t.equal(await readFile(file, 'utf8'), text)
  }
  await writeFile(file, good)
  const again = await startEmbeddedPostgres({ dataDir })
  t.equal(again.ownerUrl(), server.ownerUrl())
  await again.stop()
})

t.test('a machine without binaries is told to set DATABASE_URL', async t => {
  await t.rejects(findBinaries('sunos-sparc'), {
    code: 'NO_EMBEDDED_DATABASE',
    text: { zh: /sunos-sparc.*请设置 DATABASE_URL/, en: /sunos-sparc.*set DATABASE_URL/ },
  })
})

t.test('library links that npm did not make are restored', async t => {
  const folder = t.testdir({
    native: {
      lib: { 'libpq.so.5.18': 'library' },
      'pg-symlinks.json': JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]),
    },
  })
  await restoreLinks(folder)
  await restoreLinks(folder)
  t.equal(await readlink(join(folder, 'native/lib/libpq.so.5')), 'libpq.so.5.18')
  t.equal(await readFile(join(folder, 'native/lib/libpq.so.5'), 'utf8'), 'library')
  await restoreLinks(t.testdir({ native: {} }))
})

t.test('as root, where namespaces are forbidden, another user runs the server', { ...linux, ...root }, async t => {
  const dataDir = await dataFolder(t)
  const bin = await mkdtemp(join(tmpdir(), 'cppcc-bin-'))
  t.teardown(() => rm(bin, { recursive: true }))
  await writeFile(join(bin, 'unshare'), '#!/bin/sh\necho "unshare failed: Operation not permitted" >&2\nexit 1\n')
  await chmod(join(bin, 'unshare'), 0o755)
  const worker = await startWorker(dataDir, 'start', { PATH: `${bin}:${process.env.PATH}` })
  const { pid, url } = worker
  t.match(await readFile(`/proc/${pid}/status`, 'utf8'), /^Uid:\s+65534\s+65534/m)
  await ask(url, 'create table kept as select 1 as n')
  t.equal(await endWorker(worker), 0)

  const ordinary = await startEmbeddedPostgres({ dataDir })
  t.strictSame(await ask(ordinary.ownerUrl(), 'select n from kept'), [{ n: 1 }], 'the files changed hands')
  await ordinary.stop()

  // Neither tool: the same program under a PATH that holds nothing.
  await mkdir(join(bin, 'empty'))
  const refused = await runWorker(['start', dataDir], { PATH: join(bin, 'empty') })
  t.match(refused.said, { exit: 1, stderr: /EMBEDDED_AS_ROOT\n.*DATABASE_URL\n.*DATABASE_URL/ })
})
