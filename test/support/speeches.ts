import { document } from './activity-outcomes.ts'

const SPEECH = `activitySpeech { id title text words form speakerKind state isByDemocraticParty isEnteredByOffice enteredBy submittedAt reviewedBy
  reviewNote deliveredOn version member { id } party { name } sector { name } specialCommittee { name } file { id }
  activity { id } availableActions { action isAvailable reason } }`

const TARGET = { id: 'ID!', expectedVersion: 'Int!' }

/** The mutations of speeches as a client sends them. */
export const SPEECHES = {
  call: document(
    'activitySpeechCallOpen',
    { ...TARGET, input: 'ActivitySpeechCallInput!' },
    'activity { id version speechCall { topic closesAt maxWords version } }',
  ),
  create: document('activitySpeechCreate', { activity: 'ID!', input: 'ActivitySpeechCreateInput!' }, SPEECH),
  enter: document('activitySpeechEnter', { activity: 'ID!', input: 'ActivitySpeechEnterInput!' }, SPEECH),
  correct: document('activitySpeechCorrect', { ...TARGET, input: 'ActivitySpeechUpdateInput!' }, SPEECH),
  update: document('activitySpeechUpdate', { ...TARGET, input: 'ActivitySpeechUpdateInput!' }, SPEECH),
  submit: document('activitySpeechSubmit', TARGET, SPEECH),
  withdraw: document('activitySpeechWithdraw', TARGET, SPEECH),
  review: document('activitySpeechReview', { ...TARGET, input: 'ActivitySpeechReviewInput!' }, SPEECH),
  deliver: document('activitySpeechDeliver', { ...TARGET, input: 'ActivitySpeechDeliverInput!' }, SPEECH),
  recall: document('activitySpeechRecall', { ...TARGET, input: 'ActivitySpeechRecallInput!' }, SPEECH),
}

export const seenSpeech = `query ($id: ID!) { activitySpeech(id: $id) { id state reviewNote reviewedBy
  availableActions { action isAvailable } } }`
