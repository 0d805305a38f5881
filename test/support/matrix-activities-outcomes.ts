import {
  activityOutcomeMembers,
  activityOutcomes,
  activityOutcomeUrges,
} from '../../src/domain/activities/outcomes/tables.ts'
import { researchTopics, researchTrips } from '../../src/domain/activities/research/tables.ts'
import { activitySpeechCalls, activitySpeeches } from '../../src/domain/activities/speeches/tables.ts'
import { activities } from '../../src/domain/activities/tables.ts'
import { activityDelegations, activitySubjects, visitSubjects } from '../../src/domain/activities/visits/tables.ts'
import { activityKinds } from '../../src/domain/organizations/tables.ts'
import { newId } from '../../src/kernel/ids.ts'
import type { Tx } from '../../src/platform/db/transaction.ts'
import type { GivenMember } from './members.ts'
import { PLACES, type Place, type World } from './world.ts'

/** An activity of a kind, which is made where the committee has none of this code. */
async function held({ db, client }: Tx, organizationId: string, code: string): Promise<string> {
  const kind = { organizationId, id: newId(), code, name: code, outcomes: ['PROBLEM', 'REPORT'] }
  await db.insert(activityKinds).values(kind).onConflictDoNothing()
  const { rows } = await client.query<{ id: string }>(
    'select id from activity_kinds where organization_id = $1 and code = $2',
    [organizationId, code],
  )
  const id = newId()
  await db.insert(activities).values({
    ...{ organizationId, id, kindId: rows[0]?.id ?? '', title: code, state: 'HELD', createdBy: newId() },
    ...{ startsAt: '2022-05-01T09:00:00+08:00', endsAt: '2022-05-01T11:00:00+08:00' },
  })
  return id
}

/** Speeches, outcomes, visits and research of one committee, by the names that the table's calls use. */
export const plantOutcomes = (w: World, place: Place, { memberId }: GivenMember) =>
  w.system(place, async tx => {
    const { db } = tx
    const organizationId = PLACES[place]
    const [visit, reception, trip] = [
      await held(tx, organizationId, 'VISIT'),
      await held(tx, organizationId, 'DELEGATION_RECEIVED'),
      await held(tx, organizationId, 'FIELD_RESEARCH'),
    ]
    const [speech, outcome, subject, delegation, topic] = [newId(), newId(), newId(), newId(), newId()]
    const of = { organizationId, activityId: visit }
    const closesAt = '2090-01-01T00:00:00Z'
    await db.insert(activitySpeechCalls).values({ ...of, id: newId(), closesAt, calledBy: newId() })
    await db.insert(activitySpeeches).values({
      ...{ ...of, id: speech, memberId, speakerKind: 'MEMBER', title: '发言', body: '建议', words: 2 },
      ...{ form: 'ORAL', state: 'SUBMITTED', submittedAt: '2022-05-01T00:00:00Z' },
    })
    const problem = { kind: 'PROBLEM', title: '问题', state: 'OPEN', createdBy: newId() }
    await db.insert(activityOutcomes).values({ ...of, id: outcome, ...problem })
    await db.insert(activityOutcomeMembers).values({ organizationId, outcomeId: outcome, memberId })
    const urge = { outcomeId: outcome, words: '请尽快办理', urgedBy: newId() }
    await db.insert(activityOutcomeUrges).values({ organizationId, id: newId(), ...urge })
    await db.insert(visitSubjects).values({ organizationId, id: subject, kind: 'ENTERPRISE', name: '企业' })
    await db.insert(activitySubjects).values({ ...of, subjectId: subject })
    await db.insert(activityDelegations).values({
      ...{ organizationId, activityId: reception, id: delegation, name: '来访政协', level: 'CITY' },
      ...{ provinceCode: '150000', leader: '苏和', persons: 5 },
    })
    await db.insert(researchTopics).values({ organizationId, id: topic, title: '课题', year: 2022, createdBy: newId() })
    await db.insert(researchTrips).values({ organizationId, activityId: trip, topicId: topic })
    return {
      visit: `act_${organizationId}_${visit}`,
      reception: `act_${organizationId}_${reception}`,
      trip: `act_${organizationId}_${trip}`,
      speech: `spch_${organizationId}_${speech}`,
      outcome: `outc_${organizationId}_${outcome}`,
      subject: `vsub_${organizationId}_${subject}`,
      delegation: `deleg_${organizationId}_${delegation}`,
      topic: `rtop_${organizationId}_${topic}`,
    }
  })
