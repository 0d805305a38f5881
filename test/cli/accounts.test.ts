import t from 'tap'
import { COMMITTEE } from '../support/service.ts'
import { terminal } from './terminal.ts'

t.test('cppcc seed, account, token', async t => {
  const { run, json } = await terminal(t)

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
})
