import type { PgTable } from 'drizzle-orm/pg-core'
import { activityAgendaItems } from '../../../domain/activities/agenda/tables.ts'
import { activityAttendanceCorrections, activityAttendances } from '../../../domain/activities/attendance/tables.ts'
import { activityLeaveHalfDays, activityLeaveRequests } from '../../../domain/activities/leave/tables.ts'
import {
  activityOutcomeMembers,
  activityOutcomes,
  activityOutcomeUrges,
} from '../../../domain/activities/outcomes/tables.ts'
import { researchTopics, researchTrips } from '../../../domain/activities/research/tables.ts'
import { searchRowOf } from '../../../domain/activities/search.ts'
import { activitySpeechCalls, activitySpeeches } from '../../../domain/activities/speeches/tables.ts'
import { activities, activityHalfDays, activityInvitations, activitySearch } from '../../../domain/activities/tables.ts'
import { activityDelegations, activitySubjects, visitSubjects } from '../../../domain/activities/visits/tables.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { insertRows } from '../../../platform/db/bulk.ts'
import type { Rows } from './rows.ts'

/** Writes all rows, table by table, and notes the records in the change log. */
export async function writeRows(work: Work, rows: Rows): Promise<void> {
  const insert = <T extends PgTable>(table: T, list: readonly T['$inferInsert'][]) => insertRows(work.tx, table, list)
  // What others belong to comes first.
  await insert(
    activities,
    rows.activities.toSorted((a, b) => Number(a.parentId !== null) - Number(b.parentId !== null)),
  )
  await insert(activitySearch, rows.activities.map(searchRowOf))
  await insert(activityHalfDays, rows.halfDays)
  await insert(activityInvitations, rows.invitations)
  await insert(activityLeaveRequests, rows.leaves)
  await insert(activityLeaveHalfDays, rows.leaveHalfDays)
  await insert(activityAttendances, rows.attendances)
  await insert(activityAttendanceCorrections, rows.corrections)
  await insert(activityAgendaItems, rows.agenda)
  await insert(activitySpeechCalls, rows.calls)
  await insert(activitySpeeches, rows.speeches)
  await insert(researchTopics, rows.topics)
  await insert(researchTrips, rows.trips)
  await insert(
    activityOutcomes,
    rows.outcomes.toSorted((a, b) => Number(a.problemId !== null) - Number(b.problemId !== null)),
  )
  await insert(activityOutcomeMembers, rows.outcomeMembers)
  await insert(activityOutcomeUrges, rows.urges)
  await insert(visitSubjects, rows.subjects)
  await insert(activitySubjects, rows.visits)
  await insert(activityDelegations, rows.delegations)
  note(work, rows)
}

/** One entry a record that stands for itself, as for what is imported: what hangs on an activity came with it. */
function note(work: Work, rows: Rows): void {
  const invited = Map.groupBy(rows.invitations, ({ activityId }) => activityId)
  const marked = Map.groupBy(rows.attendances, ({ activityId }) => activityId)
  for (const { organizationId, id, version, title, state, startsAt } of rows.activities) {
    const came = { invitations: invited.get(id)?.length ?? 0, attendances: marked.get(id)?.length ?? 0 }
    const change = { recordType: 'Activity', recordId: id, version: version, op: 'CREATE' as const }
    work.record(organizationId, { ...change, payload: { title, state, startsAt, ...came } })
  }
  for (const { organizationId, id, title, year } of rows.topics) {
    const change = { recordType: 'ResearchTopic', recordId: id, version: 1, op: 'CREATE' as const }
    work.record(organizationId, { ...change, payload: { title, year } })
  }
  for (const { organizationId, id, kind, name } of rows.subjects) {
    const change = { recordType: 'VisitSubject', recordId: id, version: 1, op: 'CREATE' as const }
    work.record(organizationId, { ...change, payload: { kind, name } })
  }
}
