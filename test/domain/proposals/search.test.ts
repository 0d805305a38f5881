import tap from 'tap'
import { searchQueryOf, tokensOf } from '../../../src/kernel/search.ts'
import fc from '../../support/properties.ts'
import { CREATE, done, UPDATE } from '../../support/proposal-drafting.ts'
import { plantTexts } from '../../support/proposal-texts.ts'
import { proposalWorld, TEXTS } from '../../support/proposals.ts'
import { type Client, type World, world } from '../../support/world.ts'

const FIND = `query ($organization: ID, $text: String) {
  proposals(organization: $organization, first: 100, filter: { text: $text }) { totalCount nodes { id title } } }`

async function found(client: Client, text: string | null, organization = 'org_140200'): Promise<string[]> {
  const { data, errors } = await client.run(FIND, { text, organization })
  if (errors) throw new Error(errors[0]?.extensions?.code)
  if (data.proposals.totalCount !== data.proposals.nodes.length) throw new Error('the count differs from the list')
  return data.proposals.nodes.map((node: { id: string }) => node.id).sort()
}

tap.test('tokens: pairs of Han characters, the last of a run alone, words whole, widths and case folded', async t => {
  t.same(tokensOf('养老服务'), ['养老', '老服', '服务', '务'])
  t.same(tokensOf('５Ｇ基站，5g！'), ['5g', '基站', '站'])
  t.same(tokensOf('PM2.5与㎡'), ['pm2', '5', '与', 'm2'])
  t.same(tokensOf('𠮷野家'), ['𠮷野', '野家', '家'])
  t.same(tokensOf(' 。？!'), [])
  t.same(tokensOf(`${'a'.repeat(5_000)}`), ['a'.repeat(40)])
  t.equal(searchQueryOf('老'), '老:*')
  t.equal(searchQueryOf('养老 5G 养老'), '养老 & 5g:*')
  t.equal(searchQueryOf(`':* & | ! ( ) <-> \\ "`), null)
})

const characters = fc.constantFrom(...'养老服务停车管理的一二𠮷々', 'a', 'B', '5', 'Ｇ', ' ', '，', '\n')
const text = fc.array(characters, { minLength: 1, maxLength: 60 }).map(list => list.join(''))

tap.test('property: no token can be taken for anything but a lexeme', async t => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), any => {
      const query = searchQueryOf(any)
      const lexemes = query === null ? [] : query.split(' & ').map(lexeme => lexeme.replace(/:\*$/, ''))
      return [...tokensOf(any), ...lexemes].every(
        token => /^[\p{L}\p{N}\p{M}]{1,40}$/u.test(token) && token.isWellFormed(),
      )
    }),
  )
  t.pass()
})

tap.test('property: whatever Han text stands in a text is found by its tokens', async t => {
  fc.assert(
    fc.property(text, fc.nat(60), fc.integer({ min: 1, max: 6 }), (all, from, length) => {
      const part = [...all]
        .slice(from, from + length)
        .join('')
        .match(/\p{Script=Han}+/u)?.[0]
      const tokens = tokensOf(all)
      const asked = part ? (searchQueryOf(part) ?? '').split(' & ') : []
      return asked.every(lexeme =>
        lexeme.endsWith(':*') ? tokens.some(token => token.startsWith(lexeme.slice(0, -2))) : tokens.includes(lexeme),
      )
    }),
  )
  t.pass()
})

tap.test('the index finds what a naive search for the substring finds, over random Chinese texts', async t => {
  const w = await world(t)
  const random = fc.sample(text, { numRuns: 120, seed: 7 })
  const ids = await plantTexts(
    w,
    'CITY',
    random.map(situation => ({ title: '案', situation })),
  )
  const office = await w.as('PROPOSAL_OFFICE')
  const words = fc.sample(fc.array(fc.constantFrom(...'养老服务停车管理的一二𠮷'), { minLength: 1, maxLength: 3 }), {
    numRuns: 60,
    seed: 8,
  })
  let hits = 0
  for (const word of words.map(list => list.join(''))) {
    const naive = ids.filter((_, index) => random[index]?.includes(word)).sort()
    const indexed = await found(office, word)
    hits += naive.length
    t.same(
      naive.filter(id => !indexed.includes(id)),
      [],
      `all that has ${word}`,
    )
    const pairs = tokensOf(word).slice(0, Math.max(1, [...word].length - 1))
    const wrong = indexed.filter(id => !pairs.every(pair => random[ids.indexOf(id)]?.includes(pair)))
    t.same(wrong, [], `nothing without the pairs of ${word}`)
  }
  t.ok(hits > 200, 'the words do occur')
})

tap.test('all words must occur, in title or any block; one character and the beginning of a word will do', async t => {
  const w = await world(t)
  const [a = '', b = ''] = await plantTexts(w, 'CITY', [
    { title: '关于５Ｇ基站的提案', situation: '养老', analysis: '停车', suggestions: 'GDP增长' },
    { title: '关于停车的提案', situation: '泊位少' },
  ])
  const office = await w.as('PROPOSAL_OFFICE')
  const both = [a, b].sort()
  t.same(await found(office, '停车'), both)
  t.same(await found(office, '停车 养老'), [a])
  t.same(await found(office, '养老\u3000"停车"'), [a])
  t.same(await found(office, '车'), both)
  t.same(await found(office, '5g'), [a])
  t.same(await found(office, 'gd'), [a])
  t.same(await found(office, '位'), [b])
  t.same(await found(office, '停老'), [])
  t.same(await found(office, null), both)
  t.same(await found(office, ''), both, 'an empty box')
  for (const signs of [' ，', '，。', '%', '_', '\\', '\u3000', "'", '"', '😀'])
    t.same(await found(office, signs), [], signs)
})

tap.test('a text is found as it stands now, and not as it stood', async t => {
  const w = await proposalWorld(t)
  const { id, version } = await done(w.first.client, CREATE, { input: TEXTS })
  t.same(await found(w.first.client, '飞线充电'), [id])
  await done(w.first.client, UPDATE, { id, expectedVersion: version, input: { situation: '共享单车乱停乱放。' } })
  t.same(await found(w.first.client, '飞线充电'), [])
  t.same(await found(w.first.client, '共享单车'), [id])
})

const sight = async (w: World) => {
  const [draft = '', submitted = ''] = await plantTexts(w, 'CITY', [
    { title: '黄花', state: 'DRAFT' },
    { title: '黄花', state: 'SUBMITTED' },
  ])
  const [county = ''] = await plantTexts(w, 'COUNTY', [{ title: '黄花' }])
  const [other = ''] = await plantTexts(w, 'OTHER_CITY', [{ title: '黄花' }])
  return { draft, submitted, county, other }
}

tap.test('search shows what the list shows: no draft of others, no other committee', async t => {
  const w = await world(t)
  const { submitted, county, other } = await sight(w)
  const office = await w.as('PROPOSAL_OFFICE')
  t.same(await found(office, '黄花'), [submitted])
  t.same(await found(office, '黄花', 'org_140212'), [county])
  t.same(await found(office, '黄花', 'org_140300'), [])
  t.same(await found(await w.as('PROPOSAL_OFFICE', 'OTHER_CITY'), '黄花', 'org_140300'), [other])
  t.same(await found(await w.as('PROPOSAL_OFFICE', 'COUNTY'), '黄花', 'org_140200'), [])
  t.same(await found(await w.as('MEMBER'), '黄花'), [])
})

tap.test('the function behind the filter shows no row beyond the walls', async t => {
  const w = await world(t)
  await sight(w)
  const count = async (visible: string, organization: string | null) => {
    const { rows } = await w.services.database.reads.query(
      `with viewer as materialized (select set_config('cppcc.visible', $1, true) as walls)
        select case when walls is not null then (select count(*)::int from search_proposals('黄花', $2)) end as n from viewer`,
      [visible, organization],
    )
    return rows[0].n
  }
  t.equal(await count('{140200}', null), 2)
  t.equal(await count('{140200,140212}', null), 3)
  t.equal(await count('{140200,140212}', '140212'), 1)
  t.equal(await count('{140200}', '140300'), 0)
  t.equal(await count('', null), 0)
})

tap.test('hostile searches find nothing or are refused, and break nothing', async t => {
  const w = await world(t)
  const [id = ''] = await plantTexts(w, 'CITY', [{ title: '停车' }])
  const office = await w.as('PROPOSAL_OFFICE')
  for (const word of ["停车'", '停车:*', '停车 & !停车', "停车') --", '停车\\', '<->停车', '("停车" | %_)']) {
    t.same(await found(office, word), [id], word)
  }
  t.same(await found(office, "停车' or true"), [], 'or and true are words like others')
  await t.rejects(found(office, '停车\ud800'), { message: 'BAD_REQUEST' })
  const nul = await office.run(FIND, { text: '停\u0000车' })
  t.equal(nul.status === 200 || nul.status === 400, true)
  const long = await office.run(FIND, { text: '停'.repeat(20_000) })
  t.match(long.errors?.[0]?.extensions, { code: 'BAD_REQUEST' })
  t.same(await found(office, '车停'.repeat(50)), [])
})
