import { businessDate } from '../../../kernel/clock.ts'
import { checkText } from '../../../kernel/text.ts'
import { Refused } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { notFound } from '../../../platform/commands/load.ts'
import { categoryOf } from '../../duty/categories/index.ts'
import { readEvidence } from '../../duty/commands/evidence.ts'
import { lockSeats } from '../../duty/commands/seats.ts'
import { evidenceErrors, outsideSeat } from '../../duty/rules.ts'
import { halfDaysFor } from '../half-days/load.ts'
import { spanErrors } from '../half-days/rules.ts'
import type { Kind } from '../references.ts'
import { columnsOf, type Details, distinctionErrors, TITLE_MAX } from '../rules.ts'
import type { GivenSubject } from '../visits/register.ts'
import { endedErrors, recordedTwice, subjectErrors } from './rules.ts'

type OwnDetails = Pick<Details, 'topic' | 'description' | 'studyBody' | 'visitKind' | 'jointWith' | 'place'>

/** What a member records of an activity that he did himself. */
export interface OwnContent extends OwnDetails {
  readonly title: string
  readonly startsAt: string
  readonly endsAt: string
  readonly subjects?: readonly GivenSubject[] | null
  readonly evidence?: readonly string[] | null
}

interface Place {
  readonly organizationId: string
  readonly memberId: string
  /** The activity's own id, which is no duplicate of itself. */
  readonly id: string
  readonly kind: Kind
}

/** Checks the content as a whole, behind the lock of the seat, so that the same is not recorded twice at once. Throws Refused. */
export async function checkedContent(work: Work, { organizationId, memberId, id, kind }: Place, input: OwnContent) {
  const { title: given, startsAt, endsAt, subjects, evidence, ...details } = input
  const times = { startsAt: new Date(startsAt), endsAt: new Date(endsAt) }
  const title = checkText('input.title', given, { max: TITLE_MAX })
  const { columns, errors } = columnsOf({ ...NO_DETAILS, ...details })
  const { studyBody = null, visitKind = null, jointWith = null } = details
  const category = kind.dutyCategory === null ? undefined : categoryOf(kind.dutyCategory)
  const seat = (await lockSeats(work, organizationId, [memberId])).get(memberId)
  if (!seat) throw notFound('input.member')
  const outside = outsideSeat(businessDate(times.startsAt), seat, 'input.startsAt')
  const files = await readEvidence(work, organizationId, evidence ?? [])
  const all = [
    ...('error' in title ? [title.error] : []),
    ...[...spanErrors(times), ...endedErrors(times.endsAt, work.now), ...(outside ? [outside] : [])],
    ...[...errors, ...distinctionErrors(kind, { studyBody, visitKind, jointWith })],
    ...subjectErrors(kind, visitKind, subjects ?? []),
    ...[...(category ? evidenceErrors(category, evidence ?? []) : []), ...files.errors],
  ]
  if (all.length > 0 || 'error' in title) throw new Refused(...all)
  await refuseTwice(work, [organizationId, memberId, kind.id, title.text, times.startsAt, id])
  return {
    columns: {
      ...{ title: title.text, ...columns },
      ...{ startsAt: times.startsAt.toISOString(), endsAt: times.endsAt.toISOString() },
    },
    halfDays: halfDaysFor(times, null, kind.countsHalfDays),
    subjects: subjects ?? [],
    fileIds: files.fileIds,
  }
}

export type CheckedContent = Awaited<ReturnType<typeof checkedContent>>

const NO_DETAILS = { topic: null, description: null, studyBody: null, visitKind: null, jointWith: null, place: null }

async function refuseTwice({ tx }: Work, values: readonly unknown[]): Promise<void> {
  const { rowCount } = await tx.client.query({ ...RECORDED_TWICE, values: [...values] })
  if (rowCount !== 0) throw new Refused(recordedTwice)
}

const RECORDED_TWICE = {
  name: 'own_activity_twice',
  text: `select from activities a where a.organization_id = $1 and a.member_id = $2 and a.kind_id = $3 and a.title = $4
    and (a.starts_at at time zone 'Asia/Shanghai')::date = ($5::timestamptz at time zone 'Asia/Shanghai')::date
    and a.state <> 'CANCELLED' and a.id <> $6`,
}
