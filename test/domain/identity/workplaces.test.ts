import tap from 'tap'
import { createAccount } from '../../../src/domain/identity/commands/terminal.ts'
import { assigningOffices, undertakingUnits } from '../../../src/domain/organizations/tables.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { outcome } from '../../support/examination.ts'
import { PLACES, type Place, type World, world } from '../../support/world.ts'

const GRANT = `mutation ($input: RoleGrantInput!) {
  roleGrant(input: $input) { roleGrant { id role undertakingUnit { id name } assigningOffice { id } } userErrors { field code message } }
}`

async function plantPlaces(w: World, place: Place) {
  const organizationId = PLACES[place]
  const [unit, retired, office] = [newId(), newId(), newId()]
  await w.system(place, async ({ db }) => {
    await db.insert(assigningOffices).values({ organizationId, id: office, code: 'A1', name: '政府办公室' })
    await db.insert(undertakingUnits).values([
      { organizationId, id: unit, code: 'U1', name: '教育局' },
      { organizationId, id: retired, code: 'U2', name: '旧局', isActive: false },
    ])
  })
  const id = (prefix: string, key: string) => `${prefix}_${organizationId}_${key}`
  return { unit: id('unit', unit), retired: id('unit', retired), office: id('aso', office) }
}

tap.test('roles of units and assigning offices are given with the place, the others without', async t => {
  const w = await world(t)
  const [here, there] = [await plantPlaces(w, 'CITY'), await plantPlaces(w, 'OTHER_CITY')]
  const security = await w.as('SECURITY_ADMINISTRATOR')
  const holder = await w.as('SERVICE')
  const account = `acc_${PLACES.CITY}_${holder.accountId}`
  const input = (role: string, more: object = {}) => ({ account, organization: 'org_140200', role, ...more })
  const refused = async (given: object, code: string, field: string) => {
    const { result, same } = await w.unchanged(() => security.run(GRANT, { input: given }))
    t.equal(outcome(result), code, result.text)
    t.same(result.data.roleGrant.userErrors[0].field, ['input', field])
    t.ok(same, 'nothing changed')
  }
  await refused(input('UNDERTAKING_UNIT_STAFF'), 'REQUIRED', 'undertakingUnit')
  await refused(input('UNDERTAKING_UNIT_HEAD', { assigningOffice: here.office }), 'NOT_APPLICABLE', 'assigningOffice')
  await refused(input('ASSIGNING_OFFICE_STAFF'), 'REQUIRED', 'assigningOffice')
  await refused(input('LEADER', { undertakingUnit: here.unit }), 'NOT_APPLICABLE', 'undertakingUnit')
  await refused(input('UNDERTAKING_UNIT_STAFF', { undertakingUnit: there.unit }), 'NOT_FOUND', 'undertakingUnit')
  await refused(input('UNDERTAKING_UNIT_STAFF', { undertakingUnit: here.office }), 'NOT_FOUND', 'undertakingUnit')
  await refused(input('UNDERTAKING_UNIT_STAFF', { undertakingUnit: here.retired }), 'RETIRED', 'undertakingUnit')
  const given = await security.run(GRANT, {
    input: input('UNDERTAKING_UNIT_STAFF', { undertakingUnit: here.unit }),
  })
  t.match(given.data.roleGrant, {
    roleGrant: { undertakingUnit: { id: here.unit, name: '教育局' }, assigningOffice: null },
    userErrors: [],
  })
  await refused(input('UNDERTAKING_UNIT_STAFF', { undertakingUnit: here.unit }), 'ALREADY_GRANTED', 'account')
  const office = await security.run(GRANT, { input: input('ASSIGNING_OFFICE_STAFF', { assigningOffice: here.office }) })
  t.match(office.data.roleGrant.roleGrant, { assigningOffice: { id: here.office }, undertakingUnit: null })
  const { rows } = await w.owner.query<{ facts: { grants: object[] } }>(
    'select load_viewer($1, $2, null, null) as facts',
    [PLACES.CITY, holder.accountId],
  )
  t.match(
    rows[0]?.facts.grants.find(grant => 'unitId' in grant && grant.unitId),
    { role: 'UNDERTAKING_UNIT_STAFF', unitId: here.unit.split('_')[2], officeId: null },
  )
  const { rows: logged } = await w.owner.query(
    `select p.payload ->> 'undertakingUnitId' as unit from change_log l join change_payloads p using (organization_id, epoch, seq)
      where l.action = 'roleGrant' and l.op = 'CREATE' order by l.seq`,
  )
  t.same(logged, [{ unit: here.unit.split('_')[2] }, { unit: null }])
})

tap.test('one role for several units, to many accounts at once', async t => {
  const w = await world(t)
  const here = await plantPlaces(w, 'CITY')
  const other = newId()
  await w.system('CITY', ({ db }) =>
    db.insert(undertakingUnits).values({ organizationId: PLACES.CITY, id: other, code: 'U3', name: '民政局' }),
  )
  const security = await w.as('SECURITY_ADMINISTRATOR')
  const accounts = [await w.as('SERVICE'), await w.as('LEADER')].map(one => `acc_${PLACES.CITY}_${one.accountId}`)
  const MANY = `mutation ($input: RoleGrantManyInput!) {
    roleGrantMany(input: $input) { roleGrants { undertakingUnit { id } } userErrors { field code } }
  }`
  for (const undertakingUnit of [here.unit, `unit_${PLACES.CITY}_${other}`]) {
    const input = { accounts, organization: 'org_140200', role: 'UNDERTAKING_UNIT_HEAD', undertakingUnit }
    const { data } = await security.run(MANY, { input })
    t.same(data.roleGrantMany, {
      roleGrants: [{ undertakingUnit: { id: undertakingUnit } }, { undertakingUnit: { id: undertakingUnit } }],
      userErrors: [],
    })
  }
})

tap.test('the terminal opens no account with such a role and without the place', async t => {
  const w = await world(t)
  const { unit, office } = await plantPlaces(w, 'CITY')
  const [undertakingUnitId = null, assigningOfficeId = null] = [unit, office].map(id => id.split('_')[2])
  const at = { undertakingUnitId: null, assigningOfficeId: null }
  const open = (login: string, more: Pick<Parameters<typeof createAccount>[1], 'roles' | 'workplace'>) =>
    createAccount(w.services, { organizationId: PLACES.CITY, login, displayName: '柳青', ...more })
  for (const role of ['UNDERTAKING_UNIT_STAFF', 'UNDERTAKING_UNIT_HEAD', 'ASSIGNING_OFFICE_STAFF'] as const) {
    const other = role === 'ASSIGNING_OFFICE_STAFF' ? { ...at, undertakingUnitId } : { ...at, assigningOfficeId }
    for (const wish of [{ roles: [role] }, { roles: [role], workplace: other }]) {
      const { same } = await w.unchanged(() =>
        t.rejects(open('nobody', wish), { errors: [{ code: 'REQUIRED', field: ['roles'] }] }, role),
      )
      t.ok(same)
    }
  }
  t.match(await open('staff', { roles: ['UNDERTAKING_UNIT_STAFF'], workplace: { ...at, undertakingUnitId } }), {
    login: 'staff',
  })
})
