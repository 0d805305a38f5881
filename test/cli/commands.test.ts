import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { ask } from '../support/embedded.ts'
import { anyPort, COMMITTEE, cppcc, installation, killService, startService } from '../support/service.ts'

const ROSTER = fileURLToPath(new URL('../fixtures/roster/roster-city.xlsx', import.meta.url))

/** The real commands, beside the running service, whose embedded database they adopt. */
t.test('cppcc', async t => {
  const place = await installation(t)
  const service = await startService(place, await anyPort())
  t.teardown(() => killService(service))
  const file = (name: string) => join(place.dataDir, name)
  const count = async (table: string) =>
    (await ask<{ n: number }>(place.ownerUrl, `select count(*)::int as n from ${table}`))[0]?.n
  const run = (...args: string[]) => cppcc(place.env, ...args)
  /** With --json: the one document of the standard output, and `exit`. */
  const json = async (...args: string[]) => {
    const { code: exit, stdout } = await run(...args, '--json')
    t.match(stdout, /^\{[^\n]*\}\n$/, `one line of JSON: ${args.join(' ')}`)
    return { exit, ...JSON.parse(stdout) }
  }

  await t.test('wrong usage: exit code 2, nothing done', async t => {
    t.match(await json('frobnicate'), { exit: 2, code: 'USAGE', ok: false, message: /frobnicate/ })
    t.match(await json('import', 'members', ROSTER), { exit: 2, code: 'USAGE', message: /--organization/ })
    const plain = await run('import', 'members', '--organization', COMMITTEE)
    t.equal(plain.code, 2)
    t.equal(plain.stdout, '')
    t.match(plain.stderr, /missing required argument 'file'/)
    t.equal((await run('import')).code, 2)
    const help = await run('--help')
    t.equal(help.code, 0)
    t.match(help.stdout, /import[\s\S]*export[\s\S]*verify[\s\S]*doctor/)
  })

  await t.test('seed organization, account create, token create', async t => {
    const county = [
      '140212',
      '--name',
      '新荣区委员会',
      '--short-name',
      '新荣区政协',
      '--level',
      'COUNTY',
      '--parent',
      COMMITTEE,
    ]
    const term = ['--term', '15', '--term-starts', '2021-06-25']
    t.match(await json('seed', 'organization', ...county, ...term), {
      exit: 0,
      ok: true,
      made: true,
      organization: '140212',
    })
    t.match(await json('seed', 'organization', ...county), { ok: true, made: false })
    const below = ['140299', '--name', '某区委员会', '--short-name', '某区政协']
    const refused = ['--level', 'PROVINCE', '--parent', COMMITTEE, '--region-code', '150299']
    t.match(await json('seed', 'organization', ...below, ...refused, '--term', '15', '--term-starts', '1921-06-25'), {
      exit: 3,
      errors: [
        { code: 'LEVEL_NOT_BELOW', field: ['level'] },
        { code: 'REGION_NOT_INSIDE', field: ['regionCode'] },
        { code: 'OUT_OF_RANGE', field: ['termStarts'] },
      ],
    })
    t.match(await json('seed', 'organization', ...below, '--level', 'COUNTY', '--parent', '149999'), {
      exit: 3,
      errors: [{ code: 'ORGANIZATION_NOT_FOUND' }],
    })
    for (const half of [
      ['--term', '15'],
      ['--term', 'x', '--term-starts', '2021-06-25'],
      ['--term-starts', '2021-06-25'],
    ]) {
      const wrong = await json('seed', 'organization', ...below, '--level', 'COUNTY', '--parent', COMMITTEE, ...half)
      t.match(wrong, { exit: 2, code: 'INVALID_TERM' }, half.join(' '))
    }
    t.match(await json('seed', 'demo'), { exit: 3, code: 'REFUSED', errors: [{ code: 'DATABASE_IN_USE' }] })
    const account = [
      'account',
      'create',
      'office',
      '--organization',
      COMMITTEE,
      '--name',
      '联络部门',
      '--role',
      'LIAISON_OFFICE',
    ]
    t.match(await json(...account), { ok: true, login: 'office', initialPassword: /.{8,}/ })
    t.match(await json(...account), { exit: 3, code: 'REFUSED', errors: [{ code: 'LOGIN_TAKEN' }] })
    t.match(await run('account', 'create', 'x1', '--organization', COMMITTEE, '--name', 'x', '--role', 'KING'), {
      code: 3,
      stderr: /UNKNOWN_ROLE.*LIAISON_OFFICE/,
    })
    for (const nowhere of ['149999', 'abc', '9'.repeat(24)]) {
      const refused = await json('account', 'create', 'x1', '--organization', nowhere, '--name', 'x')
      t.match(refused, { exit: 3, errors: [{ code: 'ORGANIZATION_NOT_FOUND', field: ['organization'] }] })
    }
    const token = ['token', 'create', '--account', 'office', '--name', 'nightly']
    t.match(await json(...token, '--scope', 'MEMBER_READ'), { ok: true, token: /^cppcc_pat_/ })
    const unreal = `${new Date().getUTCFullYear() + 1}-02-30`
    t.match(await json(...token, '--scope', 'MEMBER_READ', '--expires', unreal), {
      exit: 3,
      errors: [{ code: 'INVALID_FORMAT', field: ['input', 'expiresOn'] }],
    })
  })

  await t.test('import members', async t => {
    const roster = ['import', 'members', ROSTER, '--organization', COMMITTEE]
    const before = await count('members')
    const refused = await json(...roster)
    t.match(refused, { exit: 3, ok: false, refused: true, applied: false, skipped: 7, errorCount: 7 })
    t.equal(refused.errors.length, 7, 'every bad row is listed')
    t.match(refused.errors[0], { row: 44, field: 'phone', message: { zh: /手机号/, en: /mobile/ } })
    const plain = await run(...roster, '--dry-run', '--skip-bad-rows')
    t.equal(plain.code, 0)
    t.match(plain.stdout, /错误 ERROR[^\n]*行 44 罗伟思[^\n]*\n[\s\S]*试运行，未写入/)
    t.equal(plain.stderr, '', 'no progress bar when nobody watches')
    t.equal(await count('members'), before, 'nothing was written so far')
    t.match(await json(...roster, '--skip-bad-rows'), { ok: true, applied: true, created: 403, skipped: 7 })
    t.match(await json(...roster, '--skip-bad-rows'), { ok: true, created: 0, updated: 0, unchanged: 403 })
    t.equal(await count('members'), Number(before) + 403)
    t.match(await json('import', 'members', file('none.xlsx'), '--organization', COMMITTEE), {
      exit: 2,
      code: 'FILE_NOT_READABLE',
    })
    t.match(await json(...roster, '--mapping', '{"shoe":"A"}'), {
      exit: 3,
      errors: [{ code: 'UNKNOWN_FIELD', field: ['mapping', 'shoe'] }],
    })
    await writeFile(file('more.csv'), '姓名,性别,入党时间\n张三,男,2001\n')
    t.match(await run('import', 'members', file('more.csv'), '--organization', COMMITTEE, '--dry-run'), {
      stdout: /C 列“入党时间”不在导入范围[^\n]*Column C/,
    })
    await writeFile(file('broken.xlsx'), 'PK\u0003\u0004 no workbook')
    const broken = await run('import', 'members', file('broken.xlsx'), '--organization', COMMITTEE)
    t.match(broken, { code: 3, stdout: '', stderr: /file FILE_CORRUPT: .*文件已损坏/ })
  })

  await t.test('import proposals', async t => {
    const count = async () =>
      (await ask<{ n: number }>(place.ownerUrl, 'select count(*)::int as n from proposals'))[0]?.n
    const before = Number(await count())
    await writeFile(file('proposals.csv'), '案由,提案人,案号,立案情况,届次\n甲,无名氏,9001,立案,十五届一次\n')
    const list = ['import', 'proposals', file('proposals.csv'), '--organization', COMMITTEE]
    t.match(await json(...list), {
      exit: 3,
      ok: false,
      refused: true,
      errors: [{ row: 2, message: { zh: /./, en: /./ } }],
    })
    t.match(await run(...list, '--dry-run', '--skip-bad-rows'), {
      code: 0,
      stdout: /错误 ERROR[\s\S]*试运行，未写入/,
      stderr: '',
    })
    t.match(await json(...list, '--session', '0'), { exit: 2, code: 'INVALID_SESSION' })
    t.equal(Number(await count()), before, 'nothing was written')
  })

  await t.test('import merged proposals', async t => {
    const merged = () =>
      ask<{ number: number; state: string; main: number | null; events: string[] }>(
        place.ownerUrl,
        `select p.case_number as number, p.state, m.case_number as main,
           (select array_agg(e.action order by e.action) from proposal_events e where e.proposal_id = p.id) as events
         from proposals p left join proposals m on m.organization_id = p.organization_id and m.id = p.merged_into_id
         where p.case_number > 8000 order by 1`,
      )
    const rows = ['案由,第一提案人姓名,案号 No.,立案情况,并入案号,届次', '甲,张三,8001,立案,,十五届一次']
    const list = ['import', 'proposals', file('merged.csv'), '--organization', COMMITTEE]
    await writeFile(file('merged.csv'), [...rows, '乙,张三,8002,并案,8009,十五届一次'].join('\n'))
    t.match(await json(...list), { exit: 3, refused: true, errors: [{ row: 3, code: 'MERGED_INTO_UNKNOWN' }] })
    t.same(await merged(), [], 'nothing was written')
    await writeFile(file('merged.csv'), [...rows, '乙,张三,8002,并入第8001号,8001,十五届一次'].join('\n'))
    t.match(await json(...list), { exit: 0, ok: true, applied: true, created: 2 })
    t.same(await merged(), [
      { number: 8001, state: 'CLOSED', main: null, events: ['IMPORT', 'MERGE'] },
      { number: 8002, state: 'CLOSED', main: 8001, events: ['IMPORT', 'MERGE'] },
    ])
    t.match(await json(...list), { exit: 0, created: 0, unchanged: 2 }, 'a second time')
  })

  await t.test('query', async t => {
    await writeFile(file('q.graphql'), 'query ($n: Int!) { members(first: $n) { totalCount nodes { name } } }')
    const query = ['query', file('q.graphql'), '--account', ' OFFICE ']
    const answer = await json(...query, '--variables', '{"n":2}')
    t.equal(answer.data.members.totalCount, 404)
    t.equal(answer.data.members.nodes.length, 2)
    const refused = await run(...query)
    t.equal(refused.code, 3)
    t.match(JSON.parse(refused.stdout), { errors: [{ extensions: { code: /.+/ } }] })
    t.match(await json('query', file('q.graphql'), '--account', 'nobody'), { exit: 3, errors: [{ code: 'NOT_FOUND' }] })
    t.match(await json(...query, '--variables', '[1]'), { exit: 2, code: 'INVALID_JSON' })
  })

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
    })
    await t.rejects(readFile(file('x.csv')), { code: 'ENOENT' }, 'nothing is left of a refused export')
  })

  await t.test('migrate, doctor and verify; then a fault of each sort', async t => {
    t.match(await json('migrate', '--status'), { ok: true, pending: [] })
    const well = await json('doctor')
    t.match(well, { exit: 0, ok: true, version: /^\d/, embedded: true })
    t.strictSame(
      well.checks.filter((check: { ok: boolean }) => !check.ok),
      [],
    )
    t.match(await json('verify'), { exit: 0, ok: true, organizations: 2, problems: [] })
    t.match(await json('verify', '--organization', '7'), {
      exit: 3,
      code: 'REFUSED',
      errors: [{ code: 'ORGANIZATION_NOT_FOUND' }],
    })

    await ask(place.ownerUrl, `update change_log set action = 'other' where organization_id = ${COMMITTEE} and seq = 3`)
    const broken = await run('verify', '--json')
    t.equal(broken.code, 1)
    t.match(JSON.parse(broken.stdout), {
      ok: false,
      problems: [{ organization: COMMITTEE, epoch: 1, seq: 3, problem: 'ENTRY_CHANGED' }],
    })

    await ask(
      place.ownerUrl,
      'alter table duty_evidence no force row level security; grant delete on members to cppcc_runtime',
    )
    await chmod(file('keys.json'), 0o644)
    const ill = await run('doctor', '--json')
    t.equal(ill.code, 1)
    const wrong = JSON.parse(ill.stdout).checks.filter((check: { ok: boolean }) => !check.ok)
    t.match(wrong, [
      { check: 'keys', found: /keys\.json/, advice: /chmod 600/ },
      { check: 'runtime privileges', found: /may delete members/ },
      { check: 'row-level security', found: /without: duty_evidence/ },
    ])
    t.equal(wrong.length, 3)
    t.match(await json('query', file('q.graphql'), '--account', 'office'), {
      ok: false,
      exit: 4,
      code: 'KEY_FILE_EXPOSED',
    })
    await chmod(file('keys.json'), 0o600)
  })

  await t.test('keys', async t => {
    t.match(await json('keys', 'init'), { ok: false, exit: 3, code: 'KEY_FILE_EXISTS' })
    t.match(await json('keys', 'rotate'), { ok: true, file: file('keys.json') })
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

  await t.test('a database that is away: exit code 4', async t => {
    const env = { ...place.env, DATABASE_URL: `postgres://a:b@127.0.0.1:${await anyPort()}/x` }
    const { code, stdout } = await cppcc(env, 'verify', '--json')
    t.equal(code, 4)
    t.match(JSON.parse(stdout), { ok: false, code: 'UNAVAILABLE' })
    t.match(await cppcc(env, 'migrate'), { code: 4, stdout: '', stderr: /DATABASE_OWNER_URL/ })
  })
  t.equal(service.child.exitCode, null, 'the service ran on beside all this')
})
