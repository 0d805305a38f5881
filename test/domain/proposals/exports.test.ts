import exceljs from 'exceljs'
import t from 'tap'
import { proposalPages } from '../../../src/domain/proposals/exports/read-list.ts'
import { readSheet } from '../../../src/domain/proposals/exports/read-sheet.ts'
import { systemViewer } from '../../../src/kernel/viewer.ts'
import { plantParts, plantReply } from '../../support/handlings.ts'
import { type GivenProposal, type ProposalWorld, proposalWorld } from '../../support/proposals.ts'
import { paragraphsOf, partsOfWord } from '../../support/word.ts'
import { type Client, PLACES } from '../../support/world.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Rows of the list by its headings. */
async function listOf(client: Client, query = ''): Promise<Record<string, unknown>[]> {
  const answer = await client.request('GET', `/exports/v1/proposals${query}`)
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`)
  const book = new exceljs.Workbook()
  await book.xlsx.load(Uint8Array.from(answer.rawPayload).buffer)
  const rows: unknown[][] = []
  book.worksheets[0]?.eachRow(row => {
    rows.push(Array.isArray(row.values) ? row.values.slice(1) : [])
  })
  const [heads = [], ...rest] = rows
  return rest.map(cells => Object.fromEntries(heads.map((head, i) => [String(head), cells[i]])))
}

async function textOf(client: Client, url: string): Promise<string[]> {
  const answer = await client.request('GET', url)
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`)
  const parts = await partsOfWord(answer.rawPayload)
  return paragraphsOf(parts['word/document.xml'] ?? '')
}

const sheet = ({ id }: { readonly id: string }) => `/exports/v1/proposal-sheet?proposal=${id}`
const statusOf = async (client: Client, url: string) => (await client.request('GET', url)).statusCode

async function givenReply(w: ProposalWorld, more: object = {}): Promise<{ proposal: GivenProposal; reply: string }> {
  const proposal = await w.given.proposal({ state: 'FILED', coSigners: [w.second], title: '关于"电动车"的提案' })
  const [part = ''] = await plantParts(
    w,
    proposal,
    [{ unit: w.units[0], state: 'REPLIED', officeId: w.assigning.officeId }],
    'REPLIED',
  )
  return { proposal, reply: await plantReply(w, proposal, part, more) }
}

t.test('the list as a workbook: what the viewer sees, by the API’s filters, no formula', async t => {
  const w = await proposalWorld(t)
  await w.given.proposal({ state: 'SUBMITTED', title: '=HYPERLINK("http://x")' })
  await w.given.proposal({ state: 'DRAFT', title: '草稿' })
  await w.given.proposal({ state: 'FILED', first: w.third, title: '丙' })
  const { proposal } = await givenReply(w)
  const answer = await w.office.request('GET', '/exports/v1/proposals')
  t.equal(answer.headers['content-type'], XLSX)
  t.match(answer.headers['content-disposition'], /filename\*=UTF-8''%E6%8F%90%E6%A1%88/)
  const rows = await listOf(w.office)
  t.match(rows, [
    { 届次: '十五届三次会议', 标题: `'=HYPERLINK("http://x")`, 状态: '已提交', 提案者: '王一', 提案时期: '大会提案' },
    { 标题: '丙', 状态: '已立案', 提案者: '张三' },
    {
      标题: '关于"电动车"的提案',
      提案者类别: '委员联名',
      联名人: '李二',
      承办单位: '住建局（独办）',
      答复: '住建局：A类（已解决或采纳）',
      重点提案: '否',
    },
  ])
  t.equal(rows.length, 3, 'a draft is its proposer’s own')
  const titles = async (client: Client, query = '') => (await listOf(client, query)).map(row => row.标题)
  t.same(await titles(w.office, '?state=FILED'), ['丙'])
  t.same(await titles(w.office, `?firstProposer=${w.third.id}&period=SESSION&isKey=false`), ['丙'])
  t.same(await titles(w.office, '?workList=TO_EXAMINE'), [`'=HYPERLINK("http://x")`])
  t.same(await titles(w.office, '?submittedTo=2001-01-01'), [])
  for (const id of ['session', 'term', 'firstProposer'])
    t.same(await titles(w.office, `?${id}=x`), [], 'no such record')
  t.same(await titles(w.third.client), ['丙'])
  t.same(await titles(w.units[0].staff), ['关于"电动车"的提案'])
  t.same(await titles(w.units[2].staff), [])
  t.same(await titles(await w.as('PROPOSAL_OFFICE', 'OTHER_CITY'), '?organization=org_140200'), [])
  t.equal(await statusOf(w.nobody, '/exports/v1/proposals'), 401)
  t.equal(await statusOf(w.office, '/exports/v1/proposals?organization=mem_1'), 404)
  for (const query of ['state=NONE', 'isKey=maybe', 'submittedFrom=yesterday', 'submittedTo=0000-01-01', 'other=1']) {
    t.equal(await statusOf(w.office, `/exports/v1/proposals?${query}`), 400, query)
  }
  t.ok(proposal)
})

t.test('pages of the list follow one another without a gap', async t => {
  const w = await proposalWorld(t)
  for (let i = 0; i < 7; i += 1) await w.given.proposal({ state: 'SUBMITTED', title: String(i) })
  const scope = { organizationId: PLACES.CITY, filter: {}, now: w.clock() }
  const pages: string[][] = []
  for await (const page of proposalPages(w.services.database, systemViewer(PLACES.CITY), scope, 3)) {
    pages.push(page.map(({ title }) => title))
  }
  t.same(pages, [['0', '1', '2'], ['3', '4', '5'], ['6']])
})

t.test('a proposal sheet has the form and the text', async t => {
  const w = await proposalWorld(t)
  const { proposal } = await givenReply(w)
  await w.owner.query(`update proposals set decision_note = '请住建局研究' where id = $1`, [proposal.proposalId])
  const answer = await w.office.request('GET', sheet(proposal))
  t.equal(answer.headers['content-type'], DOCX)
  t.match(answer.headers['content-disposition'], /\.docx/)
  const text = await textOf(w.office, sheet(proposal))
  t.equal(text[0], '中国人民政治协商会议大同市委员会十五届三次会议提案')
  const after = (label: string) => text[text.indexOf(label) + 1]
  t.equal(after('案由'), '关于"电动车"的提案')
  t.equal(after('第一提案人'), '王一')
  t.equal(after('联名人'), '李二')
  t.equal(after('承办单位'), '住建局（独办）')
  t.equal(after('审查意见'), '立案。请住建局研究')
  t.match(after('案号'), /^第\d+号$/)
  t.same(text.slice(text.indexOf('三、建议')), [
    '三、建议',
    '一、统一规划建设集中充电设施。二、明确管理责任。三、执行居民电价。',
  ])
  const unit = await textOf(w.units[0].staff, sheet(proposal))
  t.equal(unit[unit.indexOf('审查意见') + 1], '立案', 'what the office told the proposers is not the unit’s')
})

t.test('a sheet is for whoever sees the proposal', async t => {
  const w = await proposalWorld(t)
  const draft = await w.given.proposal({ state: 'DRAFT' })
  t.equal(await statusOf(w.first.client, sheet(draft)), 200)
  for (const client of [w.office, w.second.client, w.units[0].staff, await w.as('PROPOSAL_OFFICE', 'COUNTY')]) {
    t.equal(await statusOf(client, sheet(draft)), 404)
  }
  t.equal(await statusOf(w.nobody, sheet(draft)), 401)
  for (const id of ['', 'x', draft.id.replace('prop', 'rep'), `${draft.id}0`]) {
    t.equal(await statusOf(w.first.client, sheet({ id })), 404, id)
  }
  t.equal(await statusOf(w.first.client, '/exports/v1/proposal-sheet'), 400)
})

t.test('a text no policy allows makes no document', async t => {
  const w = await proposalWorld(t)
  const draft = await w.given.proposal({ state: 'DRAFT' })
  await w.owner.query(`update proposals set analysis = repeat('长', 200001) where id = $1`, [draft.proposalId])
  t.equal(await statusOf(w.first.client, sheet(draft)), 413)
  const [, organizationId = '', id = ''] = draft.id.split('_')
  const read = await readSheet(w.services.database, systemViewer(PLACES.COUNTY), { prefix: 'prop', organizationId, id })
  t.equal(read, null)
})

t.test('a reply letter answers item by item, in the official form', async t => {
  const w = await proposalWorld(t)
  const { proposal, reply } = await givenReply(w, {
    replyClass: 'IN_PROGRESS_OR_PLANNED',
    localLetter: 'B',
    documentNumber: '同建函〔2026〕12号',
    plannedFor: '2027-06-30',
    body: '感谢您对我局工作的关心和支持。\n现将有关情况说明如下。',
  })
  const url = `/exports/v1/reply-letter?reply=${reply}`
  const { rows } = await w.owner.query(`select case_number as n from proposals where id = $1`, [proposal.proposalId])
  const today = w.clock()
  const [year, month, day] = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(today).split('-')
  const text = await textOf(w.first.client, url)
  t.same(text, [
    '住建局',
    '同建函〔2026〕12号',
    'B 类',
    '签发人：赵局长',
    `关于大同市政协十五届三次会议第${rows[0].n}号提案的答复`,
    '王一、李二委员：',
    '您们提出的《关于"电动车"的提案》收悉，现答复如下：',
    '感谢您对我局工作的关心和支持。',
    '现将有关情况说明如下。',
    '一、关于“统一规划建设集中充电设施”',
    '已建成集中充电点 120 处。',
    '以上事项计划于2027年6月30日前办结。',
    '住建局',
    `${year}年${Number(month)}月${Number(day)}日`,
    '（联系人：钱科长，联系电话：0352-1234567）',
    '抄送：大同市政协提案委员会。',
  ])
  for (const client of [w.second.client, w.units[0].head, w.assigning.staff, w.office]) {
    t.equal(await statusOf(client, url), 200)
  }
  for (const client of [w.third.client, w.units[1].staff, await w.as('PROPOSAL_OFFICE', 'OTHER_CITY')]) {
    t.equal(await statusOf(client, url), 404)
  }
  t.equal(await statusOf(w.office, `/exports/v1/reply-letter?reply=${proposal.id}`), 404)
  t.equal(await statusOf(w.office, `${url}&proposal=${reply}`), 404)
})

t.test('a draft is the unit’s; it has no date', async t => {
  const w = await proposalWorld(t)
  const { reply } = await givenReply(w, { state: 'DRAFT', sentAt: null })
  const url = `/exports/v1/reply-letter?reply=${reply}`
  t.ok((await textOf(w.units[0].staff, url)).includes('（未签发）'))
  t.equal(await statusOf(w.first.client, url), 404)
})

t.test('of merged proposals each proposer gets a letter with his own number', async t => {
  const w = await proposalWorld(t)
  const { proposal, reply } = await givenReply(w)
  const child = await w.given.proposal({ state: 'FILED', first: w.third, title: '并入的提案' })
  await w.owner.query(`update proposals set merged_into_id = $2, state = 'REPLIED' where id = $1`, [
    child.proposalId,
    proposal.proposalId,
  ])
  const letter = await textOf(w.third.client, `/exports/v1/reply-letter?reply=${reply}&proposal=${child.id}`)
  t.ok(letter.includes('张三委员：'))
  t.ok(letter.includes('您提出的《并入的提案》收悉，现答复如下：'))
  const stranger = await w.given.proposal({ state: 'FILED', first: w.third })
  t.equal(await statusOf(w.office, `/exports/v1/reply-letter?reply=${reply}&proposal=${stranger.id}`), 404)
})
