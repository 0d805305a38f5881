import { type Occasion, signInCode, slotAt } from '../../src/domain/activities/attendance/codes.ts'
import { newId } from '../../src/kernel/ids.ts'
import { type KeyRing, openKeyRing } from '../../src/platform/security/key-ring.ts'
import { KEYS_FILE } from '../database.ts'
import { CONNECTIONS } from '../load.ts'
import type { Sql, Variant } from './operation.ts'
import { membersWhoWrite, type WriteOperation } from './write.ts'

/** More than any machine does in a second: a sample must not run out. */
const SIGNED_IN_A_SECOND = 5_000
/** Half-days of one activity. */
const HALF_DAYS = 8
/** For the floor, each with every member of the committee. */
const FLOOR_HALF_DAYS = 64

type HalfDay = Omit<Occasion, 'organizationId'>

/** Half-days to which a writer has not signed in yet, by account. */
const waiting = new Map<string, HalfDay[]>()
/** Half-days and members that the floor takes in turn, by account. */
const floorStock = new Map<
  string,
  { readonly halfDays: HalfDay[]; readonly members: readonly string[]; taken: number }
>()
let keys: KeyRing | undefined

const leftOf = ({ account = '' }: Variant): HalfDay[] => waiting.get(account) ?? []

/** So many activities that go on now, each with so many half-days, to which some members are asked. */
const ACTIVITIES = `with made as (
    insert into activities (organization_id, id, kind_id, title, state, starts_at, ends_at, notified_at, created_by)
    select k.organization_id, gen_random_uuid(), k.id, '全体会议', 'NOTIFIED', now() - interval '5 minutes', now() + interval '1 day', now(), gen_random_uuid()
    from activity_kinds k, generate_series(1, $2::int) where k.organization_id = $1 and k.code = 'PLENARY_SESSION'
    returning organization_id, id, starts_at, ends_at
  ), asked as (
    insert into activity_invitations (organization_id, id, activity_id, member_id, state)
    select a.organization_id, gen_random_uuid(), a.id, m, 'ATTENDING' from made a, unnest($4::uuid[]) m
  )
  insert into activity_half_days (organization_id, id, activity_id, starts_at, ends_at, label)
  select a.organization_id, gen_random_uuid(), a.id, a.starts_at + n * interval '1 second', a.ends_at, '第' || n || '单元'
  from made a, generate_series(1, $3::int) n returning activity_id::text as "activityId", id::text as "halfDayId"`

async function newHalfDays(
  sql: Sql,
  organization: string,
  [activities, halfDays]: readonly [number, number],
  members: readonly unknown[],
): Promise<HalfDay[]> {
  const rows = await sql(ACTIVITIES, [organization, activities, halfDays, members])
  return rows.map(({ activityId, halfDayId }) => ({ activityId: String(activityId), halfDayId: String(halfDayId) }))
}

/** The writers of each committee are asked together, as a meeting asks them. */
async function stock(sql: Sql, writers: readonly Variant[], enough: number): Promise<void> {
  for (const [organization = '', own] of Map.groupBy(writers, writer => writer.organization)) {
    const missing = enough - Math.min(...own.map(writer => leftOf(writer).length))
    if (missing <= 0) continue
    const members = own.map(({ member }) => member)
    const made = await newHalfDays(sql, organization, [Math.ceil(missing / HALF_DAYS), HALF_DAYS], members)
    for (const writer of own) waiting.set(writer.account ?? '', [...made, ...leftOf(writer)])
  }
}

async function prepare(sql: Sql): Promise<Variant[]> {
  keys = await openKeyRing(KEYS_FILE, { create: true })
  const writers = await membersWhoWrite(sql)
  await stock(sql, writers, 1)
  for (const { organization = '', account = '' } of writers) {
    const members = await sql('select id::text from members where organization_id = $1 order by id', [organization])
    const halfDays = await newHalfDays(sql, organization, [1, FLOOR_HALF_DAYS], [])
    floorStock.set(account, { halfDays, members: members.map(({ id }) => String(id)), taken: 0 })
  }
  return writers
}

const used = new Error('no half-day is left to sign in to: this machine is faster than the stock is large')

export const activitySignIn: WriteOperation = {
  name: 'sign-in',
  title: 'a member signs in to a half-day with the code that is shown: attendance and change log in one transaction',
  query: `mutation ($input: ActivitySignInInput!) { activitySignIn(input: $input) { attendance { id status signedInAt } userErrors { field code message } } }`,
  floor: `insert into activity_attendances (organization_id, id, activity_id, half_day_id, member_id, status, method, signed_in_at, recorded_by)
    values ($1, $2, $3, $4, $5, 'PRESENT', 'ROTATING_CODE', now(), $6) returning id`,
  writers: prepare,
  restock: (sql, writers, seconds) =>
    // Every connection of the client makes a first request of the first writer before it begins elsewhere (load.ts).
    stock(sql, writers, 2 * CONNECTIONS + Math.ceil((SIGNED_IN_A_SECOND * seconds) / writers.length)),
  next: writer => {
    const halfDay = leftOf(writer).pop()
    if (!halfDay || !keys) throw used
    const occasion = { organizationId: writer.organization ?? '', ...halfDay }
    return { input: { code: signInCode(keys.current(), occasion, slotAt(new Date())) } }
  },
  nextValues: ({ organization, account = '' }) => {
    const own = floorStock.get(account)
    const index = own ? own.taken++ : 0
    const halfDay = own?.halfDays[Math.floor(index / own.members.length)]
    if (!own || !halfDay) throw used
    const member = own.members[index % own.members.length]
    return [organization, newId(), halfDay.activityId, halfDay.halfDayId, member, account]
  },
}
