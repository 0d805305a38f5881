import { writeFile } from 'node:fs/promises'
import t from 'tap'
import { ask } from '../support/embedded.ts'
import { COMMITTEE } from '../support/service.ts'
import { terminal } from './terminal.ts'

t.test('cppcc import proposals', async t => {
  const { place, file, count, run, json } = await terminal(t)

  await t.test('import proposals', async t => {
    const before = Number(await count('proposals'))
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
    t.equal(Number(await count('proposals')), before, 'nothing was written')
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
})
