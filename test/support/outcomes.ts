import { document } from './activity-outcomes.ts'

const OUTCOME = `activityOutcome { id kind title text state dueOn isOverdue ownerName ownerUnit { id } ownerMember { id }
  deedKind beneficiaries proof closedOn reason version members { id } problem { id } measures { id state }
  file { id } proofFile { id } activity { id } researchTopic { id } urgeCount lastUrgedAt urges { words urgedBy createdAt } availableActions { action isAvailable reason } }`

const TARGET = { id: 'ID!', expectedVersion: 'Int!' }
const ACTIVITY = 'activity { id version subjects { id kind name creditCode visitCount } researchTopic { id title } }'
const TOPIC = 'researchTopic { id title year plan version specialCommittee { name } }'

/** The mutations of outcomes, visits and research as a client sends them. */
export const OUTCOMES = {
  create: document('activityOutcomeCreate', { input: 'ActivityOutcomeCreateInput!' }, OUTCOME),
  update: document('activityOutcomeUpdate', { ...TARGET, input: 'ActivityOutcomeUpdateInput!' }, OUTCOME),
  close: document('activityOutcomeClose', { ...TARGET, input: 'ActivityOutcomeCloseInput!' }, OUTCOME),
  reopen: document('activityOutcomeReopen', { ...TARGET, input: 'ActivityOutcomeReasonInput!' }, OUTCOME),
  withdraw: document('activityOutcomeWithdraw', { ...TARGET, input: 'ActivityOutcomeReasonInput!' }, OUTCOME),
  urge: document('activityOutcomeUrge', { ...TARGET, input: 'ActivityOutcomeReasonInput!' }, OUTCOME),
  addSubject: document('activitySubjectAdd', { activity: 'ID!', input: 'ActivitySubjectAddInput!' }, ACTIVITY),
  removeSubject: document('activitySubjectRemove', { activity: 'ID!', subject: 'ID!' }, ACTIVITY),
  updateSubject: document(
    'visitSubjectUpdate',
    { ...TARGET, input: 'VisitSubjectUpdateInput!' },
    'visitSubject { id name creditCode version }',
  ),
  createDelegation: document(
    'activityDelegationCreate',
    { activity: 'ID!', input: 'ActivityDelegationCreateInput!' },
    'activityDelegation { id name level provinceCode provinceName leader persons version activity { id } }',
  ),
  updateDelegation: document(
    'activityDelegationUpdate',
    { ...TARGET, input: 'ActivityDelegationUpdateInput!' },
    'activityDelegation { id name level provinceCode provinceName leader persons version }',
  ),
  removeDelegation: document(
    'activityDelegationRemove',
    { ...TARGET, input: 'ActivityOutcomeReasonInput!' },
    'activity { id delegations { name } }',
  ),
  createTopic: document('researchTopicCreate', { organization: 'ID', input: 'ResearchTopicCreateInput!' }, TOPIC),
  updateTopic: document('researchTopicUpdate', { ...TARGET, input: 'ResearchTopicUpdateInput!' }, TOPIC),
  setTopic: document('activityResearchTopicSet', { ...TARGET, input: 'ActivityResearchTopicInput!' }, ACTIVITY),
}
