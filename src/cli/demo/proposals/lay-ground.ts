import { asc, eq } from 'drizzle-orm'
import { publishedCalendars } from '../../../domain/organizations/seed/holidays.ts'
import { assigningOffices, notFilingGrounds, parties, sessions } from '../../../domain/organizations/tables.ts'
import { proposalWindows } from '../../../domain/proposals/drafting/tables.ts'
import { LEADING_POSITIONS } from '../../../domain/proposals/marks/rules.ts'
import type { SessionTime } from '../../../domain/proposals/rules.ts'
import { addDays, addMonths } from '../../../kernel/dates.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { insertRows } from '../../../platform/db/bulk.ts'
import { DEMO_UNIT } from '../accounts.ts'
import type { DemoSeat, Ground, ProposalsSeed } from './ground.ts'
import { iso, momentOf } from './moments.ts'
import { seedUnits } from './units.ts'

/** Writes units and windows, and reads what proposals hang on. */
export async function layGround(work: Work, seed: ProposalsSeed): Promise<Ground> {
  const { place, termId, accounts, seatOf } = seed
  const organizationId = place.number
  const { db } = work
  const units = await seedUnits(work, organizationId, place.level === 'CITY' ? '市' : place.shortName.slice(2, 3))
  const offices = await db.select().from(assigningOffices).where(eq(assigningOffices.organizationId, organizationId))
  const grounds = await db
    .select()
    .from(notFilingGrounds)
    .where(eq(notFilingGrounds.organizationId, organizationId))
    .orderBy(asc(notFilingGrounds.rank))
  const known = await db.select().from(parties).where(eq(parties.organizationId, organizationId))
  return {
    ...{ organizationId, termId, accounts, units },
    sessions: await openWindows(work, organizationId),
    seats: await seatsOf(work, organizationId),
    accountOfSeat: new Map(Object.entries(seatOf).map(([login, seat]) => [seat, accounts[login] ?? ''])),
    ownUnit: (accounts.unit && units.find(({ code }) => code === DEMO_UNIT)?.id) ?? '',
    governmentOfficeId: offices.find(({ code }) => code === 'GOVERNMENT')?.id ?? '',
    parties: new Map(known.map(({ code, id }) => [code, id])),
    grounds: grounds.map(({ id, name }) => ({ id, name })),
    places: place.level === 'CITY' ? CITY_PLACES : countyPlaces(place.shortName.slice(0, 3)),
    calendar: publishedCalendars.map(year => ({ ...year, version: 1 })),
  }
}

const CITY_PLACES = [
  '我市',
  '平城区',
  '云冈区',
  '云州区',
  '新荣区',
  '阳高县',
  '天镇县',
  '广灵县',
  '灵丘县',
  '浑源县',
  '左云县',
  '御东新区',
  '经济技术开发区',
  '古城片区',
  '口泉片区',
  '城乡接合部',
] as const
const countyPlaces = (name: string) =>
  [`${name}城区`, `${name}各乡镇`, `${name}东部片区`, `${name}西部片区`, name] as const

/** A session takes proposals from three months before its opening to the evening of its second day. */
async function openWindows(work: Work, organizationId: string): Promise<SessionTime[]> {
  const held = await work.db
    .select()
    .from(sessions)
    .where(eq(sessions.organizationId, organizationId))
    .orderBy(asc(sessions.number))
  const windows = held.map(({ id, startsOn }) => ({
    ...{ organizationId, sessionId: id, opensAt: iso(momentOf(addMonths(startsOn, -3))) },
    cutOffAt: iso(momentOf(addDays(startsOn, 1), '18:00')),
  }))
  await insertRows(work.tx, proposalWindows, windows)
  for (const { sessionId, opensAt, cutOffAt } of windows) {
    const change = { recordType: 'ProposalWindow', recordId: sessionId, version: 1, op: 'CREATE' as const }
    work.record(organizationId, { ...change, payload: { opensAt, cutOffAt } })
  }
  return held.map(({ id, number, startsOn }, index) => ({ id, number, startsOn, window: windows[index] ?? null }))
}

/** Seats in an order that does not depend on ids. */
const SEATS = `select m.id, m.joined_on::text as "joinedOn", coalesce(y.code, '') as party, m.sector_id as "sectorId",
    m.special_committee_id as "specialCommitteeId",
    exists (select from member_positions mp join positions e on e.organization_id = mp.organization_id and e.id = mp.position_id
      where mp.organization_id = m.organization_id and mp.member_id = m.id and e.code = any($2::text[])) as leads
  from members m join persons p on p.organization_id = m.organization_id and p.id = m.person_id
  left join parties y on y.organization_id = p.organization_id and y.id = p.party_id
  where m.organization_id = $1 order by m.search_text, m.work_unit, m.id`

async function seatsOf({ tx }: Work, organizationId: string): Promise<readonly DemoSeat[]> {
  return (await tx.client.query<DemoSeat>(SEATS, [organizationId, [...LEADING_POSITIONS]])).rows
}
