import { readFileSync } from 'node:fs'
import t from 'tap'
import { A, activityWorld, done, given, meeting, notified, type Shown, send } from '../../support/activity-core.ts'
import type { Client } from '../../support/world.ts'

const FIND = `query ($organization: ID, $text: String) {
  activities(organization: $organization, filter: { text: $text }) { totalCount nodes { title } } }`

async function found(client: Client, text: string | null, organization?: string): Promise<string[]> {
  const { data } = await client.run(FIND, { text, organization })
  const { totalCount, nodes } = data.activities
  if (totalCount !== nodes.length) throw new Error('the count differs from the list')
  return nodes.map(({ title }: Shown) => title).sort()
}

t.test('activities are found by words of title and place, by whoever sees them', async t => {
  const w = await activityWorld(t)
  const [care, heat] = ['养老服务专题协商会', '供热管网视察']
  await notified(w, meeting(w, { title: care }), { members: [w.first.id] })
  const second = await given(w, meeting(w, { title: heat, kind: w.kinds.INSPECTION, place: '平城区5G产业园' }))
  t.same(await found(w.office, '养老 协商'), [care])
  t.same(await found(w.office, '管网'), [heat])
  t.same(await found(w.office, '５g'), [heat], 'in the place, whatever its width and case')
  t.same(await found(w.office, '会'), [care], 'a single character')
  t.same(await found(w.office, '养老 管网'), [], 'all words')
  t.same(await found(w.office, ''), [care, heat].sort(), 'an empty box')
  for (const signs of ['，', '%', '_', '\u3000', "'"]) t.same(await found(w.office, signs), [], signs)
  t.same(await found(w.office, null), [care, heat].sort())
  t.same(await found(w.first.client, '协商'), [care])
  t.same(await found(w.first.client, '管网'), [], 'not asked to attend')
  t.same(await found(w.second.client, '协商'), [])
  const elsewhere = await w.as('INFORMATION_OFFICE', 'OTHER_CITY')
  t.same(await found(elsewhere, '协商', 'org_140200'), [])
  t.same(await found(await w.as('LEADER', 'PROVINCE'), '协商', 'org_140200'), [care])
  done(await send(w.office, A.update, second, { input: { title: '换热站视察', place: '新荣区' } }))
  t.same(await found(w.office, '管网'), [])
  t.same(await found(w.office, '换热站 新荣'), ['换热站视察'])
  const tooLong = await w.office.run(FIND, { text: '字'.repeat(101) })
  t.equal(tooLong.errors?.[0]?.extensions?.code, 'BAD_REQUEST')
})

t.test('activities from before the search are made findable by the migration as by the program', async t => {
  const w = await activityWorld(t)
  for (const [title, place] of [
    ['养老服务、５Ｇ基站与PM2.5座谈会', '政协一楼'],
    ['一', ''],
    ['Café 々〇会 2030', 'A座 3层'],
  ] as const)
    await given(w, meeting(w, { title, place }))
  const migration = readFileSync('migrations/0005_own_activities.sql', 'utf8')
  const backfill = migration.slice(migration.indexOf('insert into activity_search'))
  const all = async () => (await w.owner.query('select * from activity_search order by activity_id')).rows
  const written = await all()
  await w.owner.query('delete from activity_search')
  await w.owner.query(backfill)
  t.same(await all(), written)
})
