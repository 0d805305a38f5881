import { writeFile } from 'node:fs/promises'
import t from 'tap'
import { COMMITTEE } from '../support/service.ts'
import { ROSTER, terminal } from './terminal.ts'

t.test('cppcc import members', async t => {
  const { file, count, run, json } = await terminal(t)

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
})
