import { addDays } from '../../../kernel/dates.ts'
import type { Random } from '../random.ts'
import type { DemoSeat, Ground } from './ground.ts'
import { firstAccount, type Life, newIdOf, type ProposalDraft, SOMEBODY, take, tell, textOf } from './life.ts'
import { DAY, iso, MINUTE, officeMoment } from './moments.ts'
import type { Plan } from './plan.ts'
import { textsOf } from './texts.ts'

export const DAYS_TO_ANSWER = 7

/** Begins a life with its draft and the invitations, with their answers. */
export function begin(ground: Ground, draw: Random, plan: Plan): Life {
  const at = officeMoment(draw, plan.begunOn ?? addDays(plan.on, -draw.between(11, 16)))
  const life: Life = {
    ...{ ground, draw, at, topic: plan.topic, place: plan.place, row: rowOf(ground, draw, plan, at) },
    ...{ texts: [], signers: [], assignments: [], parts: [], requests: [], deadlines: [], replies: [], feedback: [] },
    ...{ events: [], supervisions: [], nominations: [], duties: [], children: [] },
  }
  keepText(life)
  addSigner(life, plan.proposers.first, 'FIRST')
  tell(life, { action: 'CREATE', to: 'DRAFT', audience: 'PROPOSERS', actor: firstAccount(life) })
  if (plan.proposers.invited.length > 0 && plan.until !== 'DRAFT') invite(life, plan)
  return life
}

function rowOf(ground: Ground, draw: Random, { topic, place, proposers }: Plan, at: number): ProposalDraft {
  const { kind, first } = proposers
  const { organizationId, termId } = ground
  return {
    ...{ organizationId, id: draw.id(new Date(at)), termId, ...textsOf(draw, topic, place), textNumber: 1 },
    ...{ sessionId: null, period: null, proposerKind: kind, firstProposerId: first.id, sealFileId: null },
    partyId: kind === 'PARTY' ? (ground.parties.get(first.party) ?? null) : null,
    specialCommitteeId: kind === 'SPECIAL_COMMITTEE' ? first.specialCommitteeId : null,
    sectorId: kind === 'SECTOR' ? first.sectorId : null,
    bodyName: bodyName(draw, kind, place),
    ...{ isResearched: draw.next() < 0.7, isSelfWritten: draw.next() < 0.9, consentsToPublication: draw.next() < 0.8 },
    suggestedUnits: ground.units.find(({ code }) => code === topic.unit)?.name ?? '',
    ...{ state: 'DRAFT', receiptNumber: null, caseNumber: null, submittedAt: null, filedAt: null, closedAt: null },
    ...{ groundId: null, disposition: null, decisionNote: '', mergedIntoId: null, round: 1, isKey: false },
    ...{ keyLeaderId: null, excellentYear: null, publishedAt: null, version: 1, createdAt: iso(at) },
    createdBy: ground.accountOfSeat.get(first.id) ?? SOMEBODY,
  }
}

const ORGANIZATIONS = ['总工会', '妇女联合会', '工商业联合会', '科学技术协会', '归国华侨联合会'] as const

function bodyName(draw: Random, kind: string, place: string): string {
  if (kind === 'PEOPLES_ORGANIZATION') return draw.pick(ORGANIZATIONS)
  return kind === 'MEMBER_GROUP' ? `${place}委员小组` : ''
}

export function keepText(life: Life): void {
  const { row, at, texts } = life
  texts.push({
    ...{ organizationId: row.organizationId, id: newIdOf(life), proposalId: row.id, number: row.textNumber },
    ...{ ...textOf(life), writtenBy: row.createdBy, submittedAt: null, createdAt: iso(at) },
  })
}

function addSigner(life: Life, seat: DemoSeat, role: 'FIRST' | 'CO_SIGNER' | 'ENDORSER'): void {
  const { row, at, signers } = life
  const isFirst = role === 'FIRST'
  signers.push({
    ...{ organizationId: row.organizationId, id: newIdOf(life), proposalId: row.id, memberId: seat.id, role },
    ...{ state: isFirst ? 'ACCEPTED' : 'INVITED', rank: signers.length, textNumber: isFirst ? row.textNumber : null },
    expiresAt: isFirst ? null : iso(at + DAYS_TO_ANSWER * DAY),
    ...{ invitedAt: iso(at), answeredAt: isFirst ? iso(at) : null, version: 1, createdAt: iso(at) },
  })
}

/** The last of many endorses, the others co-sign. */
function invite(life: Life, { proposers: { invited }, until }: Plan): void {
  life.at += 20 * MINUTE
  for (const [index, seat] of invited.entries()) addSigner(life, seat, index === 3 ? 'ENDORSER' : 'CO_SIGNER')
  const asked = life.signers.slice(1).map(({ memberId, role }) => ({ memberId, role }))
  const from = take(life, 'INVITE')
  life.row.version -= 1
  take(life, 'BEGIN_CO_SIGNING')
  tell(life, {
    ...{ action: 'INVITE', from, to: life.row.state, audience: 'PROPOSERS', facts: { invited: asked } },
    actor: firstAccount(life),
  })
  // Of one that is still being signed the last has not answered.
  answer(life, until === 'CO_SIGNING' ? life.signers.slice(1, -1) : life.signers.slice(1))
}

/** Most accept, a few decline, a few let the time run out. */
function answer(life: Life, asked: Life['signers']): void {
  const { draw, row, ground } = life
  for (const signer of asked) {
    const chance = draw.next()
    if (chance > 0.96) continue
    life.at += draw.between(10, 480) * MINUTE
    const accepts = chance < 0.93
    signer.state = accepts ? 'ACCEPTED' : 'DECLINED'
    Object.assign(signer, { textNumber: row.textNumber, answeredAt: iso(life.at), version: signer.version + 1 })
    tell(life, {
      ...{
        action: accepts ? 'ACCEPT' : 'DECLINE',
        audience: 'PROPOSERS',
        actor: ground.accountOfSeat.get(signer.memberId),
      },
      facts: { memberId: signer.memberId, role: signer.role, textNumber: row.textNumber },
    })
  }
}
