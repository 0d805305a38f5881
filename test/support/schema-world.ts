import { assigningOffices, policies, sessions, terms, undertakingUnits } from '../../src/domain/organizations/tables.ts'
import { newId } from '../../src/kernel/ids.ts'
import { givenDuty } from './duty.ts'
import { type GivenMember, givenMember, inventedIdentityNumber } from './members.ts'
import { orders } from './schema-oracle-pages.ts'
import { type OracleViewer, readTables, type Tables } from './schema-oracle-rows.ts'
import { type Client, PLACES, type Place, type World } from './world.ts'

const DICTIONARIES = ['sectors', 'parties', 'positions', 'special_committees', 'assigning_offices', 'undertaking_units']
const TABLES = [
  'organizations',
  'terms',
  'sessions',
  'policies',
  'persons',
  'members',
  'member_positions',
  'duty_records',
  ...DICTIONARIES,
]

/** Sessions, units with equal ranks, policies, members with seats in two committees: what the documents ask about. */
export async function populate(w: World): Promise<void> {
  for (const place of ['CITY', 'COUNTY', 'SIBLING'] as const) await plantUnits(w, place, place === 'CITY' ? 11 : 4)
  await w.system('SIBLING', tx =>
    tx.db.insert(policies).values([
      {
        organizationId: PLACES.SIBLING,
        id: newId(),
        key: 'SUPERIOR_VISIBILITY',
        effectiveFrom: '2020-01-01',
        value: ['ORGANIZATION_READ'],
      },
      {
        organizationId: PLACES.SIBLING,
        id: newId(),
        key: 'SUPERIOR_VISIBILITY',
        effectiveFrom: '2099-01-01',
        value: [],
      },
    ]),
  )
  const names = ['赵一', '钱二', '孙三', '李四', '周五', '吴六', '郑七', '王八一', '赵一']
  for (const [n, name] of names.entries()) {
    const shared = {
      name,
      sector: ['经济界', '教育界'][n % 2] ?? '',
      positions: n % 3 ? ['委员'] : ['常务委员', '委员'],
      remarks: `备注${n}`,
    }
    const city = await givenMember(w, 'CITY', {
      ...shared,
      party: '九三学社',
      isStanding: n % 2 === 0,
      joinedOn: `2021-06-0${1 + (n % 3)}`,
      identityNumber: inventedIdentityNumber('19700512', n + 1),
    })
    const county =
      n < 5 &&
      (await givenMember(w, n < 3 ? 'COUNTY' : 'SIBLING', {
        ...shared,
        status: n === 1 ? 'RESIGNED' : 'ACTIVE',
        phone: `1380000000${n}`,
        birth: { year: 1970, month: 5 },
        identityNumber: inventedIdentityNumber('19700512', n + 1),
      }))
    for (const member of county ? [city, county] : [city]) await plantDuties(w, member, n)
  }
}

/** Records on equal and different days, confirmed and not; the second takes the place of the first. */
async function plantDuties(w: World, member: GivenMember, n: number): Promise<void> {
  const first = await givenDuty(w, member, { state: 'RETURNED', occurredOn: `2024-03-0${1 + (n % 2)}` })
  const second = await givenDuty(w, member, {
    category: n % 2 ? 'FIELD_RESEARCH' : 'VISIT',
    occurredOn: '2024-03-02',
    facts: { place: '"\\云州', halfDays: n },
  })
  await givenDuty(w, member, { state: 'CONFIRMED', occurredOn: `202${n % 4}-12-31`, title: `走访${n}` })
  await w.owner.query('update duty_records set replaces_id = $1 where organization_id = $2 and id = $3', [
    first.split('_')[2],
    member.organizationId,
    second.split('_')[2],
  ])
}

async function plantUnits(w: World, place: Place, count: number): Promise<void> {
  const organizationId = PLACES[place]
  const [officeId, termId] = [newId(), newId()]
  await w.system(place, async ({ db }) => {
    await db.insert(assigningOffices).values({ organizationId, id: officeId, code: 'A1', name: '政府办公室', rank: 1 })
    const units = Array.from({ length: count }, (_, n) => ({
      organizationId,
      id: newId(),
      code: `U${n}`,
      name: `${['丙', 'b', '甲', 'A', '乙"\\', '𠮷', 'é'][n % 7]}单位${n}`,
      rank: n % 3,
      aliases: n % 2 ? [`别名${n}`] : [],
      assigningOfficeId: n % 4 ? officeId : null,
    }))
    await db.insert(undertakingUnits).values(units)
    await db
      .insert(terms)
      .values({ organizationId, id: termId, number: 14, startsOn: '2016-06-01', endsOn: '2021-05-31' })
    await db.insert(sessions).values(
      [1, 2, 3].map(number => ({
        organizationId,
        id: newId(),
        termId,
        number,
        startsOn: `201${6 + number}-02-01`,
        endsOn: `201${6 + number}-02-04`,
      })),
    )
  })
}

export interface Asking {
  readonly client: Client
  /** Its rights, written here and not read from the service. */
  readonly viewer: OracleViewer
}

/** Three very different viewers of the same rows. */
export async function viewers(w: World): Promise<readonly [Asking, Asking, Asking]> {
  const { CITY, COUNTY, SIBLING, PROVINCE, OTHER_CITY } = PLACES
  const { rows } = await w.owner.query<{ id: string; person_id: string }>(
    'select id, person_id from members where organization_id = $1 order by id',
    [COUNTY],
  )
  const [seat] = rows
  if (!seat) throw new Error('no member was planted')
  return [
    {
      client: await w.as('LIAISON_OFFICE', 'CITY'),
      viewer: {
        home: CITY,
        seats: [],
        rights: {
          ORGANIZATION_READ: [CITY, COUNTY, SIBLING],
          MEMBER_READ: [CITY, COUNTY],
          DUTY_READ: [CITY, COUNTY],
          MEMBER_MANAGE: [CITY],
        },
      },
    },
    {
      client: await w.newClient({ role: 'MEMBER', place: 'COUNTY', personId: seat.person_id }),
      viewer: {
        home: COUNTY,
        seats: [seat.id],
        rights: { ORGANIZATION_READ: [COUNTY], MEMBER_READ: [COUNTY], DUTY_OWN: [COUNTY] },
      },
    },
    {
      client: await w.as('LEADER', 'PROVINCE'),
      viewer: {
        home: PROVINCE,
        seats: [],
        rights: {
          ORGANIZATION_READ: [PROVINCE, CITY, COUNTY, SIBLING, OTHER_CITY],
          MEMBER_READ: [PROVINCE, CITY, COUNTY, OTHER_CITY],
          DUTY_READ: [PROVINCE, CITY, COUNTY, OTHER_CITY],
        },
      },
    },
  ]
}

export const tablesOf = (w: World): Promise<Tables> =>
  readTables(w.owner, TABLES, { organizations: 'path', undertaking_units: 'name', members: 'pinyin' })

const LISTS: Readonly<Record<string, readonly [before: string, after: string]>> = {
  Organization: ['organizations(', ')'],
  UndertakingUnit: ['organization { undertakingUnits(', ') }'],
  Member: ['members(', ')'],
  DutyRecord: ['dutyRecords(', ')'],
}

/** The service's cursor of every record in every order, asked of each committee's own office: `Type.FIELD.DIRECTION.id`. */
export async function harvestCursors(w: World): Promise<Map<string, string>> {
  const cursors = new Map<string, string>()
  for (const place of Object.keys(PLACES) as Place[]) {
    const client = await w.as('LIAISON_OFFICE', place)
    for (const [type, [open, close]] of Object.entries(LISTS)) {
      for (const field of Object.keys(orders[type]?.keys ?? {})) {
        for (const direction of ['ASC', 'DESC']) {
          const list = `first: 100, orderBy: { field: ${field}, direction: ${direction} }`
          const { data } = await client.run(
            `{ ${open}${list}${close.replace(')', ') { edges { cursor node { id } } }')} }`,
          )
          const found = data.organization?.undertakingUnits ?? data.organizations ?? data.members ?? data.dutyRecords
          for (const { cursor, node } of found.edges) cursors.set(`${type}.${field}.${direction}.${node.id}`, cursor)
        }
      }
    }
  }
  return cursors
}
