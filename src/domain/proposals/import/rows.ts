import { newId } from '../../../kernel/ids.ts'
import { answers } from '../handling/outcome.ts'
import type { proposalAssignments, proposalFeedback, proposalHandlings, proposalReplies } from '../handling/tables.ts'
import type { proposalEvents } from '../history/tables.ts'
import type { proposalSigners, proposals, proposalTexts } from '../tables.ts'
import type { Resolved } from './resolve.ts'

/** Stands where a row names the account that made it: what came from a list, no account of this service wrote. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

export interface ImportContext {
  readonly organizationId: string
  readonly fileName: string
  /** The account that imports; null from the terminal. */
  readonly accountId: string | null
  readonly now: string
}

type Of<Table extends { readonly $inferInsert: object }> = Table['$inferInsert']

/** All rows of one imported proposal. */
export interface ProposalRows {
  readonly proposal: Of<typeof proposals>
  readonly text: Of<typeof proposalTexts>
  readonly signers: readonly Of<typeof proposalSigners>[]
  readonly assignments: readonly Of<typeof proposalAssignments>[]
  readonly handlings: readonly Of<typeof proposalHandlings>[]
  readonly replies: readonly Of<typeof proposalReplies>[]
  readonly feedback: readonly Of<typeof proposalFeedback>[]
  readonly event: Of<typeof proposalEvents>
}

/** The first moment of a business day, Asia/Shanghai. */
const startOf = (day: string): string => `${day}T00:00:00+08:00`

/** An imported proposal is born in the state it ended in. */
function stateOf({ filing, satisfaction }: Resolved): 'NOT_FILED' | 'WITHDRAWN' | 'CLOSED' | 'CLOSED_WITH_DISSENT' {
  if (filing !== 'FILED') return filing
  return satisfaction === 'DISSATISFIED' ? 'CLOSED_WITH_DISSENT' : 'CLOSED'
}

export function rowsOf(row: Resolved, context: ImportContext): ProposalRows {
  const { organizationId } = context
  const [id, state] = [newId(), stateOf(row)]
  const submittedAt = startOf(row.submittedOn ?? row.of.startsOn)
  const texts = { title: row.title, situation: row.situation, analysis: row.analysis, suggestions: row.suggestions }
  const own = { organizationId, proposalId: id }
  const handled = row.filing === 'FILED' ? handledRows(row, own) : NOT_HANDLED
  return {
    proposal: { ...proposalRow(row, state, submittedAt), ...texts, organizationId, id },
    text: { ...own, ...texts, id: newId(), number: 1, writtenBy: NOBODY, submittedAt },
    signers: signerRows(row, own, submittedAt),
    ...handled,
    event: {
      ...{ ...own, id: newId(), action: 'IMPORT', fromState: null, toState: state, audience: 'ALL', note: '' },
      facts: JSON.stringify({
        file: context.fileName,
        ...(row.sheet === null ? {} : { sheet: row.sheet }),
        row: row.row,
        ...(row.satisfaction === null ? {} : { satisfaction: row.satisfaction }),
        ...(row.answer === null ? {} : { replyClass: row.answer.replyClass }),
      }),
      ...{ actorId: context.accountId, createdAt: context.now },
    },
  }
}

function proposalRow(row: Resolved, state: string, submittedAt: string) {
  const filedAt =
    row.filing === 'FILED' || row.caseNumber !== null ? (row.filedOn ? startOf(row.filedOn) : submittedAt) : null
  const isClosed = row.filing === 'FILED'
  return {
    ...{ termId: row.of.termId, sessionId: row.of.id, period: row.period ?? 'SESSION', state },
    ...{ proposerKind: row.proposerKind, firstProposerId: row.firstId, ...row.collective },
    ...{ receiptNumber: row.receiptNumber, caseNumber: row.caseNumber, submittedAt, filedAt },
    closedAt: isClosed && row.repliedOn !== null ? startOf(row.repliedOn) : null,
    decisionNote: row.reason,
    ...{ isKey: row.isKey, excellentYear: row.isExcellent ? (row.year ?? Number(row.of.startsOn.slice(0, 4))) : null },
    createdBy: NOBODY,
  }
}

interface Own {
  readonly organizationId: string
  readonly proposalId: string
}

function signerRows({ firstId, coSignerIds, endorserIds }: Resolved, own: Own, at: string): ProposalRows['signers'] {
  const signers = [
    ...(firstId === null ? [] : [{ memberId: firstId, role: 'FIRST' }]),
    ...coSignerIds.map(memberId => ({ memberId, role: 'CO_SIGNER' })),
    ...endorserIds.map(memberId => ({ memberId, role: 'ENDORSER' })),
  ]
  return signers.map((signer, rank) => ({
    ...{ ...own, ...signer, id: newId(), rank, state: 'ACCEPTED', textNumber: 1, invitedAt: at, answeredAt: at },
  }))
}

type Handled = Pick<ProposalRows, 'assignments' | 'handlings' | 'replies' | 'feedback'>

const NOT_HANDLED: Handled = { assignments: [], handlings: [], replies: [], feedback: [] }

/** Units that handled it, and where the list has a class the letters that answered it. */
function handledRows(row: Resolved, own: Own): Handled {
  if (row.parts.length === 0) return NOT_HANDLED
  const assignmentId = newId()
  const repliedAt = row.repliedOn === null ? null : startOf(row.repliedOn)
  const handlings = row.parts.map(part => ({
    ...{ ...own, ...part, id: newId(), assignmentId, repliedAt: answers(part) ? repliedAt : null },
    state: answers(part) ? 'REPLIED' : 'OPINION_GIVEN',
  }))
  const replies =
    row.answer === null ? [] : handlings.filter(answers).map(({ id }) => replyRow(row, row.answer, own, id))
  const feedback = replies.flatMap(({ id }) => feedbackRow(row, own, id))
  return {
    assignments: [{ ...own, id: assignmentId, state: 'DISPATCHED', assignedBy: NOBODY }],
    handlings,
    replies,
    feedback,
  }
}

function replyRow(row: Resolved, answer: Resolved['answer'], own: Own, handlingId: string) {
  // A letter has a day; where the list gives none, the latest day that it does give.
  const day = row.repliedOn ?? row.filedOn ?? row.submittedOn ?? row.of.startsOn
  return {
    ...{ ...own, id: newId(), handlingId, round: 1, state: 'SENT', sentAt: startOf(day), draftedBy: NOBODY },
    ...{ replyClass: answer?.replyClass ?? '', localLetter: answer?.letter ?? '', items: '[]', body: row.reply },
    ...{ signerName: '', contactName: '', contactPhone: '' },
  }
}

/** What the list says of satisfaction is the first proposer's word on each letter. */
function feedbackRow({ firstId, satisfaction }: Resolved, own: Own, replyId: string): ProposalRows['feedback'] {
  if (firstId === null || satisfaction === null) return []
  const said = { result: satisfaction, attitude: satisfaction, overall: satisfaction }
  return [{ ...own, ...said, id: newId(), replyId, memberId: firstId, isLate: false, createdBy: NOBODY }]
}
