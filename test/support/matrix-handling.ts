import { proposalFeedback, proposalReplies } from '../../src/domain/proposals/handling/replies/tables.ts'
import { proposalAssignments, proposalHandlings, proposalRequests } from '../../src/domain/proposals/handling/tables.ts'
import { proposals, proposalTexts } from '../../src/domain/proposals/tables.ts'
import { newId } from '../../src/kernel/ids.ts'
import type { GivenMember } from './members.ts'
import { TEXTS } from './proposals.ts'
import { PLACES, type Place, type World } from './world.ts'

interface Ground {
  readonly member: GivenMember
  readonly sessionId: string
  readonly unitId: string
  readonly officeId: string
}

/**
 * A proposal of the office's, with an assignment that waits for its assigning office, and one that the committee dispatched
 * itself: a part with a request, a draft, and a letter that was sent and rated.
 */
export async function plantHandling(
  w: World,
  place: Place,
  { member, sessionId, unitId, officeId }: Ground,
): Promise<Readonly<Record<string, string>>> {
  const organizationId = PLACES[place]
  const [proposalId, assignmentId, directId, handlingId, requestId] = [newId(), newId(), newId(), newId(), newId()]
  const [draftId, replyId, feedbackId, account] = [newId(), newId(), newId(), newId()]
  const at = '2022-02-02T09:00:00+08:00'
  const common = { organizationId, proposalId }
  await w.system(place, async ({ db }) => {
    await db.insert(proposals).values({
      ...{ organizationId, id: proposalId, termId: member.termId, sessionId, period: 'SESSION', ...TEXTS },
      ...{ proposerKind: 'PARTY', state: 'IN_HANDLING', receiptNumber: 900, submittedAt: at, createdBy: account },
      ...{ filedAt: at, caseNumber: 900 },
    })
    const text = { organizationId, id: newId(), proposalId, number: 1, ...TEXTS }
    await db.insert(proposalTexts).values({ ...text, writtenBy: account, submittedAt: at })
    await db.insert(proposalAssignments).values([
      { ...common, id: assignmentId, officeId, state: 'ASSIGNED', assignedBy: account },
      { ...common, id: directId, officeId: null, state: 'DISPATCHED', assignedBy: account },
    ])
    const part = { ...common, id: handlingId, assignmentId: directId, unitId, role: 'SEPARATE', state: 'HANDLING' }
    await db.insert(proposalHandlings).values(part)
    const request = { organizationId, id: requestId, handlingId, kind: 'EXTENSION', state: 'PENDING' }
    await db.insert(proposalRequests).values({ ...request, reason: '协调', dueOn: '2090-01-01', requestedBy: account })
    const letter = {
      ...{ ...common, handlingId, round: 1, replyClass: 'RESOLVED', localLetter: 'A', items: [], body: '答复' },
      ...{ signerName: '钱', contactName: '赵', contactPhone: '1', draftedBy: account },
    }
    await db.insert(proposalReplies).values([
      { ...letter, id: draftId, state: 'DRAFT' },
      { ...letter, id: replyId, state: 'SENT', sentAt: at },
    ])
    const rating = { result: 'SATISFIED', attitude: 'SATISFIED', overall: 'SATISFIED', isLate: false }
    const feedback = { ...common, id: feedbackId, replyId, memberId: member.memberId, createdBy: account }
    await db.insert(proposalFeedback).values({ ...feedback, ...rating })
  })
  const id = (prefix: string, key: string) => `${prefix}_${organizationId}_${key}`
  return {
    handled: id('prop', proposalId),
    assignment: id('asg', assignmentId),
    handling: id('hdl', handlingId),
    request: id('req', requestId),
    draft: id('rep', draftId),
    reply: id('rep', replyId),
  }
}
