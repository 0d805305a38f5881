import { newId } from '../../../kernel/ids.ts'
import { answers } from '../handling/outcome.ts'
import type { proposalFeedback, proposalReplies } from '../handling/replies/tables.ts'
import type { proposalAssignments, proposalHandlings } from '../handling/tables.ts'
import type { proposalSigners, proposals, proposalTexts } from '../tables.ts'
import { type EventRow, type ImportContext, importedEvent, mergedEvent, type Own, proposalId } from './event-rows.ts'
import type { Resolved } from './resolve.ts'

/** Stands where a row names the account that made it: what came from a list, no account of this service wrote. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

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
  readonly events: readonly EventRow[]
}

/** The proposal that a merged one follows, when its own row is written. */
export interface Followed {
  readonly id: string
  readonly state: string
  readonly round: number
  readonly closedAt: string | null
  /** Ids of the letters that answer both. */
  readonly letters: readonly string[]
}

/** The first moment of a business day, Asia/Shanghai. */
const startOf = (day: string): string => `${day}T00:00:00+08:00`

/** An imported proposal is born in the state it ended in, one that took others in by the word of all. */
function stateOf({ filing, satisfaction }: Resolved, merged: readonly Resolved[]): string {
  if (filing === 'NOT_FILED' || filing === 'WITHDRAWN') return filing
  const said = [satisfaction, ...merged.map(row => row.satisfaction)]
  return said.includes('DISSATISFIED') ? 'CLOSED_WITH_DISSENT' : 'CLOSED'
}

/** A merged one follows its main one; to archive it is another matter, of each for itself. */
const followedState = (row: Resolved, { state }: Followed): string => (state === 'ARCHIVED' ? stateOf(row, []) : state)

/** The rows of a proposal that is handled for itself, and for those that are `merged` into it. */
export function rowsOf(row: Resolved, context: ImportContext, merged: readonly Resolved[]): ProposalRows {
  const own = { organizationId: context.organizationId, proposalId: newId() }
  const closedAt = row.filing === 'FILED' && row.repliedOn !== null ? startOf(row.repliedOn) : null
  const course = { state: stateOf(row, merged), mergedIntoId: null, round: 1, closedAt }
  const handled = row.filing === 'FILED' ? handledRows(row, own) : NOT_HANDLED
  return { ...textRows(row, own, course), ...handled, events: [importedEvent(row, own, course.state, context)] }
}

/** The rows of a merged one: its main one's units answer, and its own proposer is asked (rules, section 1, Merging). */
export function mergedRowsOf(row: Resolved, context: ImportContext, followed: Followed): ProposalRows {
  const own = { organizationId: context.organizationId, proposalId: newId() }
  const { id: mergedIntoId, round, closedAt, letters } = followed
  const course = { state: followedState(row, followed), mergedIntoId, round, closedAt }
  return {
    ...textRows(row, own, course),
    ...NOT_HANDLED,
    feedback: letters.flatMap(replyId => feedbackRow(row, own, replyId)),
    events: [
      importedEvent(row, own, course.state, context),
      mergedEvent(own, { into: proposalId({ ...own, proposalId: mergedIntoId }) }, context),
    ],
  }
}

/** What every imported proposal has. */
function textRows(row: Resolved, own: Own, course: Course) {
  const submittedAt = startOf(row.submittedOn ?? row.of.startsOn)
  const texts = { title: row.title, situation: row.situation, analysis: row.analysis, suggestions: row.suggestions }
  const { organizationId, proposalId: id } = own
  return {
    proposal: { ...proposalRow(row, submittedAt), ...course, ...texts, organizationId, id },
    text: { ...own, ...texts, id: newId(), number: 1, writtenBy: NOBODY, submittedAt },
    signers: signerRows(row, own, submittedAt),
  }
}

function proposalRow(row: Resolved, submittedAt: string) {
  const wasFiled = row.filing === 'FILED' || row.caseNumber !== null
  return {
    ...{ termId: row.of.termId, sessionId: row.of.id, period: row.period ?? 'SESSION' },
    ...{ proposerKind: row.proposerKind, firstProposerId: row.firstId, ...row.collective },
    ...{ receiptNumber: row.receiptNumber, caseNumber: row.caseNumber, submittedAt },
    filedAt: wasFiled ? (row.filedOn ? startOf(row.filedOn) : submittedAt) : null,
    decisionNote: row.reason,
    ...{ isKey: row.isKey, excellentYear: row.isExcellent ? (row.year ?? Number(row.of.startsOn.slice(0, 4))) : null },
    createdBy: NOBODY,
  }
}

interface Course {
  readonly state: string
  readonly mergedIntoId: string | null
  readonly round: number
  readonly closedAt: string | null
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
  const day = row.repliedOn ?? (row.answer === null ? null : latestDay(row))
  const repliedAt = day === null ? null : startOf(day)
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

/** A letter has a day; where the list gives none, the latest day that it does give. */
const latestDay = ({ repliedOn, filedOn, submittedOn, of }: Resolved): string =>
  repliedOn ?? filedOn ?? submittedOn ?? of.startsOn

function replyRow(row: Resolved, answer: Resolved['answer'], own: Own, handlingId: string) {
  return {
    ...{ ...own, id: newId(), handlingId, round: 1, state: 'SENT', sentAt: startOf(latestDay(row)), draftedBy: NOBODY },
    ...{ replyClass: answer?.replyClass ?? '', localLetter: answer?.letter ?? '', items: '[]', body: row.reply },
    ...{ signerName: '', contactName: '', contactPhone: '' },
  }
}

/** What the list says of satisfaction is the first proposer's word on each letter, or that of the body. */
function feedbackRow({ firstId, satisfaction }: Resolved, own: Own, replyId: string): ProposalRows['feedback'] {
  if (satisfaction === null) return []
  const said = { result: satisfaction, attitude: satisfaction, overall: satisfaction }
  return [{ ...own, ...said, id: newId(), replyId, memberId: firstId, isLate: false, createdBy: NOBODY }]
}
