import { DAY, iso } from '../proposals/moments.ts'
import type { Ground, Seat } from './ground.ts'
import { dayHeld, type Held, keyOf } from './hold.ts'
import type { SpeechRow } from './rows.ts'

const TOPICS = [
  '推动能源转型发展',
  '加快文旅融合发展',
  '提升基层医疗服务能力',
  '优化营商环境',
  '推进乡村全面振兴',
  '办好人民满意的教育',
  '加强古城保护利用',
  '健全养老服务体系',
  '培育壮大新兴产业',
  '改善城乡人居环境',
] as const

const BODY = '近期我们围绕这一课题开展调研，走访企业和基层单位，召开座谈会听取意见。现将有关情况和建议报告如下。'

export type SpeechState = SpeechRow['state']

const REVIEWED = new Set([
  'ACCEPTED_ORAL',
  'ACCEPTED_WRITTEN',
  'TURNED_INTO_OPINION_REPORT',
  'NOT_USED',
  'DELIVERED',
  'RETURNED',
])
const VERSIONS: Readonly<Record<string, number>> = { DRAFT: 1, SUBMITTED: 2, DELIVERED: 4 }

/** A call that closed, or closes, some days before the meeting. */
export function call(
  ground: Ground,
  { row }: Held,
  topic: string,
  closesAt = Date.parse(row.startsAt) - 3 * DAY,
): void {
  const { organizationId, id } = keyOf(ground, row)
  const common = { organizationId, id, activityId: row.id, topic, closesAt: iso(closesAt), maxWords: 2_000 }
  ground.rows.calls.push({ ...common, calledBy: ground.office, version: 1, createdAt: row.notifiedAt ?? row.createdAt })
}

/** A speech of a member, or of his party where it speaks through him. */
export function speak(ground: Ground, { row }: Held, seat: Seat, state: SpeechState, forParty = false): void {
  const { draw, rows, office } = ground
  const called = Date.parse(row.notifiedAt ?? row.createdAt)
  const createdAt = iso(called + draw.between(60, 2 * 24 * 60) * 60_000)
  const isReviewed = REVIEWED.has(state)
  const isParty = forParty && seat.partyId !== null
  const title = `关于${draw.pick(TOPICS)}的建议`
  rows.speeches.push({
    ...{
      ...keyOf(ground, { createdAt }),
      activityId: row.id,
      memberId: seat.id,
      title,
      enteredBy: null,
      body: BODY,
      words: BODY.length,
    },
    ...{ speakerKind: isParty ? 'PARTY' : 'MEMBER', partyId: isParty ? seat.partyId : null },
    ...{ sectorId: null, specialCommitteeId: null, fileId: null, state, version: VERSIONS[state] ?? 3, createdAt },
    form: state === 'ACCEPTED_WRITTEN' ? 'WRITTEN' : 'ORAL',
    submittedAt: state === 'DRAFT' ? null : createdAt,
    reviewedBy: isReviewed ? office : null,
    reviewedAt: isReviewed ? iso(Math.min(Date.parse(createdAt) + DAY / 4, ground.now.getTime())) : null,
    reviewNote: state === 'NOT_USED' ? '与其他发言内容重复' : state === 'RETURNED' ? '请压缩篇幅，突出建议' : null,
    deliveredOn: state === 'DELIVERED' ? dayHeld(row) : null,
  })
}
