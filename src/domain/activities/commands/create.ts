import { newId } from '../../../kernel/ids.ts'
import { Refused } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { notFound, requirePermission } from '../../../platform/commands/load.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { organizationNumber } from '../../organizations/queries.ts'
import { type ActivityRow, keyOf, recordActivity, textOf } from '../commands.ts'
import { type GivenHalfDay, halfDaysFor, halfDaysLogged, insertHalfDays } from '../half-days/load.ts'
import { spanErrors } from '../half-days/rules.ts'
import { kindOf, type Organizers, organizersOf, refuseRepeated } from '../references.ts'
import { columnsOf, type Details, distinctionErrors, replyUntilErrors, TITLE_MAX } from '../rules.ts'
import { writeSearch } from '../search.ts'
import { activities } from '../tables.ts'
import { type ActivityState, activityWorkflow } from '../workflow.ts'
import { joinedOf } from './join.ts'
import { parentOf } from './parent.ts'

export interface ActivityCreateInput extends Details, Organizers {
  readonly id?: string | null
  readonly organization?: string | null
  readonly kind: string
  readonly title: string
  readonly startsAt: string
  readonly endsAt: string
  readonly replyUntil?: string | null
  readonly halfDays?: readonly GivenHalfDay[] | null
  readonly partOf?: string | null
  readonly joins?: string | null
}

/** Plans an activity (rules, section 3, Flow). */
export const activityCreate = command<{ readonly input: ActivityCreateInput }, Key>(
  'activityCreate',
  async (work, { input }) => {
    const organizationId = committeeOf(work, input.organization)
    const kind = await kindOf(work, organizationId, input.kind)
    const title = textOf('input.title', input.title, { max: TITLE_MAX })
    const times = { startsAt: new Date(input.startsAt), endsAt: new Date(input.endsAt) }
    const { columns, errors } = columnsOf(input)
    const replyUntil = input.replyUntil ? new Date(input.replyUntil) : null
    const distinctions = {
      ...{ studyBody: input.studyBody ?? null, visitKind: input.visitKind ?? null },
      jointWith: input.jointWith ?? null,
    }
    const all = [
      ...spanErrors(times),
      ...errors,
      ...distinctionErrors(kind, distinctions),
      ...replyUntilErrors(replyUntil, times.startsAt),
    ]
    if (all.length > 0) throw new Refused(...all)
    const halfDays = halfDaysFor(times, input.halfDays, kind.countsHalfDays)
    const parentId = await parentOf(work, organizationId, input.partOf, times)
    // Parts of a session bear like names (a group's first meeting): what repeats is the session.
    if (parentId === null) await refuseRepeated(work, kind, title)
    const content = {
      ...{ kindId: kind.id, title, parentId, ...columns },
      ...(await organizersOf(work, organizationId, input)),
      ...(await joinedOf(work, input.joins)),
      ...{ startsAt: times.startsAt.toISOString(), endsAt: times.endsAt.toISOString() },
      replyUntil: replyUntil?.toISOString() ?? null,
    }
    const row = await insertActivity(work, organizationId, input.id ?? newId(), content)
    await insertHalfDays(work, row, halfDays)
    recordActivity(work, row, { ...content, halfDays: halfDaysLogged(halfDays) }, 'CREATE')
    return keyOf(row)
  },
)

type Content = Pick<typeof activities.$inferInsert, 'kindId' | 'title' | 'startsAt' | 'endsAt'>

/** Writes a new activity, planned unless its content says otherwise. */
export async function insertActivity(
  work: Work,
  organizationId: string,
  id: string,
  content: Content & { readonly state?: ActivityState },
): Promise<ActivityRow> {
  const at = work.now.toISOString()
  const [row] = await work.db
    .insert(activities)
    .values({
      ...{ organizationId, id, state: activityWorkflow.initial, ...content },
      ...{ createdBy: work.viewer.accountId ?? '', createdAt: at, updatedAt: at },
    })
    .returning()
  if (!row) throw new Error('nothing was inserted')
  writeSearch(work, row)
  return row
}

/** The committee of the input, or one's own; which committees there are, everybody knows. */
function committeeOf({ viewer }: Work, globalId: string | null | undefined): string {
  const organizationId = globalId == null ? viewer.organizationId : organizationNumber(globalId)
  if (!organizationId) throw notFound('input.organization')
  requirePermission(viewer, 'ACTIVITY_MANAGE', organizationId)
  return organizationId
}
