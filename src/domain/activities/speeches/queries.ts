import { availableActions } from '../../../kernel/workflow.ts'
import type { Context } from '../../../platform/context.ts'
import { existsWhere, sameOrganization } from '../../../platform/graphql/compiler/predicates.ts'
import { idIs } from '../../../platform/graphql/compiler/resolvers.ts'
import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import {
  attached,
  computed,
  connection,
  type Expression,
  extendShape,
  fieldsOf,
  one,
  type Shape,
  shape,
} from '../../../platform/graphql/compiler/shape.ts'
import { seenThrough } from '../../files/policy.ts'
import { file } from '../../files/queries.ts'
import { member } from '../../members/queries.ts'
import { organizationOf, party, sector, specialCommittee } from '../../organizations/queries.ts'
import { activity } from '../queries.ts'
import { ofActivity, referred } from '../relations.ts'
import { SPEECH_PREFIX } from './lock.ts'
import { insideSpeech, visibleSpeech } from './policy.ts'
import { DEMOCRATIC_PARTIES } from './rules.ts'
import { type SpeechFacts, speechFactsSql, speechHolder, speechSituation } from './situation.ts'
import { activitySpeechCalls, activitySpeeches } from './tables.ts'
import { speechStateOf, speechWorkflow } from './workflow.ts'

/** What was said of it, for its author and the office. */
const inside =
  (sql: Expression) =>
  (row: Scope): string =>
    `case when ${insideSpeech(row)} then ${row.sql(sql)} end`

const nameOf =
  (column: string) =>
  ({ alias }: Scope): string =>
    `(select a.display_name from accounts a where a.organization_id = ${alias}.organization_id and a.id = ${alias}.${column})`

/** The body's party, or the speaker's own where he speaks for himself. */
const isByDemocraticParty = ({ alias }: Scope): string => `exists (select from parties d
  where d.organization_id = ${alias}.organization_id and d.code in (${DEMOCRATIC_PARTIES.map(code => `'${code}'`).join(', ')})
    and d.id = case ${alias}.speaker_kind when 'PARTY' then ${alias}.party_id
      when 'MEMBER' then (select p.party_id from members m
        join persons p on p.organization_id = m.organization_id and p.id = m.person_id
        where m.organization_id = ${alias}.organization_id and m.id = ${alias}.member_id) end)`

const actionsOf = ({ facts }: { readonly facts: SpeechFacts }, { viewer, clock, language }: Context) =>
  availableActions(
    speechWorkflow,
    speechStateOf(facts),
    speechSituation(facts, clock()),
    speechHolder(viewer.can, facts),
  ).map(({ action, isAvailable, obstacle }) => ({ action, isAvailable, reason: obstacle?.message[language] ?? null }))

export const activitySpeech: Shape = shape('ActivitySpeech', activitySpeeches, {
  prefix: SPEECH_PREFIX,
  visible: visibleSpeech,
  fields: fieldsOf({
    title: activitySpeeches.title,
    text: activitySpeeches.body,
    words: activitySpeeches.words,
    form: activitySpeeches.form,
    speakerKind: activitySpeeches.speakerKind,
    state: activitySpeeches.state,
    isByDemocraticParty,
    isEnteredByOffice: ({ alias }) => `${alias}.entered_by is not null`,
    enteredBy: inside(nameOf('entered_by')),
    submittedAt: activitySpeeches.submittedAt,
    reviewedAt: activitySpeeches.reviewedAt,
    reviewedBy: inside(nameOf('reviewed_by')),
    reviewNote: inside(activitySpeeches.reviewNote),
    deliveredOn: activitySpeeches.deliveredOn,
    version: activitySpeeches.version,
    createdAt: activitySpeeches.createdAt,
    member: referred(() => member, 'member_id'),
    party: referred(() => party, 'party_id'),
    sector: referred(() => sector, 'sector_id'),
    specialCommittee: referred(() => specialCommittee, 'special_committee_id'),
    file: attached(referred(() => file, 'file_id')),
    activity: referred(() => activity, 'activity_id'),
    organization: organizationOf,
    availableActions: computed<{ facts: SpeechFacts }>({ facts: speechFactsSql }, actionsOf),
  }),
  filters: {
    activity: (row, id) => idIs(row, 'act', id, 'activity_id'),
    member: (row, id) => idIs(row, 'mem', id, 'member_id'),
    state: (row, state) => `${row.col(activitySpeeches.state)} = ${state.param('text')}`,
  },
  orders: { CREATED_AT: activitySpeeches.createdAt },
})

const speechCall: Shape = shape('ActivitySpeechCall', activitySpeechCalls, {
  prefix: '',
  // Part of the activity that it is asked of, which its reader sees.
  visible: () => 'true',
  fields: fieldsOf({
    topic: activitySpeechCalls.topic,
    closesAt: activitySpeechCalls.closesAt,
    maxWords: activitySpeechCalls.maxWords,
    version: activitySpeechCalls.version,
  }),
})

extendShape(activity, {
  speechCall: one(() => speechCall, ofActivity),
  speeches: connection(() => activitySpeech, ofActivity, 'CREATED_AT', 'ASC'),
})

extendShape(member, {
  speeches: connection(
    () => activitySpeech,
    (row, speech) => `${sameOrganization(row, speech)} and ${speech.alias}.member_id = ${row.alias}.id`,
    'CREATED_AT',
  ),
})

/** A speech as a file is for whoever sees the speech. */
seenThrough(row => {
  const seen = row.another()
  return existsWhere(
    `activity_speeches ${seen.alias}`,
    `${sameOrganization(row, seen)} and ${seen.alias}.file_id = ${row.alias}.id`,
    visibleSpeech(seen),
  )
})

export const speechShapes = [activitySpeech, speechCall]
