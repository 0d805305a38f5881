import { dutyEvidence, dutyRecords } from '../../src/domain/duty/tables.ts'
import type { DutyState } from '../../src/domain/duty/workflow.ts'
import { formatGlobalId, newId } from '../../src/kernel/ids.ts'
import type { GivenMember } from './members.ts'
import { type Client, PLACES, type Place, type World } from './world.ts'

export interface NewDuty {
  readonly category?: string
  readonly title?: string
  readonly occurredOn?: string
  readonly facts?: object
  readonly state?: DutyState
  readonly sourceType?: string
  readonly sourceId?: string
  readonly recordedBy?: string
  /** Global ids of files. */
  readonly evidence?: readonly string[]
}

/** Plants a record as it stands; returns its global id. */
export async function givenDuty(w: World, member: GivenMember, duty: NewDuty = {}): Promise<string> {
  const { organizationId, memberId } = member
  const [id, account] = [newId(), duty.recordedBy ?? newId()]
  const { state = 'PENDING', occurredOn = '2024-03-05' } = duty
  const isDecided = state !== 'PENDING' && state !== 'WITHDRAWN'
  await w.system(placeOf(organizationId), async ({ db }) => {
    await db.insert(dutyRecords).values({
      organizationId,
      id,
      memberId,
      state,
      occurredOn,
      category: duty.category ?? 'FIELD_RESEARCH',
      title: duty.title ?? '赴云州区调研黄花产业',
      facts: duty.facts ?? { place: '云州区' },
      sourceType: duty.sourceType ?? 'ENTRY',
      sourceId: duty.sourceId ?? null,
      recordedBy: account,
      decidedBy: isDecided ? account : null,
      decidedAt: isDecided ? '2024-03-06T09:00:00+08:00' : null,
      scoreYear: Number(occurredOn.slice(0, 4)),
    })
    for (const [rank, file] of (duty.evidence ?? []).entries()) {
      await db.insert(dutyEvidence).values({ organizationId, recordId: id, rank, fileId: file.split('_')[2] ?? '' })
    }
  })
  return formatGlobalId('duty', organizationId, id)
}

function placeOf(organizationId: string): Place {
  for (const [place, number] of Object.entries(PLACES)) if (number === organizationId) return place as Place
  throw new Error(`no place ${organizationId}`)
}

/** Commands really side by side: the test world's own pool has one connection for them. */
export const SEVERAL_AT_ONCE = { config: { DATABASE_POOL_SIZE: 15 } }

/** The smallest PNG there is: one transparent pixel. */
export const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

/** Uploads a photo as a client does; returns its global id. */
export async function givenPhoto(client: Client, organization?: string): Promise<string> {
  const answer = await client.request(
    'POST',
    `/files/v1/uploads${organization ? `?organization=${organization}` : ''}`,
    {
      payload: PHOTO,
      headers: { 'content-type': 'image/png', 'content-disposition': 'attachment; filename=photo.png' },
    },
  )
  if (answer.statusCode !== 201) throw new Error(`upload: ${answer.statusCode} ${answer.body}`)
  return answer.json().id
}

const RECORD = `id state version title reason recordedBy decidedBy`

/** The mutations as a client sends them. */
export const CREATE = `mutation ($input: DutyRecordCreateInput!) {
  dutyRecordCreate(input: $input) {
    dutyRecord { ${RECORD} scoreYear occurredOn facts category { code name } member { id } evidence { id url } replaces { id } }
    userErrors { field code message }
  }
}`
export const ENTER = `mutation ($input: DutyRecordsEnterInput!) {
  dutyRecordsEnter(input: $input) {
    dutyRecords { ${RECORD} member { id } evidence { id } }
    failures { index userErrors { field code } }
    userErrors { field code message }
  }
}`
const decision = (
  name: string,
  reason = false,
) => `mutation ($id: ID!, $expectedVersion: Int!${reason ? ', $input: DutyReasonInput!' : ''}) {
  ${name}(id: $id, expectedVersion: $expectedVersion${reason ? ', input: $input' : ''}) {
    dutyRecord { ${RECORD} reversedBy { ${RECORD} } } userErrors { field code message }
  }
}`
export const CONFIRM = decision('dutyRecordConfirm')
export const RETURN = decision('dutyRecordReturn', true)
export const WITHDRAW = decision('dutyRecordWithdraw')
export const REVERSE = decision('dutyRecordReverse', true)
export const CONFIRM_MANY = `mutation ($ids: [ID!]!) {
  dutyRecordsConfirm(ids: $ids) { dutyRecords { ${RECORD} } failures { index userErrors { field code } } userErrors { field code } }
}`

export const someDuty = (more: object = {}) => ({
  category: 'FIELD_RESEARCH',
  title: '赴云州区调研黄花产业',
  occurredOn: '2024-03-05',
  facts: { topic: '黄花产业', halfDays: 2, role: 'LEADER' },
  ...more,
})
