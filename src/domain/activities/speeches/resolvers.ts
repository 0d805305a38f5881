import { mutate } from '../../../platform/commands/mutate.ts'
import { byId, listOf, type Resolver } from '../../../platform/graphql/compiler/resolvers.ts'
import { inOrganization } from '../../organizations/resolvers.ts'
import { activity } from '../queries.ts'
import { activitySpeechCallOpen } from './commands/call.ts'
import { activitySpeechCorrect, activitySpeechEnter } from './commands/enter.ts'
import { activitySpeechDeliver, activitySpeechRecall, activitySpeechReview } from './commands/review.ts'
import {
  activitySpeechCreate,
  activitySpeechSubmit,
  activitySpeechUpdate,
  activitySpeechWithdraw,
} from './commands/write.ts'
import { activitySpeech } from './queries.ts'

export const speechResolvers: Readonly<Record<'Query' | 'Mutation', Readonly<Record<string, Resolver>>>> = {
  Query: {
    activitySpeech: byId(activitySpeech),
    activitySpeeches: listOf(activitySpeech, { field: 'CREATED_AT', direction: 'DESC' }, (row, argument) =>
      inOrganization(row, argument, 'organization'),
    ),
  },
  Mutation: {
    activitySpeechCallOpen: mutate(activitySpeechCallOpen, 'activity', activity),
    activitySpeechCreate: mutate(activitySpeechCreate, 'activitySpeech', activitySpeech),
    activitySpeechEnter: mutate(activitySpeechEnter, 'activitySpeech', activitySpeech),
    activitySpeechCorrect: mutate(activitySpeechCorrect, 'activitySpeech', activitySpeech),
    activitySpeechUpdate: mutate(activitySpeechUpdate, 'activitySpeech', activitySpeech),
    activitySpeechSubmit: mutate(activitySpeechSubmit, 'activitySpeech', activitySpeech),
    activitySpeechWithdraw: mutate(activitySpeechWithdraw, 'activitySpeech', activitySpeech),
    activitySpeechReview: mutate(activitySpeechReview, 'activitySpeech', activitySpeech),
    activitySpeechDeliver: mutate(activitySpeechDeliver, 'activitySpeech', activitySpeech),
    activitySpeechRecall: mutate(activitySpeechRecall, 'activitySpeech', activitySpeech),
  },
}
