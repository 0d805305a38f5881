import exceljs from 'exceljs'
import t from 'tap'
import { type ExportedMember, memberPages } from '../../../src/domain/members/export-read.ts'
import { systemViewer, type Viewer } from '../../../src/kernel/viewer.ts'
import { givenMember, givenTerm, idOf } from '../../support/members.ts'
import { type Client, PLACES, world } from '../../support/world.ts'

const URL = '/exports/v1/members'

async function csv(client: Client, query = ''): Promise<string[][]> {
  const answer = await client.request('GET', `${URL}?format=csv${query}`)
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.body
    .replace('\uFEFF', '')
    .trim()
    .split('\r\n')
    .map(line => line.split(','))
}

const zhang = {
  name: '张三',
  sex: 'MALE',
  birth: { year: 1970, month: 5 },
  phone: '19900001037',
  party: '九三学社',
  sector: '教育界',
  specialCommittee: '提案委员会',
  positions: ['副主席', '常务委员'],
  isStanding: true,
  workUnit: '=HYPERLINK("x")',
  joinedBy: 'BY_ELECTION',
  joinedOn: '2023-01-12',
} as const

t.test('a roster as CSV and as workbook: masks for those who manage members, no numbers at all for others', async t => {
  const w = await world(t)
  const wang = await givenMember(w, 'CITY', { name: '王五', status: 'RESIGNED', leftOn: '2024-01-31' })
  await givenMember(w, 'CITY', zhang)
  await givenMember(w, 'COUNTY', { name: '邻人' })
  const office = await w.as('LIAISON_OFFICE')
  const [head = [], first = [], second = [], ...more] = await csv(office)
  const of = (row: readonly string[], title: string) => row[head.indexOf(title)]
  t.strictSame(more, [])
  t.strictSame([of(first, '姓名'), of(first, '状态'), of(first, '离任日期')], [wang.name, '已辞去', '2024-01-31'])
  t.strictSame(
    [
      '序号',
      '姓名',
      '性别',
      '出生日期',
      '党派',
      '界别',
      '专门委员会',
      '政协职务',
      '常务委员',
      '手机号',
      '任职日期',
      '任职方式',
    ].map(title => of(second, title)),
    [
      '2',
      '张三',
      '男',
      '1970-05',
      '九三学社',
      '教育界',
      '提案委员会',
      '副主席、常务委员',
      '是',
      '199****1037',
      '2023-01-12',
      '增补',
    ],
  )
  t.match(of(second, '工作单位及职务'), /'=HYPERLINK/, 'no formula')

  const workbook = new exceljs.Workbook()
  const answer = await office.request('GET', URL)
  await workbook.xlsx.load(Uint8Array.from(answer.rawPayload).buffer)
  t.match(answer.headers['content-disposition'], /\.xlsx/)
  t.equal(workbook.worksheets[0]?.getCell('B3').value, '张三')

  const member = await w.as('MEMBER')
  const [columns = [], ...rows] = await csv(member)
  t.equal(rows.length, 2)
  for (const title of ['手机号', '身份证号', '出生日期']) t.notOk(columns.includes(title), title)
  t.notMatch(JSON.stringify(rows), /1970|199/)
})

t.test('by term: the current one, a number, an id', async t => {
  const w = await world(t)
  await givenTerm(w, 'CITY', { number: 14, startsOn: '2016-06-01', endsOn: '2021-05-31' })
  await givenTerm(w, 'CITY', { number: 16, startsOn: '2099-06-01' })
  await givenMember(w, 'CITY', { name: '今人' })
  await givenMember(w, 'CITY', { name: '前人', term: 14, status: 'TERM_ENDED', leftOn: '2021-05-31' })
  const office = await w.as('LIAISON_OFFICE')
  const names = async (query = '') => (await csv(office, query)).slice(1).map(row => row[1])
  t.strictSame(await names(), ['今人'])
  t.strictSame(await names('&term=14'), ['前人'])
  t.strictSame(await names(`&term=${await idOf(w, 'CITY', 'term', 14)}`), ['前人'])
  t.strictSame(await names('&term=16'), [])
  const status = async (query: string) => {
    const { statusCode, body } = await office.request('GET', `${URL}?${query}`)
    const { code, errors } = JSON.parse(body)
    return [statusCode, code, errors?.[0]?.field?.join('.'), errors?.[0]?.code]
  }
  t.strictSame(await status('term=3'), [404, 'NOT_FOUND', 'term', 'NOT_FOUND'])
  t.strictSame(await status(`term=${await idOf(w, 'COUNTY', 'term', 15)}`), [404, 'NOT_FOUND', 'term', 'NOT_FOUND'])
  t.strictSame(await status('term=last'), [400, 'BAD_REQUEST', 'term', 'INVALID_FORMAT'])
  t.strictSame(await status('format=pdf'), [400, 'BAD_REQUEST', 'format', 'NOT_ALLOWED'])
  t.strictSame(await status('colour=red'), [400, 'BAD_REQUEST', 'colour', 'UNKNOWN_FIELD'])
  t.strictSame(await status('organization=x%00'), [400, 'BAD_REQUEST', 'organization', 'INVALID_TEXT'])
})

t.test('whose roster one may take', async t => {
  const w = await world(t)
  const status = async (client: Client, query = '') => (await client.request('GET', `${URL}?${query}`)).statusCode
  t.equal(await status(w.nobody), 401)
  t.equal(await status(await w.as('AUDITOR')), 403)
  const county = await w.as('LIAISON_OFFICE', 'COUNTY')
  t.equal(await status(county, `organization=org_${PLACES.COUNTY}`), 200)
  for (const place of ['SIBLING', 'CITY', 'OTHER_CITY'] as const) {
    t.equal(await status(county, `organization=${PLACES[place]}`), 403, place)
  }
  const city = await w.as('LIAISON_OFFICE')
  await givenMember(w, 'COUNTY', { name: '区委员', phone: '19900001037' })
  const rows = await csv(city, `&organization=${PLACES.COUNTY}`)
  t.equal(rows[1]?.[1], '区委员')
  t.notOk(rows[0]?.includes('手机号'), 'a level above sees the list, and no numbers')
})

t.test(
  'pages lose and repeat nothing, also among namesakes; the wall of the application holds without row-level security',
  async t => {
    const w = await world(t)
    for (let i = 0; i < 11; i++)
      await givenMember(w, 'CITY', { name: i % 2 ? '李明' : '王芳', phone: `1990000100${i % 10}` })
    const { termId } = await givenMember(w, 'CITY', { name: '张三' })
    const scope = { organizationId: PLACES.CITY, termId }
    const all = async (viewer: Viewer, pageSize: number) => {
      const found: ExportedMember[] = []
      for await (const page of memberPages(w.services.database, viewer, scope, pageSize)) found.push(...page)
      return found
    }
    const whole = await all(systemViewer(PLACES.CITY), 100)
    t.equal(whole.length, 12)
    for (const size of [1, 4, 12]) t.strictSame(await all(systemViewer(PLACES.CITY), size), whole, `pages of ${size}`)
    await w.owner.query(
      'alter table members disable row level security; alter table persons disable row level security',
    )
    t.strictSame(await all(systemViewer(PLACES.COUNTY), 100), [])
    const reader = {
      ...systemViewer(PLACES.CITY),
      organizationsWith: (p: string) => (p === 'MEMBER_READ' ? [PLACES.CITY] : []),
    }
    t.strictSame(
      (await all(reader, 100)).map(({ phone, birth }) => [phone, ...birth]),
      Array(12).fill([null, null, null, null]),
    )
  },
)
