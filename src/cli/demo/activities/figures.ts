/**
 * What a published report of a city committee says of its year 2023: the demonstration counts out the same. `value` is the
 * report's figure; the definition says what is counted, as the report's words leave it open. Participations (人次) are
 * half-days present, of activities that have one.
 */
export const FIGURES_2023 = {
  standingCommitteeStudySessions: { no: 2, value: 3, definition: 'study sessions of the Standing Committee' },
  officeStudySessions: { no: 3, value: 22, definition: 'study sessions of the office' },
  readingClasses: { no: 4, value: 3, definition: 'reading classes' },
  centreGroupStudySessions: { no: 5, value: 12, definition: 'study sessions of the Party group’s centre group' },
  memberStudyForums: { no: 6, value: 12, definition: 'study sessions of the study groups' },
  thematicResearchTopics: { no: 7, value: 9, definition: 'research topics of the year' },
  thematicResearchTrips: { no: 8, value: 17, definition: 'field research held, each on a topic' },
  problemsListed: { no: 9, value: 10, definition: 'problems found otherwise than on visits, all solved' },
  correctiveMeasuresDone: { no: 10, value: 52, definition: 'measures on those problems, all done' },
  researchReports: { no: 12, value: 16, definition: 'reports among the outcomes of topics and field research' },
  democraticPartySpeeches: {
    no: 20,
    value: 34,
    definition: 'speeches held at consultation meetings for a democratic party, or by a member of one or of no party',
  },
  enterprisesVisited: { no: 22, value: 139, definition: 'distinct enterprises visited' },
  expertsContacted: { no: 23, value: 14, definition: 'distinct experts visited' },
  problemsSolvedOnSite: { no: 24, value: 42, definition: 'problems solved on the spot, on visits' },
  // The report says 余, more than.
  suggestionsCollected: { no: 25, value: 120, definition: 'more than so many suggestions gathered on visits' },
  visitingProvinces: { no: 27, value: 11, definition: 'distinct provinces of delegations received' },
  delegationsReceived: { no: 28, value: 51, definition: 'delegations received, those of higher levels among them' },
  higherLevelInspections: { no: 29, value: 10, definition: 'delegations of the national and the provincial committee' },
  jointResearch: { no: 30, value: 8, definition: 'joint research with another level' },
  memberInterviews: { no: 41, value: 68, definition: 'participations in interviews' },
  welfareParticipations: { no: 42, value: 235, definition: 'participations in welfare activities' },
  serviceDeeds: { no: 43, value: 189, definition: 'service deeds done' },
  plenarySpeakers: { no: 45, value: 8, definition: 'oral speakers in the plenary session held in spring 2024' },
} as const

export type Figure = keyof typeof FIGURES_2023

/** How many of each there are in a year. */
export type Year = Readonly<Record<Exclude<Figure, 'plenarySpeakers'>, number>> & { readonly year: number }

const year2023 = (figure: Figure): number => FIGURES_2023[figure].value

/** A year of the same committee with a part of it all, at least one of each. */
function scaled(year: number, part: number): Year {
  const of = (figure: Figure) => Math.max(1, Math.round(year2023(figure) * part))
  return {
    ...{ year, suggestionsCollected: of('suggestionsCollected') },
    standingCommitteeStudySessions: of('standingCommitteeStudySessions'),
    officeStudySessions: of('officeStudySessions'),
    readingClasses: of('readingClasses'),
    centreGroupStudySessions: of('centreGroupStudySessions'),
    memberStudyForums: of('memberStudyForums'),
    thematicResearchTopics: of('thematicResearchTopics'),
    thematicResearchTrips: of('thematicResearchTrips'),
    problemsListed: of('problemsListed'),
    correctiveMeasuresDone: of('correctiveMeasuresDone'),
    researchReports: of('researchReports'),
    democraticPartySpeeches: of('democraticPartySpeeches'),
    enterprisesVisited: of('enterprisesVisited'),
    expertsContacted: of('expertsContacted'),
    problemsSolvedOnSite: of('problemsSolvedOnSite'),
    visitingProvinces: Math.min(of('visitingProvinces'), of('delegationsReceived')),
    delegationsReceived: of('delegationsReceived'),
    higherLevelInspections: of('higherLevelInspections'),
    jointResearch: of('jointResearch'),
    memberInterviews: of('memberInterviews'),
    welfareParticipations: of('welfareParticipations'),
    serviceDeeds: of('serviceDeeds'),
  }
}

export const CITY_YEARS: readonly Year[] = [
  scaled(2022, 0.4),
  { ...scaled(2023, 1), suggestionsCollected: year2023('suggestionsCollected') + 6 },
  scaled(2024, 0.5),
]
export const COUNTY_YEARS: readonly Year[] = [scaled(2023, 0.05)]

/** Oral speakers of every plenary session of the city. */
export const PLENARY_SPEAKERS = year2023('plenarySpeakers')
