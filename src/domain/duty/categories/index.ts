import { award } from './award.ts'
import { biweeklyConsultation } from './biweekly-consultation.ts'
import { chairpersonsMeeting } from './chairpersons-meeting.ts'
import { constituentContact } from './constituent-contact.ts'
import { consultation } from './consultation.ts'
import { course } from './course.ts'
import { delegationReceived } from './delegation-received.ts'
import { democraticSupervision } from './democratic-supervision.ts'
import { dutyShift } from './duty-shift.ts'
import { fieldResearch } from './field-research.ts'
import { historyPiece } from './history-piece.ts'
import { inspection } from './inspection.ts'
import { interview } from './interview.ts'
import { jointResearch } from './joint-research.ts'
import { lecture } from './lecture.ts'
import type { DutyCategory } from './manifest.ts'
import { microSuggestion } from './micro-suggestion.ts'
import { opinionAdopted } from './opinion-adopted.ts'
import { opinionInstructed } from './opinion-instructed.ts'
import { opinionSubmitted } from './opinion-submitted.ts'
import { otherActivity } from './other-activity.ts'
import { partyBuildingDay } from './party-building-day.ts'
import { plenarySession } from './plenary-session.ts'
import { proposalExcellent } from './proposal-excellent.ts'
import { proposalFiled } from './proposal-filed.ts'
import { proposalKey } from './proposal-key.ts'
import { proposalSubmitted } from './proposal-submitted.ts'
import { readingProgramme } from './reading-programme.ts'
import { sanction } from './sanction.ts'
import { secretariesGeneralMeeting } from './secretaries-general-meeting.ts'
import { serviceDeed } from './service-deed.ts'
import { specialCommitteeMeeting } from './special-committee-meeting.ts'
import { speech } from './speech.ts'
import { standingCommitteeMeeting } from './standing-committee-meeting.ts'
import { studySession } from './study-session.ts'
import { studyTour } from './study-tour.ts'
import { topicalConsultation } from './topical-consultation.ts'
import { topicalStandingMeeting } from './topical-standing-meeting.ts'
import { training } from './training.ts'
import { visit } from './visit.ts'
import { welfareActivity } from './welfare-activity.ts'

/** Every duty category, in the order in which forms and statistics show them. A new one is a manifest and a line here. */
export const dutyCategories: readonly DutyCategory[] = [
  plenarySession,
  standingCommitteeMeeting,
  chairpersonsMeeting,
  secretariesGeneralMeeting,
  specialCommitteeMeeting,
  topicalStandingMeeting,
  topicalConsultation,
  biweeklyConsultation,
  fieldResearch,
  inspection,
  studyTour,
  democraticSupervision,
  jointResearch,
  delegationReceived,
  visit,
  studySession,
  training,
  lecture,
  course,
  readingProgramme,
  partyBuildingDay,
  interview,
  welfareActivity,
  serviceDeed,
  speech,
  consultation,
  dutyShift,
  constituentContact,
  proposalSubmitted,
  proposalFiled,
  proposalKey,
  proposalExcellent,
  opinionSubmitted,
  opinionAdopted,
  opinionInstructed,
  microSuggestion,
  historyPiece,
  award,
  sanction,
  otherActivity,
]

export const categoriesByCode: ReadonlyMap<string, DutyCategory> = new Map(dutyCategories.map(one => [one.code, one]))
if (categoriesByCode.size < dutyCategories.length) throw new Error('two duty categories have the same code')

export const categoryOf = (code: string): DutyCategory | undefined => categoriesByCode.get(code)
