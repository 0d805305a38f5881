import { type EntrySeed, entry } from './entry.ts'

/** Who approves leave up to how many half-days; null: of any length. */
export interface LeaveRule {
  readonly upToHalfDays: number | null
  readonly approver: 'OFFICE' | 'SECRETARY_GENERAL' | 'CHAIRPERSON'
}

export interface ActivityKindSeed extends EntrySeed {
  readonly recordedBy: 'OFFICE' | 'SPECIAL_COMMITTEE' | 'MEMBER'
  readonly countsHalfDays: boolean
  readonly leaveRules: readonly LeaveRule[]
  readonly mayRepeat: boolean
  /** In the order of the enum ActivityOutcomeKind. */
  readonly outcomes: string[]
  /** Code of the duty category in which attendance counts (duty/categories), most often the kind's own; null: in none. */
  readonly dutyCategory: string | null
}

const byOffice: readonly LeaveRule[] = [{ upToHalfDays: null, approver: 'OFFICE' }]
const bySecretaryGeneral: readonly LeaveRule[] = [{ upToHalfDays: null, approver: 'SECRETARY_GENERAL' }]
/** Half a day by the office, one day by the secretary-general, more by the chairperson. */
const byLength: readonly LeaveRule[] = [
  { upToHalfDays: 1, approver: 'OFFICE' },
  { upToHalfDays: 2, approver: 'SECRETARY_GENERAL' },
  { upToHalfDays: null, approver: 'CHAIRPERSON' },
]

const FINDINGS = 'REPORT SUGGESTION PROBLEM MEASURE OPINION_REPORT PROPOSAL'
const MEETING = 'REPORT SUGGESTION MEASURE OPINION_REPORT PROPOSAL'

type Rules = Partial<Omit<ActivityKindSeed, 'outcomes' | keyof EntrySeed>> & { readonly outcomes?: string }

const kind = (code: string, name: string, spellings: string, { outcomes = '', ...rules }: Rules): ActivityKindSeed => ({
  ...entry(code, name, spellings),
  ...{ recordedBy: 'OFFICE', countsHalfDays: false, leaveRules: byOffice, mayRepeat: true, dutyCategory: code },
  ...rules,
  outcomes: outcomes.split(' ').filter(Boolean),
})

const committee = { recordedBy: 'SPECIAL_COMMITTEE', outcomes: FINDINGS } as const
const byHalfDays = { countsHalfDays: true } as const
const ownMember = { recordedBy: 'MEMBER' } as const

/** Kinds of activity (rules, section 3); each committee changes their rules to its own. */
export const activityKinds: readonly ActivityKindSeed[] = [
  kind('PLENARY_SESSION', '全体会议', '全会 全委会 政协全会', {
    ...{ ...byHalfDays, leaveRules: byLength, mayRepeat: false, outcomes: MEETING },
  }),
  kind('STANDING_COMMITTEE_MEETING', '常务委员会会议', '常委会 常委会会议', {
    ...{ ...byHalfDays, leaveRules: byLength, mayRepeat: false, outcomes: MEETING },
  }),
  kind('CHAIRPERSONS_MEETING', '主席会议', '', { leaveRules: bySecretaryGeneral, outcomes: MEETING }),
  kind('SECRETARIES_GENERAL_MEETING', '秘书长会议', '', { leaveRules: bySecretaryGeneral, outcomes: MEETING }),
  kind('SPECIAL_COMMITTEE_MEETING', '专门委员会会议', '专委会会议 专委会全体会议', {
    ...{ ...byHalfDays, recordedBy: 'SPECIAL_COMMITTEE', outcomes: MEETING },
  }),
  kind('TOPICAL_STANDING_MEETING', '专题议政性常务委员会会议', '专题议政性常委会 专题议政性常委会会议', {
    ...{ ...byHalfDays, leaveRules: byLength, mayRepeat: false, outcomes: FINDINGS },
  }),
  kind('TOPICAL_CONSULTATION', '专题协商会', '专题协商 专题协商会议', { ...committee, leaveRules: bySecretaryGeneral }),
  kind('BIWEEKLY_CONSULTATION', '双周协商座谈会', '双周协商', { ...committee, leaveRules: bySecretaryGeneral }),
  kind('FIELD_RESEARCH', '调研', '专题调研 调查研究', { ...committee, ...byHalfDays }),
  kind('INSPECTION', '视察', '委员视察', { ...committee, ...byHalfDays }),
  kind('STUDY_TOUR', '考察', '学习考察 外出考察', { ...committee, ...byHalfDays, outcomes: 'REPORT SUGGESTION' }),
  kind('DEMOCRATIC_SUPERVISION', '民主监督', '民主监督活动', { ...committee, ...byHalfDays }),
  kind('VISIT', '走访', '走访企业 走访界别群众 走访专家', {
    ...{ ...ownMember, outcomes: 'SUGGESTION PROBLEM MEASURE OPINION_REPORT SERVICE_DEED' },
  }),
  kind('DELEGATION_RECEIVED', '接待来访', '接待考察团', { outcomes: 'REPORT' }),
  kind('JOINT_RESEARCH', '联动调研', '上下联动调研 联合调研', { ...committee, ...byHalfDays }),
  kind('STUDY_SESSION', '学习会', '集体学习 理论学习', { ...byHalfDays, outcomes: 'REPORT' }),
  kind('READING_CLASS', '读书班', '', { ...byHalfDays, dutyCategory: 'STUDY_SESSION', outcomes: 'REPORT' }),
  kind('LECTURE', '委员讲堂', '委员宣讲', { outcomes: 'SERVICE_DEED' }),
  kind('COURSE', '课程', '网络课程', {}),
  kind('READING_PROGRAMME', '委员读书', '读书活动 书香政协', { outcomes: 'REPORT SUGGESTION' }),
  kind('PARTY_BUILDING_DAY', '党建日活动', '主题党日', {}),
  // What counts is the piece that comes out of it, which is entered with its evidence.
  kind('INTERVIEW', '访谈', '委员访谈 委员通道', { dutyCategory: null, outcomes: 'SUGGESTION' }),
  kind('WELFARE_ACTIVITY', '公益活动', '', { ...ownMember, outcomes: 'SERVICE_DEED' }),
  kind('TRAINING', '培训', '委员培训', byHalfDays),
  kind('OTHER', '其他活动', '', { dutyCategory: 'OTHER_ACTIVITY', outcomes: `${FINDINGS} SERVICE_DEED` }),
]
