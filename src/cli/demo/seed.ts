import { and, eq } from 'drizzle-orm'
import { book } from '../../domain/duty/commands/ledger.ts'
import { createAccount } from '../../domain/identity/commands/terminal.ts'
import { NOWHERE, type Workplace } from '../../domain/identity/commands/workplaces.ts'
import { writeMembers } from '../../domain/members/commands/write.ts'
import { members } from '../../domain/members/tables.ts'
import { seedOrganization } from '../../domain/organizations/seed/organization.ts'
import { assigningOffices, organizations, terms, undertakingUnits } from '../../domain/organizations/tables.ts'
import { Refused, userError } from '../../kernel/user-error.ts'
import { systemViewer } from '../../kernel/viewer.ts'
import { changeLog } from '../../platform/changelog/tables.ts'
import { command, execute } from '../../platform/commands/command.ts'
import { systemContext } from '../../platform/context.ts'
import { type Tx, transaction } from '../../platform/db/transaction.ts'
import type { Services } from '../../platform/services.ts'
import { type DemoAccount, demoAccounts } from './accounts.ts'
import { seedActivities } from './activities/index.ts'
import { dutyOf } from './duty.ts'
import { dictionariesOf, memberRows } from './members.ts'
import { CITY, type DemoPlace, places, SESSIONS, TERM } from './places.ts'
import { seedProposals } from './proposals/index.ts'
import { random } from './random.ts'

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
  // Together: each waits for its password's hash.
  const accounts = await missingAccounts(services)
  await Promise.all(accounts.map(account => openAccount(services, account)))
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
  const proven = await seedProposals(work, { place, termId: term.id, ...accountsOf(place, held) })
  await seedActivities(work, { place, ...accountsOf(place, held) })
  const bookings = dutyOf(draw, organizationId, held, share(place) - proven)
  for (let start = 0; start < bookings.length; start += RECORDS_A_BATCH) {
    await book(work, bookings.slice(start, start + RECORDS_A_BATCH))
  }
  return true
})

/** The accounts that will be opened in the place, and the seats of those who are members. */
function accountsOf({ number }: DemoPlace, held: readonly { readonly id: string }[]) {
  const own = demoAccounts.filter(({ place }) => place === number)
  const seats = own.flatMap(({ login, seat }) => (seat === undefined ? [] : [[login, held[seat]?.id ?? ''] as const]))
  return { accounts: Object.fromEntries(own.map(({ login, id }) => [login, id])), seatOf: Object.fromEntries(seats) }
}

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

async function openAccount(services: Services, account: DemoAccount) {
  const { id, login, password, what, place, roles, seat } = account
  const personId = seat === undefined ? undefined : await personAt(services, place, seat)
  const workplace = await workplaceOf(services, account)
  const wish = { id, organizationId: place, login, displayName: what, roles, workplace, password }
  await createAccount(services, personId === undefined ? wish : { ...wish, personId })
}

/** The unit or office by its code. */
async function workplaceOf({ database }: Services, { place, unit, office }: DemoAccount): Promise<Workplace> {
  const entryOf = (table: typeof undertakingUnits | typeof assigningOffices, code: string) =>
    transaction(database, systemViewer(place), async ({ db }) => {
      const which = and(eq(table.organizationId, place), eq(table.code, code))
      const [entry] = await db.select({ id: table.id }).from(table).where(which)
      return entry?.id ?? null
    })
  return {
    undertakingUnitId: unit === undefined ? NOWHERE.undertakingUnitId : await entryOf(undertakingUnits, unit),
    assigningOfficeId: office === undefined ? NOWHERE.assigningOfficeId : await entryOf(assigningOffices, office),
  }
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
