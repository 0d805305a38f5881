import t from 'tap'
import { importProposals } from '../../../src/domain/proposals/import/import.ts'
import { businessDate } from '../../../src/kernel/clock.ts'
import { systemContext } from '../../../src/platform/context.ts'
import { proposalWorld } from '../../support/proposals.ts'
import type { Client } from '../../support/world.ts'
import { csvOf, dryRun, HEADING, send } from './import-support.ts'

const today = () => businessDate(new Date())

t.test('two thousand rows in one go', async t => {
  const w = await proposalWorld(t)
  const names = ['王一', '李二', '张三']
  const units = ['住建局', '公安局', '团市委']
  const rows = Array.from({ length: 2_000 }, (_, i) => [
    i + 1,
    `关于第${i + 1}件事的提案`,
    names[i % 3] ?? '',
    names[(i + 1) % 3] ?? '',
    '立案',
    units[i % 3] ?? '',
    units[(i + 1) % 3] ?? '',
    'ABC'[i % 3] ?? '',
    today(),
    i % 7 === 0 ? '基本满意' : '满意',
    '十五届三次',
  ])
  const { status, body } = await send(w.office, { bytes: csvOf(HEADING, ...rows) })
  t.equal(status, 200)
  t.match(body, { applied: true, created: 2_000, skipped: 0 })
  const { rows: counted } = await w.owner.query(
    `select (select count(*)::int from proposals) as proposals, (select count(*)::int from proposal_handlings) as parts,
      (select count(*)::int from proposal_search) as found, (select max(last) from proposal_counters) as last`,
  )
  t.strictSame(counted, [{ proposals: 2_000, parts: 4_000, found: 2_000, last: 2_000 }])
  const { result, same } = await w.unchanged(() => send(w.office, { bytes: csvOf(HEADING, ...rows) }))
  t.match(result.body, { created: 0, unchanged: 2_000, different: 0 })
  t.ok(same)
})

t.test('who may import, and where', async t => {
  const w = await proposalWorld(t)
  const bytes = csvOf(HEADING, [1, '甲', '王一', '', '立案', '', '', '', '', '', '十五届三次'])
  const refused = async (client: Client, query: Record<string, string>, status: number, code: string) => {
    const { result, same } = await w.unchanged(() => send(client, { bytes, query }))
    t.match(result, { status, body: { code } })
    t.ok(same)
  }
  await refused(w.nobody, {}, 401, 'UNAUTHENTICATED')
  for (const client of [
    w.first.client,
    await w.as('LEADER'),
    await w.as('ORGANIZATION_ADMINISTRATOR'),
    w.assigning.staff,
    w.units[0].head,
  ]) {
    await refused(client, dryRun, 403, 'FORBIDDEN')
  }
  for (const organization of ['140300', 'org_140212', '140000', '999999'])
    await refused(w.office, { organization }, 403, 'FORBIDDEN')
  for (const [query, status, code, field] of [
    [{ policy: 'SOME' }, 400, 'NOT_ALLOWED', 'policy'],
    [{ session: '0' }, 400, 'TOO_SMALL', 'session'],
    [{ term: '99' }, 422, 'TERM_NOT_FOUND', 'term'],
    [{ dryrun: 'true' }, 400, 'UNKNOWN_FIELD', 'dryrun'],
  ] as const) {
    t.match(await send(w.office, { bytes, query }), { status, body: { errors: [{ code, field: [field] }] } })
  }
  const list = {
    organizationId: '140200',
    bytes: Buffer.from(bytes),
    fileName: '往年.csv',
    policy: 'ALL_OR_NOTHING',
    dryRun: false,
  } as const
  await t.rejects(importProposals(systemContext(w.services, '140200'), { ...list, organizationId: '140212' }), {
    code: 'FORBIDDEN',
  })
  t.match(
    await importProposals(systemContext(w.services, '140200'), list),
    { applied: true, created: 1 },
    'the terminal',
  )
})

t.test('two at once, and the same key, are one', async t => {
  const w = await proposalWorld(t, { several: true })
  const bytes = csvOf(
    HEADING,
    ...Array.from({ length: 40 }, (_, i) => [i + 1, `甲${i}`, '王一', '', '立案', '', '', '', '', '', '']),
  )
  const query = { session: '3', term: '15' }
  const both = await Promise.all([w.office, w.colleague].map(client => send(client, { bytes, query })))
  t.strictSame(
    both.map(({ body }) => body.created).toSorted((a, b) => a - b),
    [0, 40],
    JSON.stringify(both.map(b => b.body.errors)),
  )
  const more = csvOf(HEADING, [90, '乙', '王一', '', '立案', '', '', '', '', '', ''])
  const headers = { 'idempotency-key': 'proposals-2026-01' }
  const first = await send(w.office, { bytes: more, query, headers })
  t.match(first.body, { created: 1 })
  const again = await w.unchanged(() => send(w.office, { bytes: more, query, headers }))
  t.strictSame(again.result.body, first.body)
  t.ok(again.same)
  t.match(await send(w.office, { bytes, query, headers }), {
    status: 422,
    body: { errors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }] },
  })
})
