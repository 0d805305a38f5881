import t from 'tap'
import { businessDate } from '../../../../src/kernel/clock.ts'
import { addDays } from '../../../../src/kernel/dates.ts'
import { activityWorld } from '../../../support/activity-outcomes.ts'
import { outcome } from '../../../support/examination.ts'
import { OUTCOMES as O } from '../../../support/outcomes.ts'
import { givenUnit } from '../../../support/proposals.ts'

const OWNERS = `query ($organization: ID) { activityOutcomeOwners(organization: $organization) {
  unit { id } member { id } name open overdue closed } }`

t.test('who has to do what is counted, those with most overdue first', async t => {
  const w = await activityWorld(t)
  const activity = await w.activity({ kind: 'INSPECTION', state: 'HELD', from: -24 * 40, to: -24 * 39 })
  const unit = await givenUnit(w, 'CITY', '消防救援支队')
  const today = businessDate(w.clock())
  const given = async (input: object): Promise<string> => {
    const problem = { activity: activity.id, kind: 'PROBLEM', title: '消防通道被占用', ...input }
    return (await w.office.run(O.create, { input: problem })).data.activityOutcomeCreate.activityOutcome.id
  }
  const late = { dueOn: addDays(today, -1) }
  const [byUnit, byMember] = [{ owner: { unit: unit.id } }, { owner: { member: w.first.id } }]
  await given({ ...byUnit, ...late })
  await given({ ...byUnit, ...late, title: '又一处' })
  const closed = await given({ ...byMember, ...late })
  t.equal(
    outcome(await w.office.run(O.close, { id: closed, expectedVersion: 1, input: { result: 'DONE', proof: '已清' } })),
    'DONE',
  )
  await given({ ...byMember, dueOn: today, title: '今日到期' })
  await given({ owner: { name: '市热力公司' } })
  await given({ title: '无责任方' })
  const withdrawn = await given({ owner: { name: '误录' } })
  await w.office.run(O.withdraw, { id: withdrawn, expectedVersion: 1, input: { reason: '误录' } })
  await given({ kind: 'REPORT', title: '报告' })
  const nobody = { unit: null, member: null, name: null }
  t.same((await w.office.run(OWNERS)).data.activityOutcomeOwners, [
    { ...nobody, unit: { id: unit.id }, open: 2, overdue: 2, closed: 0 },
    { ...nobody, member: { id: w.first.id }, open: 1, overdue: 0, closed: 1 },
    { ...nobody, name: '市热力公司', open: 1, overdue: 0, closed: 0 },
    { ...nobody, open: 1, overdue: 0, closed: 0 },
  ])
  const leader = await w.as('LEADER', 'PROVINCE')
  t.equal((await leader.run(OWNERS, { organization: 'org_140200' })).data.activityOutcomeOwners.length, 4)
  const others = [w.first.client, await w.as('AUDITOR'), await w.as('SPECIAL_COMMITTEE_OFFICE', 'OTHER_CITY')]
  for (const client of others)
    t.same((await client.run(OWNERS, { organization: 'org_140200' })).data.activityOutcomeOwners, [])
})
