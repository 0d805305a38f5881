import type { activityAgendaItems } from '../../../domain/activities/agenda/tables.ts'
import type {
  activityAttendanceCorrections,
  activityAttendances,
} from '../../../domain/activities/attendance/tables.ts'
import type { activityLeaveHalfDays, activityLeaveRequests } from '../../../domain/activities/leave/tables.ts'
import type {
  activityOutcomeMembers,
  activityOutcomes,
  activityOutcomeUrges,
} from '../../../domain/activities/outcomes/tables.ts'
import type { researchTopics, researchTrips } from '../../../domain/activities/research/tables.ts'
import type { activitySpeechCalls, activitySpeeches } from '../../../domain/activities/speeches/tables.ts'
import type { activities, activityHalfDays, activityInvitations } from '../../../domain/activities/tables.ts'
import type { activityDelegations, activitySubjects, visitSubjects } from '../../../domain/activities/visits/tables.ts'

/** Rows as they are to be inserted, every column said, so that one statement takes all of them. */
export type Whole<Table extends { readonly $inferInsert: object }> = {
  [Column in keyof Table['$inferInsert']]-?: Exclude<Table['$inferInsert'][Column], undefined>
}

export type ActivityRow = Whole<typeof activities>
export type HalfDayRow = Whole<typeof activityHalfDays>
export type InvitationRow = Whole<typeof activityInvitations>
export type SpeechRow = Whole<typeof activitySpeeches>
export type OutcomeRow = Whole<typeof activityOutcomes>

/** Everything that a place's activities come to, table by table. */
export const emptyRows = () => ({
  activities: [] as ActivityRow[],
  halfDays: [] as HalfDayRow[],
  invitations: [] as InvitationRow[],
  leaves: [] as Whole<typeof activityLeaveRequests>[],
  leaveHalfDays: [] as Whole<typeof activityLeaveHalfDays>[],
  attendances: [] as Whole<typeof activityAttendances>[],
  corrections: [] as Whole<typeof activityAttendanceCorrections>[],
  agenda: [] as Whole<typeof activityAgendaItems>[],
  calls: [] as Whole<typeof activitySpeechCalls>[],
  speeches: [] as SpeechRow[],
  topics: [] as Whole<typeof researchTopics>[],
  trips: [] as Whole<typeof researchTrips>[],
  outcomes: [] as OutcomeRow[],
  outcomeMembers: [] as Whole<typeof activityOutcomeMembers>[],
  urges: [] as Whole<typeof activityOutcomeUrges>[],
  subjects: [] as Whole<typeof visitSubjects>[],
  visits: [] as Whole<typeof activitySubjects>[],
  delegations: [] as Whole<typeof activityDelegations>[],
})

export type Rows = ReturnType<typeof emptyRows>
