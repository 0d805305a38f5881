import { activitySpeechCalls } from '../../src/domain/activities/speeches/tables.ts'
import { activities, activityInvitations } from '../../src/domain/activities/tables.ts'
import { activityKinds as seeds } from '../../src/domain/organizations/seed/activity-kinds.ts'
import { activityKinds } from '../../src/domain/organizations/tables.ts'
import { formatGlobalId, newId } from '../../src/kernel/ids.ts'
import type { GivenMember } from './members.ts'
import { givenProposer, lastingClient } from './proposals.ts'
import { PLACES, type Place, type World, world } from './world.ts'

const HOUR = 3_600_000

export interface GivenActivity {
  /** Global id. */
  readonly id: string
  readonly activityId: string
  readonly organizationId: string
}

interface NewActivity {
  readonly place?: Place
  /** Code of its kind. */
  readonly kind?: string
  readonly state?: 'PLANNED' | 'NOTIFIED' | 'HELD' | 'CLOSED' | 'CANCELLED'
  /** Hours from now. */
  readonly from?: number
  readonly to?: number
  readonly visitKind?: 'ENTERPRISE' | 'EXPERT' | 'CONSTITUENTS'
  readonly invited?: readonly GivenMember[]
  /** Hours from now until when it takes speeches. */
  readonly callUntil?: number
  readonly maxWords?: number
}

/** Kinds of activity as every new committee has them. */
export const plantKinds = (w: World, place: Place) =>
  w.system(place, ({ db }) =>
    db.insert(activityKinds).values(
      seeds.map((seed, rank) => ({
        ...{ organizationId: PLACES[place], id: newId(), rank, code: seed.code, name: seed.name },
        ...{ recordedBy: seed.recordedBy, countsHalfDays: seed.countsHalfDays, mayRepeat: seed.mayRepeat },
        ...{ leaveRules: [...seed.leaveRules], outcomes: [...seed.outcomes], dutyCategory: seed.dutyCategory },
      })),
    ),
  )

/** A city and another one with their kinds of activity, the city's members and office. */
export async function activityWorld(t: Parameters<typeof world>[0]) {
  let offset = 0
  const clock = () => new Date(Date.now() + offset)
  const w = await world(t, { clock })
  for (const place of ['CITY', 'OTHER_CITY'] as const) await plantKinds(w, place)
  // The test world's parties have codes of its own.
  await w.owner.query(`update parties set code = 'CDL' where name = '中国民主同盟'`)
  return {
    ...w,
    clock,
    pass: (hours: number) => {
      offset += hours * HOUR
    },
    first: await givenProposer(w, 'CITY', { name: '王一', party: '中国民主同盟', sector: '经济界' }),
    second: await givenProposer(w, 'CITY', { name: '李二', party: '中国共产党', specialCommittee: '提案委员会' }),
    third: await givenProposer(w, 'CITY', { name: '张三' }),
    office: await lastingClient(w, { role: 'SPECIAL_COMMITTEE_OFFICE', place: 'CITY' }),
    activity: (given: NewActivity = {}) => plantActivity(w, clock, given),
  }
}

export type ActivityWorld = Awaited<ReturnType<typeof activityWorld>>

async function plantActivity(w: World, clock: () => Date, given: NewActivity): Promise<GivenActivity> {
  const { place = 'CITY', kind = 'PLENARY_SESSION', state = 'NOTIFIED', from = 24, to = 48, invited = [] } = given
  const [organizationId, activityId, createdBy] = [PLACES[place], newId(), newId()]
  const at = (hours: number) => new Date(clock().getTime() + hours * HOUR).toISOString()
  const { rows } = await w.owner.query<{ id: string }>(
    'select id from activity_kinds where organization_id = $1 and code = $2',
    [organizationId, kind],
  )
  await w.system(place, async ({ db }) => {
    await db.insert(activities).values({
      ...{ organizationId, id: activityId, kindId: rows[0]?.id ?? '', title: '专题活动', state, createdBy },
      ...{ startsAt: at(from), endsAt: at(to), visitKind: given.visitKind ?? null },
    })
    if (invited.length > 0)
      await db
        .insert(activityInvitations)
        .values(
          invited.map(({ memberId }) => ({ organizationId, id: newId(), activityId, memberId, state: 'INVITED' })),
        )
    if (given.callUntil !== undefined)
      await db.insert(activitySpeechCalls).values({
        ...{ organizationId, id: newId(), activityId, calledBy: createdBy },
        ...{ closesAt: at(given.callUntil), maxWords: given.maxWords ?? null },
      })
  })
  return { id: formatGlobalId('act', organizationId, activityId), activityId, organizationId }
}

/** A mutation as a client sends it: `arguments` as `name: Type`, and what is asked of the record. */
export const document = (field: string, args: Readonly<Record<string, string>>, record: string): string => {
  const names = Object.keys(args)
  return `mutation (${names.map(name => `$${name}: ${args[name]}`).join(', ')}) {
    ${field}(${names.map(name => `${name}: $${name}`).join(', ')}) { ${record} userErrors { code field message } } }`
}

/** What still counts of a source. */
export async function dutiesOfSource(w: World, sourceType: string): Promise<object[]> {
  const { rows } = await w.owner.query(
    `select category, member_id as member, title, occurred_on::text as "on", facts from duty_records
      where source_type = $1 and state = 'CONFIRMED' order by id`,
    [sourceType],
  )
  return rows
}
