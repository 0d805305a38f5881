import t from 'tap'
import { proposalWorld } from '../../support/proposals.ts'
import { csvOf, dryRun, HEADING, send } from './import-support.ts'

const COLUMNS = [...HEADING, '收件号', '提交日期', '立案日期', '答复内容', '并案']
const DAY = '2020-03-01'

const listOf = (...rows: readonly Readonly<Record<string, string | number>>[]) =>
  csvOf(COLUMNS, ...rows.map(row => COLUMNS.map(column => row[column] ?? (column === '届次' ? '十五届三次' : ''))))

const HANDLED = { 办理结果: 'A', 满意度: '满意', 答复内容: '已建成' }

t.test('what a row says in vain is told by row and column', async t => {
  const w = await proposalWorld(t)
  const one = { 第一提案人: '王一', 提交日期: DAY }
  const bytes = listOf(
    { ...one, 收件号: 1, 提案标题: '甲', 立案情况: '不予立案', 主办单位: '住建局', 会办单位: '公安局', ...HANDLED },
    { ...one, 收件号: 2, 提案标题: '乙', 立案情况: '撤案', 立案日期: DAY, 答复日期: DAY, 满意度: '不满意' },
    { ...one, 案号: 3, 提案标题: '丙', 立案情况: '立案', ...HANDLED },
    { ...one, 案号: 4, 提案标题: '丁', 立案情况: '立案', 主办单位: '住建局', 满意度: '满意', 答复内容: '已建成' },
    { ...one, 案号: 5, 提案标题: '戊', 立案情况: '并案', 并案: 4, 满意度: '满意' },
    { ...one, 案号: 6, 提案标题: '己', 立案情况: '立案', 主办单位: '住建局', ...HANDLED },
    { ...one, 案号: 7, 提案标题: '庚', 立案情况: '撤案', 立案日期: DAY },
  )
  const { result, same } = await w.unchanged(() => send(w.office, { bytes, query: dryRun }))
  t.match(result.body, { created: 7, errors: [], warningCount: 15 })
  t.strictSame(
    result.body.warnings.map((w: { row: number; field: string }) => [w.row, w.field]),
    [
      [2, 'units'],
      [2, 'coHandlers'],
      [2, 'replyClass'],
      [2, 'reply'],
      [2, 'satisfaction'],
      [3, 'repliedOn'],
      [3, 'satisfaction'],
      [3, 'filedOn'],
      [4, 'replyClass'],
      [4, 'reply'],
      [4, 'satisfaction'],
      [5, 'reply'],
      [5, 'satisfaction'],
      [6, 'satisfaction'],
      [7, 'repliedOn'],
    ],
  )
  t.match(result.body.warnings[0], {
    ...{ severity: 'warning', code: 'LEFT_OUT', value: '住建局', column: { header: '主办单位' } },
    message: /不予立案或撤案.*本格未导入/,
  })
  t.ok(same)
  const written = await send(w.office, { bytes, headers: { 'accept-language': 'en' } })
  t.match(written.body, { applied: true, created: 7, warnings: [{ message: /left out/ }] })
  const again = await w.unchanged(() => send(w.office, { bytes }))
  t.match(again.result.body, { unchanged: 7, warningCount: 0 }, 'told once')
  t.ok(again.same)
})

t.test('rows without a day of submission are told once, with their number', async t => {
  const w = await proposalWorld(t)
  const row = (number: number) => ({ 案号: number, 提案标题: `甲${number}`, 第一提案人: '王一', 立案情况: '立案' })
  const some = listOf(row(1), { ...row(2), 提交日期: DAY }, row(3))
  const { result, same } = await w.unchanged(() => send(w.office, { bytes: some, query: dryRun }))
  t.match(result.body, {
    ...{ created: 3, warningCount: 1 },
    warnings: [
      {
        ...{ severity: 'warning', code: 'SUBMITTED_ON_MISSING', row: 2, field: 'submittedOn' },
        ...{ column: { header: '提交日期' }, message: /有 2 件没有提交日期（第 2、4 行）/ },
      },
    ],
  })
  t.ok(same)
  const many = listOf(...Array.from({ length: 25 }, (_, i) => row(i + 1)))
  const { body } = await send(w.office, { bytes: many, headers: { 'accept-language': 'en' } })
  t.match(body, { applied: true, warnings: [{ message: /^25 without.*rows 2, .*21 and others/ }] })
})

t.test('a letter without a date is told, and counts as a reply', async t => {
  const w = await proposalWorld(t)
  const row = {
    案号: 1,
    提案标题: '甲',
    第一提案人: '王一',
    立案情况: '立案',
    提交日期: DAY,
    主办单位: '住建局',
    ...HANDLED,
  }
  const { body } = await send(w.office, { bytes: listOf(row) })
  t.match(body, {
    ...{ applied: true, warningCount: 1 },
    warnings: [{ code: 'REPLIED_ON_MISSING', row: 2, field: 'repliedOn', message: /有 1 件没有答复日期（第 2 行）/ }],
  })
  const { data } = await w.office.run('{ proposalHandlingRates(by: ALL) { assigned replied handlingRate late } }')
  t.match(data.proposalHandlingRates, [{ assigned: 1, replied: 1, handlingRate: '100.00', late: 0 }])
})
