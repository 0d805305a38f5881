import { and, eq } from 'drizzle-orm'
import { book } from '../../domain/duty/commands/ledger.ts'
import { createAccount } from '../../domain/identity/commands/terminal.ts'
import type { Role } from '../../domain/identity/roles.ts'
import { writeMembers } from '../../domain/members/commands/write.ts'
import { members } from '../../domain/members/tables.ts'
import { seedOrganization } from '../../domain/organizations/seed/organization.ts'
import { organizations, terms } from '../../domain/organizations/tables.ts'
import { Refused, userError } from '../../kernel/user-error.ts'
import { systemViewer } from '../../kernel/viewer.ts'
import { changeLog } from '../../platform/changelog/tables.ts'
import { command, execute } from '../../platform/commands/command.ts'
import { systemContext } from '../../platform/context.ts'
import { type Tx, transaction } from '../../platform/db/transaction.ts'
import type { Services } from '../../platform/services.ts'
import { dutyOf } from './duty.ts'
import { dictionariesOf, memberRows } from './members.ts'
import { CITY, type DemoPlace, places, SESSIONS, TERM } from './places.ts'
import { random } from './random.ts'

/** Known to everybody who reads this: for a database on this machine that holds nothing but inventions. */
export const DEMO_PASSWORD = 'yuncai-talks-at-nine'

interface DemoAccount {
  readonly login: string
  readonly password: string
  readonly what: string
  readonly place: string
  readonly roles: readonly Role[]
  /** 0-based number of the seat, in the order of the roster. */
  readonly seat?: number
}

const account = (login: string, what: string, place: string, role: Role, seat?: number): DemoAccount => ({
  login,
  password: DEMO_PASSWORD,
  what,
  place,
  roles: [role],
  ...(seat === undefined ? {} : { seat }),
})

/** One account a role; the service prints them when it starts. */
export const demoAccounts: readonly DemoAccount[] = [
  account('member', '大同市政协委员 member', CITY.number, 'MEMBER', 20),
  account('liaison', '委员联络部门 members’ liaison office', CITY.number, 'LIAISON_OFFICE'),
  account('proposals', '提案委办公室 proposal office', CITY.number, 'PROPOSAL_OFFICE'),
  account('information', '信息部门 information office', CITY.number, 'INFORMATION_OFFICE'),
  account('committee', '专委会办公室 special committee office', CITY.number, 'SPECIAL_COMMITTEE_OFFICE'),
  account('convenor', '界别召集人 sector convenor', CITY.number, 'SECTOR_CONVENOR', 30),
  account('leader', '主席会议成员 leader', CITY.number, 'LEADER'),
  account('assigning', '交办系统 assigning office', CITY.number, 'ASSIGNING_OFFICE_STAFF'),
  account('unit', '承办单位 undertaking unit', CITY.number, 'UNDERTAKING_UNIT_STAFF'),
  account('admin', '系统管理员 administrator', CITY.number, 'ORGANIZATION_ADMINISTRATOR'),
  account('security', '安全管理员 security administrator', CITY.number, 'SECURITY_ADMINISTRATOR'),
  account('auditor', '审计员 auditor', CITY.number, 'AUDITOR'),
  account('service', '系统对接 service', CITY.number, 'SERVICE'),
  account('county', '平城区政协联络部门 county liaison office', '140213', 'LIAISON_OFFICE'),
  account('county-member', '平城区政协委员 county member', '140213', 'MEMBER', 20),
]

/** Duty records in all: as many as a city and its counties keep in three years. */
const DUTY_RECORDS = 30_000
// A statement of drizzle holds 65,535 parameters at most.
const RECORDS_A_BATCH = 2_000

/**
 * Fills an empty database, a committee a transaction: one that was cut off is taken up where it stood. Throws Refused
 * DATABASE_IN_USE where there is any real committee: accounts with a known password have no place beside real ones.
 */
export async function seedDemo(services: Services, seeded: (place: DemoPlace) => void = () => {}): Promise<void> {
  const { missing, others } = await lookAround(services)
  if (others) throw new Refused(databaseInUse)
  for (const place of missing) {
    await seedPlace(services, place)
    seeded(place)
  }
  for (const account of await missingAccounts(services)) await openAccount(services, account)
}

/** Whether a start has to seed. Asked every time, so it costs nothing; never where there is a real committee. */
export async function lacksDemo(services: Services): Promise<boolean> {
  const { missing, others } = await lookAround(services)
  return !others && (missing.length > 0 || (await missingAccounts(services)).length > 0)
}

const databaseInUse = userError(
  'DATABASE_IN_USE',
  null,
  '数据库中已有其他政协机构，演示数据只写入空数据库',
  'The database holds other committees; demonstration data go into an empty one only',
)

async function lookAround({ database }: Services): Promise<{ missing: DemoPlace[]; others: boolean }> {
  const known = await transaction(database, systemViewer(CITY.number), async ({ db }) =>
    db.select({ number: organizations.organizationId }).from(organizations),
  )
  const numbers = new Set(known.map(({ number }) => number))
  const made = await Promise.all([...numbers].map(number => isDemo(database, number)))
  return { missing: places.filter(({ number }) => !numbers.has(number)), others: made.includes(false) }
}

/** A real committee may have the number of an invented one; its log tells them apart. */
const isDemo = (database: Services['database'], number: string): Promise<boolean> =>
  transaction(database, systemViewer(number), async ({ db }) => {
    const which = and(eq(changeLog.organizationId, number), eq(changeLog.action, seed.name))
    return (await db.select({ seq: changeLog.seq }).from(changeLog).where(which).limit(1)).length > 0
  })

async function seedPlace(services: Services, place: DemoPlace): Promise<void> {
  const outcome = await execute(systemContext(services, place.number), seed, place)
  if (outcome.result === null) throw new Refused(...outcome.userErrors)
}

const seed = command('demoSeed', async (work, place: DemoPlace): Promise<boolean> => {
  const { number: organizationId, parent: parentId, level, name, shortName } = place
  const draw = random(Number(organizationId))
  const session = { ...TERM, sessions: SESSIONS }
  await seedOrganization(work.tx, {
    organizationId,
    parentId,
    level,
    name,
    shortName,
    regionCode: organizationId,
    terms: [session],
  })
  const where = and(eq(terms.organizationId, organizationId), eq(terms.number, TERM.number))
  const [term] = await work.db.select({ id: terms.id }).from(terms).where(where)
  if (!term) throw new Error('the term was not seeded')
  await writeMembers(work, organizationId, term.id, memberRows(draw, place, await dictionariesOf(work, organizationId)))
  const held = await heldSeats(work)
  const bookings = dutyOf(draw, organizationId, held, share(place))
  for (let start = 0; start < bookings.length; start += RECORDS_A_BATCH) {
    await book(work, bookings.slice(start, start + RECORDS_A_BATCH))
  }
  return true
})

/** The place's part of all records, by its seats; the parts add up to the whole. */
function share(place: DemoPlace): number {
  const upTo = (count: number) => {
    const seats = places.slice(0, count).reduce((sum, { seats }) => sum + seats, 0)
    return Math.round((DUTY_RECORDS * seats) / SEATS)
  }
  const index = places.indexOf(place)
  return upTo(index + 1) - upTo(index)
}

const SEATS = places.reduce((sum, { seats }) => sum + seats, 0)

async function missingAccounts({ database }: Services): Promise<DemoAccount[]> {
  const logins = demoAccounts.map(({ login }) => login)
  const { rows } = await database.reads.query<{ login: string }>(
    'select login from unnest($1::text[]) as login where not exists (select from route_sign_in(login))',
    [logins],
  )
  return demoAccounts.filter(({ login }) => rows.some(row => row.login === login))
}

async function openAccount(services: Services, { login, password, what, place, roles, seat }: DemoAccount) {
  const personId = seat === undefined ? undefined : await personAt(services, place, seat)
  const wish = { organizationId: place, login, displayName: what, roles, password }
  await createAccount(services, personId === undefined ? wish : { ...wish, personId })
}

async function personAt({ database }: Services, organizationId: string, seat: number): Promise<string | undefined> {
  const [row] = await transaction(database, systemViewer(organizationId), tx => heldSeats(tx).offset(seat).limit(1))
  return row?.personId
}

/** Seats in an order that does not depend on ids. */
const heldSeats = ({ db, viewer }: Pick<Tx, 'db' | 'viewer'>) =>
  db
    .select({ id: members.id, personId: members.personId, joinedOn: members.joinedOn })
    .from(members)
    .where(eq(members.organizationId, viewer.organizationId ?? ''))
    .orderBy(members.searchText, members.workUnit, members.id)
    .$dynamic()
