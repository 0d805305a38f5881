import t from 'tap'
import { world } from '../../support/world.ts'

t.test('a committee shows its dictionaries in their official order', async t => {
  const w = await world(t)
  const answer = await (await w.as('LIAISON_OFFICE')).run(
    '{ organization { code shortName sectors { name rank } parent { code } } }',
  )
  t.equal(answer.status, 200)
  t.equal(answer.errors, undefined)
  t.same(answer.data.organization, {
    code: '140200',
    shortName: '大同市政协',
    sectors: ['中国共产党', '无党派人士', '经济界', '教育界', '农业界'].map((name, rank) => ({ name, rank })),
    parent: { code: '140000' },
  })
})

t.test('a county sees its own dictionaries and none of its neighbour', async t => {
  const w = await world(t)
  const county = await w.as('LIAISON_OFFICE', 'COUNTY')
  const answer = await county.run(
    '{ organization(id: "org_140213") { shortName sectors { name } terms { number } } own: organization { sectors { name } } }',
  )
  t.same(answer.data.organization, { shortName: '平城区政协', sectors: [], terms: [] })
  t.equal(answer.data.own.sectors.length, 5)
})

t.test('a city sees the dictionaries of its counties, and another city does not', async t => {
  const w = await world(t)
  const query = '{ organization(id: "org_140212") { terms { number } } }'
  t.same((await (await w.as('LIAISON_OFFICE')).run(query)).data.organization.terms, [{ number: 15 }])
  t.same((await (await w.as('LIAISON_OFFICE', 'OTHER_CITY')).run(query)).data.organization.terms, [])
})
