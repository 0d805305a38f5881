import t from 'tap'
import { approverOf, dutyCategoryErrors, leaveRuleErrors } from '../../../src/domain/activities/kinds/rules.ts'
import { activityKinds } from '../../../src/domain/organizations/seed/activity-kinds.ts'
import { seedOrganization } from '../../../src/domain/organizations/seed/organization.ts'
import { systemViewer } from '../../../src/kernel/viewer.ts'
import { readMigrations } from '../../../src/platform/db/migration-files.ts'
import { transaction } from '../../../src/platform/db/transaction.ts'
import { A, activityWorld, done, session } from '../../support/activity-core.ts'
import { refused } from '../../support/examination.ts'
import { world } from '../../support/world.ts'

const RULES = `id code name version recordedBy countsHalfDays leaveRules { upToHalfDays approver } mayRepeat outcomes dutyCategory { code }`

t.test('every kind of the seed keeps the rules of kinds', async t => {
  t.equal(activityKinds.length, 25)
  for (const { code, leaveRules, dutyCategory } of activityKinds)
    t.same([leaveRuleErrors(leaveRules), dutyCategoryErrors(dutyCategory)], [[], []], code)
})

t.test('a new committee begins with them, and one that was there gets the same', async t => {
  const w = await world(t)
  await transaction(w.services.database, systemViewer('140400'), tx =>
    seedOrganization(tx, {
      ...{ organizationId: '140400', parentId: '140000', level: 'CITY', regionCode: '140400' },
      ...{ name: '中国人民政治协商会议长治市委员会', shortName: '长治市政协' },
    }),
  )
  const columns = `code, name, aliases, rank, recorded_by, counts_half_days, leave_rules, may_repeat, outcomes, duty_category`
  const read = async (organization: string) =>
    (
      await w.owner.query(`select ${columns} from activity_kinds where organization_id = $1 order by rank`, [
        organization,
      ])
    ).rows
  const seeded = await read('140400')
  t.equal(seeded.length, activityKinds.length)
  // The committees of this world were made without kinds: the statement of the migration gives them theirs.
  const migrations = await readMigrations(new URL('../../../migrations/', import.meta.url).pathname)
  const statement = migrations.map(({ sql }) => /insert into activity_kinds[^;]+;/.exec(sql)?.[0]).find(Boolean)
  await w.owner.query(`${statement?.replace(/;$/, '')} where o.organization_id = 140200`)
  t.same(await read('140200'), seeded)
})

t.test('rules of leave ascend, and the last has no limit', async t => {
  const rule = (upToHalfDays: number | null) => ({ upToHalfDays, approver: 'OFFICE' as const })
  const cases: readonly [(number | null)[], string[]][] = [
    [[null], []],
    [[1, 2, null], []],
    [[], ['TOO_MANY']],
    [[1, 2, 3, 4, 5, null], ['TOO_MANY']],
    [[1], ['RULES_OUT_OF_ORDER']],
    [[2, 2, null], ['RULES_OUT_OF_ORDER']],
    [[null, null], ['RULES_OUT_OF_ORDER']],
    [
      [0, 65, null],
      ['OUT_OF_RANGE', 'OUT_OF_RANGE'],
    ],
  ]
  for (const [limits, codes] of cases)
    t.same(
      leaveRuleErrors(limits.map(rule)).map(({ code }) => code),
      codes,
      `${limits}`,
    )
  const rules = [
    { upToHalfDays: 2, approver: 'OFFICE' as const },
    { upToHalfDays: null, approver: 'CHAIRPERSON' as const },
  ]
  t.same(
    [1, 2, 3].map(n => approverOf(rules, n)),
    ['OFFICE', 'OFFICE', 'CHAIRPERSON'],
  )
})

t.test('administrators change what is done in a kind, and nobody else', async t => {
  const w = await activityWorld(t)
  const admin = await w.newClient({ role: 'ORGANIZATION_ADMINISTRATOR', place: 'CITY' })
  const list = await w.office.run(`{ organization(id: "org_140200") { activityKinds { ${RULES} } } }`)
  const kind = list.data.organization.activityKinds[1]
  t.match(kind, {
    code: 'STANDING_COMMITTEE_MEETING',
    dutyCategory: { code: 'STANDING_COMMITTEE_MEETING' },
    version: 1,
  })
  t.equal(kind.leaveRules.length, 3)
  const UPDATE = `mutation ($id: ID!, $expectedVersion: Int!, $input: ActivityKindRulesInput!) {
    activityKindRulesUpdate(id: $id, expectedVersion: $expectedVersion, input: $input) { activityKind { ${RULES} } userErrors { field code } } }`
  const update = (input: object, client = admin, expectedVersion = 1) =>
    client.run(UPDATE, { id: kind.id, expectedVersion, input })
  await refused(t, w, () => update({ dutyCategory: 'PROPOSAL' }), 'UNKNOWN_CATEGORY', ['input', 'dutyCategory'])
  await refused(t, w, () => update({ dutyCategory: 'AWARD' }), 'UNKNOWN_CATEGORY')
  await refused(t, w, () => update({ leaveRules: [{ upToHalfDays: 1, approver: 'OFFICE' }] }), 'RULES_OUT_OF_ORDER')
  await refused(t, w, () => update({ countsHalfDays: null }), 'REQUIRED', ['input', 'countsHalfDays'])
  await refused(t, w, () => update({ mayRepeat: true }, admin, 2), 'VERSION_CONFLICT')
  t.match((await update({ mayRepeat: true }, w.office)).errors, [{ extensions: { code: 'FORBIDDEN' } }])
  const changed = done(
    await update({
      countsHalfDays: false,
      outcomes: ['REPORT'],
      leaveRules: [{ approver: 'CHAIRPERSON' }],
      dutyCategory: null,
    }),
  )
  t.match(changed, {
    ...{ version: 2, countsHalfDays: false, outcomes: ['REPORT'], dutyCategory: null, mayRepeat: false },
  })
  t.same(changed.leaveRules, [{ upToHalfDays: null, approver: 'CHAIRPERSON' }])
  const planned = done(await w.office.run(A.create, { input: session(w) }))
  t.match(planned.halfDays, [{ label: '全程' }], 'and new activities go by it')
  const renamed = await admin.run(
    'mutation ($id: ID!) { dictionaryEntryUpdate(id: $id, expectedVersion: 2, input: { name: "常委会全体会议" }) { dictionaryEntry { __typename name } userErrors { code } } }',
    { id: kind.id },
  )
  t.match(renamed.data.dictionaryEntryUpdate.dictionaryEntry, { __typename: 'ActivityKind', name: '常委会全体会议' })
})
