import type { Guard, Obstacle } from '../../kernel/workflow.ts'

/** What the workflow looks at besides the state. Made in situation.ts, for commands and for `availableActions` alike. */
export interface ProposalSituation {
  /** Title, situation, analysis and suggestions have text. */
  readonly isComplete: boolean
  /** Invitations that wait for an answer and have not run out. */
  readonly pendingInvitations: number
  readonly proposerKind: string
  /** The viewer's own: whether he was asked to sign, and how that stands. */
  readonly ownInvitation: 'NONE' | 'OPEN' | 'EXPIRED' | 'ACCEPTED'
  /** The first proposer, convenor or contact holds an active seat in the current term; true where there is none. */
  readonly holdsSeat: boolean
  /** The term in which it was drafted is over. */
  readonly isTermOver: boolean
  readonly hasSeal: boolean
  /** One of the party's, sector's or special committee's own; of any other body whoever it names. */
  readonly hasConvenor: boolean
  /** Sectors and member groups may submit now: inside a session's window, or because the policy lets them. */
  readonly isCollectiveTime: boolean
  readonly wasSubmitted: boolean
  readonly wasFiled: boolean
  readonly wasWithdrawn: boolean
  /** The viewer took the first check, and the policy wants another person for the re-check. */
  readonly needsAnotherChecker: boolean
  readonly hasMergedChildren: boolean
  /** Handled with another one, which it follows. */
  readonly isMerged: boolean
  readonly isKey: boolean
  readonly isPublished: boolean
  readonly consentsToPublication: boolean
  /** Sent replies that the viewer's seat has to rate and has not. */
  readonly repliesToRate: number
  /** Sent replies that the body has to rate and has not, neither on paper nor by its contact; null: members propose. */
  readonly bodyRepliesToRate: number | null
  /** Papers of the body that were entered, of the replies in force. */
  readonly papersEntered: number
  /** Ratings that proposers still owe, 0 when the time for them is over. */
  readonly feedbackMissing: number
}

type ProposalGuard = Guard<ProposalSituation>

export const obstacle = (code: string, field: string | null, zh: string, en: string): Obstacle => ({
  code,
  ...(field === null ? {} : { field }),
  message: { zh, en },
})

const MEMBER_KINDS: ReadonlySet<string> = new Set(['MEMBER', 'MEMBERS_JOINT'])
export const isCollective = (proposerKind: string): boolean => !MEMBER_KINDS.has(proposerKind)

/** Bodies that exist for a session: in most places they propose only then (rules, section 1). */
const SESSION_KINDS: ReadonlySet<string> = new Set(['SECTOR', 'MEMBER_GROUP'])

export const complete: ProposalGuard = ({ isComplete }) =>
  isComplete
    ? null
    : obstacle(
        'INCOMPLETE',
        null,
        '标题、情况、分析、建议均须填写后才能提交',
        'Fill in title, situation, analysis and suggestions before you submit',
      )

export const noInvitationPending: ProposalGuard = ({ pendingInvitations }) =>
  pendingInvitations === 0
    ? null
    : obstacle(
        'INVITATION_PENDING',
        null,
        `尚有 ${pendingInvitations} 名委员未答复邀请，请等待答复、到期或撤回邀请`,
        `${pendingInvitations} invited members have not answered; wait for them, for the end of the invitation, or take it back`,
      )

export const invitationOpen: ProposalGuard = ({ ownInvitation }) => {
  if (ownInvitation === 'EXPIRED') {
    const [zh, en] = [
      '邀请已过期，请第一提案人重新邀请',
      'The invitation ran out; ask the first proposer for another one',
    ]
    return obstacle('INVITATION_EXPIRED', null, zh, en)
  }
  if (ownInvitation === 'OPEN') return null
  const [zh, en] = [
    '邀请已答复，如需退出请联系第一提案人',
    'It was answered; to step back, speak to the first proposer',
  ]
  return obstacle('ALREADY_ANSWERED', null, zh, en)
}

export const memberProposal: ProposalGuard = ({ proposerKind }) =>
  isCollective(proposerKind)
    ? obstacle('NOT_APPLICABLE', null, '集体提案不邀请委员联名', 'Nobody co-signs the proposal of a body')
    : null

export const heldSeat: ProposalGuard = ({ holdsSeat }) =>
  holdsSeat
    ? null
    : obstacle(
        'NOT_A_MEMBER',
        null,
        '第一提案人不是本届在任委员，不能提出提案',
        'The first proposer holds no seat of the current term',
      )

/** Of a member his seat says it. */
export const termRuns: ProposalGuard = ({ isTermOver, holdsSeat }) =>
  isTermOver && holdsSeat
    ? obstacle(
        'NO_SESSION',
        null,
        '起草本提案的一届已届满，请在本届重新起草',
        'The term in which it was drafted is over; draft it anew in the present one',
      )
    : null

export const sealedOrConvened: ProposalGuard = ({ proposerKind, hasSeal, hasConvenor }) =>
  !isCollective(proposerKind) || hasSeal || hasConvenor
    ? null
    : obstacle(
        'SEAL_MISSING',
        'input.sealFile',
        '集体提案须上传盖章页，或填写属于该党派、界别或专委会的召集人',
        'A collective proposal needs its sealed sheet, or a convenor who belongs to the party, sector or special committee',
      )

export const collectiveTime: ProposalGuard = ({ proposerKind, isCollectiveTime }) =>
  !SESSION_KINDS.has(proposerKind) || isCollectiveTime
    ? null
    : obstacle(
        'OUTSIDE_WINDOW',
        'input.proposerKind',
        '界别、委员小组的提案仅在大会提案征集期间受理',
        'Sectors and member groups propose only while a session takes proposals',
      )

export const anotherChecker: ProposalGuard = ({ needsAnotherChecker }) =>
  needsAnotherChecker
    ? obstacle('SAME_CHECKER', null, '初审与复审不能由同一人办理', 'First check and re-check are made by two people')
    : null

/** A merged proposal is handled with its target, which therefore is not merged away itself. */
export const noMergedChildren: ProposalGuard = ({ hasMergedChildren }) =>
  hasMergedChildren
    ? obstacle(
        'HAS_MERGED',
        null,
        '已有提案并入本提案，不能再并入其他提案或撤案',
        'Other proposals were merged into this one; it can be neither merged nor withdrawn',
      )
    : null

export const notMerged: ProposalGuard = ({ isMerged }) =>
  isMerged
    ? obstacle(
        'MERGED_CHILD',
        null,
        '已并入其他提案，请对主案操作',
        'It is handled with another proposal; act on that one',
      )
    : null

/** A key proposal takes others in and is not merged away; a mark that stands is taken back whatever became of it. */
export const keyForItself: ProposalGuard = situation => (situation.isKey ? null : notMerged(situation))

export const submittedOnce: ProposalGuard = ({ wasSubmitted }) =>
  wasSubmitted
    ? null
    : obstacle('NEVER_SUBMITTED', null, '未提交过的提案不归档', 'A proposal that was never submitted is not archived')

export const filedOnce: ProposalGuard = ({ wasFiled, wasWithdrawn }) =>
  wasFiled && !wasWithdrawn
    ? null
    : obstacle(
        'NOT_ON_FILE',
        null,
        '仅限已立案且未撤案的提案',
        'Only of a proposal that was put on file and not withdrawn',
      )

/** What is published can be taken from the public, whatever became of it. */
export const filedOrPublished: ProposalGuard = situation => (situation.isPublished ? null : filedOnce(situation))

export const chosenAsKey: ProposalGuard = ({ isKey }) =>
  isKey ? null : obstacle('NOT_KEY', null, '仅限重点提案', 'Only of a key proposal')

export const consented: ProposalGuard = ({ consentsToPublication, isPublished }) =>
  consentsToPublication || isPublished
    ? null
    : obstacle('NO_CONSENT', null, '提案人未同意公开', 'The proposer does not consent to publication')

export const replyToRate: ProposalGuard = ({ repliesToRate }) =>
  repliesToRate > 0
    ? null
    : obstacle('NOTHING_TO_RATE', null, '没有待评价的答复', 'There is no reply that waits for your feedback')

export const bodyReplyToRate: ProposalGuard = ({ bodyRepliesToRate }) => {
  if (bodyRepliesToRate === null) {
    const [zh, en] = [
      '仅代录集体提案者的书面评价，委员请本人评价',
      'Only the paper answer of a body is entered; members answer for themselves',
    ]
    return obstacle('NOT_APPLICABLE', null, zh, en)
  }
  if (bodyRepliesToRate > 0) return null
  const [zh, en] = ['没有待提案单位评价的答复', 'There is no reply that waits for the feedback of the body']
  return obstacle('NOTHING_TO_RATE', null, zh, en)
}

export const paperToCorrect: ProposalGuard = ({ papersEntered }) =>
  papersEntered > 0
    ? null
    : obstacle('NOTHING_TO_CORRECT', null, '没有代录的书面评价', 'No feedback on paper was entered')

export const feedbackDone: ProposalGuard = ({ feedbackMissing }) =>
  feedbackMissing === 0
    ? null
    : obstacle(
        'FEEDBACK_MISSING',
        null,
        `尚有 ${feedbackMissing} 份评价未收到，且评价期限未过`,
        `${feedbackMissing} feedbacks are still to come, and their time is not over`,
      )
