import { businessDate } from '../../../kernel/clock.ts'
import { Refused } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { categoryOf } from '../../duty/categories/index.ts'
import type { DutyCategory } from '../../duty/categories/manifest.ts'
import { checkFacts } from '../../duty/facts.ts'
import { type DutySource, type ProvenDuty, recordDuties, reverseDutyOfSource } from '../../duty/port.ts'
import { EVIDENCE_MAX } from '../../duty/rules.ts'
import type { ActivityRow } from '../commands.ts'
import { factsMissing } from './errors.ts'
import { type Attended, dutyFactsOf, isEarned } from './facts.ts'

export const dutySourceOf = ({ organizationId, id }: Key): DutySource => ({
  organizationId,
  sourceType: 'ACTIVITY',
  sourceId: id,
})

/** Books what the attendance of a locked activity proves, of all its members or of some; what stands already stays. */
export async function bookDuties(
  work: Work,
  row: ActivityRow,
  members: readonly string[] | null = null,
): Promise<void> {
  const kind = await kindOf(work, row)
  const category = kind.dutyCategory === null ? undefined : categoryOf(kind.dutyCategory)
  // What no workflow may record is entered by whoever did it, with evidence.
  if (!category?.creators.includes('WORKFLOW')) return
  const { title, topic, place, studyBody, visitKind, jointWith } = row
  const about = { kindCode: kind.code, title, topic, place, studyBody, visitKind, jointWith }
  const evidence = await evidenceOf(work, row)
  const those = await attendedOf(work, row, members)
  await recordDuties(
    work,
    those
      .flatMap(({ memberId, halfDays }) => dutyOf(row, category, memberId, { ...about, halfDays }))
      .map(duty => ({ ...duty, evidence })),
  )
}

function dutyOf(row: ActivityRow, category: DutyCategory, memberId: string, one: Attended): ProvenDuty[] {
  if (!isEarned(category, one)) return []
  const facts = dutyFactsOf(category, one)
  const { errors } = checkFacts(category, facts)
  if (errors.length > 0) throw new Refused(factsMissing(category.name, namesIn(category, errors)))
  const title = [...row.title].slice(0, TITLE_MAX).join('')
  const occurredOn = businessDate(new Date(row.startsAt))
  return [{ ...dutySourceOf(row), memberId, category: category.code, title, occurredOn, facts }]
}

/** A duty record's title is shorter than an activity's may be. */
const TITLE_MAX = 100

const namesIn = ({ fields }: DutyCategory, errors: readonly { readonly field: readonly string[] | null }[]): string =>
  errors.map(({ field }) => fields.find(({ name }) => name === field?.at(-1))?.label.zh ?? '').join('、')

/** Takes the duty records of the activity's members back, of all or of some; the attendance that proved them has changed. */
export async function reverseDuties(
  work: Work,
  row: ActivityRow,
  reason: string,
  members?: readonly string[],
): Promise<void> {
  await reverseDutyOfSource(work, dutySourceOf(row), reason, undefined, members)
}

/** The attendance of some members of a closed activity was corrected: what it proved is taken back and booked anew. */
export async function rebookDuties(
  work: Work,
  row: ActivityRow,
  members: readonly string[],
  reason: string,
): Promise<void> {
  if (members.length === 0) return
  await work.tx.client.query({ ...LOCK_INVITED, values: [row.organizationId, row.id, members] })
  await reverseDuties(work, row, reason, members)
  await bookDuties(work, row, members)
}

/** Two half-days of a member are corrected at once: the second waits here, and then counts what the first has changed. */
const LOCK_INVITED = {
  name: 'lock_invited_of_activity',
  text: `select from activity_invitations where organization_id = $1 and activity_id = $2 and member_id = any($3::uuid[])
    order by member_id for update`,
}

interface Kind {
  readonly code: string
  readonly dutyCategory: string | null
}

async function kindOf({ tx }: Work, { organizationId, kindId }: ActivityRow): Promise<Kind> {
  const { rows } = await tx.client.query<Kind>({
    name: 'kind_of_activity',
    text: `select code, duty_category as "dutyCategory" from activity_kinds where organization_id = $1 and id = $2`,
    values: [organizationId, kindId],
  })
  const [kind] = rows
  if (!kind) throw new Error(`the activity's kind ${kindId} is gone`)
  return kind
}

/** What a member attached to his own record proves it, as it would prove a duty that he enters. */
async function evidenceOf({ tx }: Work, { organizationId, id, memberId }: ActivityRow): Promise<readonly string[]> {
  if (memberId === null) return []
  const { rows } = await tx.client.query<{ fileId: string }>({
    name: 'evidence_of_own_activity',
    text: `select file_id as "fileId" from activity_materials where organization_id = $1 and activity_id = $2 order by rank limit ${EVIDENCE_MAX}`,
    values: [organizationId, id],
  })
  return rows.map(({ fileId }) => fileId)
}

type OfMember = Pick<Attended, 'halfDays'> & { readonly memberId: string }

/** Attendance of each member in the order of the half-days. */
async function attendedOf({ tx }: Work, row: ActivityRow, members: readonly string[] | null): Promise<OfMember[]> {
  const { rows } = await tx.client.query<OfMember>({
    name: 'attended_of_activity',
    text: `select t.member_id as "memberId", json_agg(json_build_object('status', t.status, 'isRemote', t.method = 'VIDEO', 'minutes',
        coalesce(t.remote_minutes, extract(epoch from h.ends_at - h.starts_at)::int / 60)) order by h.starts_at) as "halfDays"
      from activity_attendances t join activity_half_days h on h.organization_id = t.organization_id and h.id = t.half_day_id
      where t.organization_id = $1 and t.activity_id = $2 and ($3::uuid[] is null or t.member_id = any($3))
      group by t.member_id order by t.member_id`,
    values: [row.organizationId, row.id, members],
  })
  return rows
}
