import { Refused, userError } from '../../../kernel/user-error.ts'
import { command } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import {
  type ActivityRow,
  type ActivityTarget,
  keyOf,
  lockActivity,
  moveActivity,
  recordActivity,
  stateAfter,
  textOf,
} from '../commands.ts'
import { kindById, type Organizers, organizersOf, refuseRepeated } from '../references.ts'
import { columnsOf, type Details, distinctionErrors, replyUntilErrors, TITLE_MAX } from '../rules.ts'

interface ActivityUpdate extends ActivityTarget {
  readonly input: Details & Organizers & { readonly title?: string | null; readonly replyUntil?: string | null }
}

/** What a calendar shows of an activity beside its times. */
const SHOWN = ['title', 'place', 'description', 'videoUrl'] as const

/** Changes what is given of an activity. Times are moved by activityMove, because who replied is asked again then. */
export const activityUpdate = command<ActivityUpdate, Key>('activityUpdate', async (work, { input, ...target }) => {
  const locked = await lockActivity(work, target, 'UPDATE')
  stateAfter(locked, 'UPDATE')
  const { row } = locked
  const kind = await kindById(work, row.organizationId, row.kindId)
  const { columns, errors } = columnsOf(input)
  const replyUntil = input.replyUntil === undefined ? undefined : moment(input.replyUntil)
  const all = [
    ...(input.title === null ? [titleRequired] : []),
    ...errors,
    ...distinctionErrors(kind, {
      studyBody: input.studyBody === undefined ? row.studyBody : input.studyBody,
      visitKind: input.visitKind === undefined ? row.visitKind : input.visitKind,
      jointWith: input.jointWith === undefined ? row.jointWith : input.jointWith,
    }),
    ...replyUntilErrors(replyUntil ?? null, new Date(row.startsAt)),
  ]
  if (all.length > 0) throw new Refused(...all)
  const title = input.title == null ? row.title : textOf('input.title', input.title, { max: TITLE_MAX })
  if (title !== row.title && row.parentId === null) await refuseRepeated(work, kind, title)
  const changes = {
    ...{ title, ...columns },
    ...(await organizersOf(work, row.organizationId, input)),
    ...(replyUntil === undefined ? {} : { replyUntil: replyUntil?.toISOString() ?? null }),
  }
  const changed = await moveActivity(work, row, { ...changes, calendarSequence: sequenceAfter(row, changes) })
  recordActivity(work, changed, changes)
  return keyOf(changed)
})

const moment = (text: string | null): Date | null => (text === null ? null : new Date(text))

/** Calendars learn of a change that they show. */
function sequenceAfter(row: ActivityRow, changes: Readonly<Record<string, unknown>>): number {
  const isShown = SHOWN.some(name => name in changes && changes[name] !== row[name])
  return row.calendarSequence + (isShown && row.notifiedAt !== null ? 1 : 0)
}

const titleRequired = userError('REQUIRED', 'input.title', '必填，不能为空', 'Required: it must not be empty')
