import type { Guard } from '../../../kernel/workflow.ts'

export type HandlingRole = 'SOLE' | 'HOST' | 'CO_HANDLER' | 'SEPARATE'

export interface HandlingSituation {
  readonly role: HandlingRole
  /** Of the proposal, or of the one it is merged into. */
  readonly proposalState: string
  /** A part of an earlier round is history. */
  readonly isCurrentRound: boolean
  readonly today: string
  /** Last day for the return of a wrong assignment; none in re-handling. */
  readonly returnUntil: string | null
  /** Last day for the reply or the opinion. */
  readonly answerUntil: string | null
  readonly isRequestPending: boolean
  /** Of a host: co-handlers whose opinion is neither given nor waived. */
  readonly missingOpinions: number
  readonly isOpinionWaived: boolean
  /** The reply under review was drafted by the actor. */
  readonly isOwnDraft: boolean
  /** The unit's reply in force promises what is still to be done. */
  readonly isPlanned: boolean
}

type HandlingGuard = Guard<HandlingSituation>

const BEING_HANDLED: ReadonlySet<string> = new Set(['ASSIGNED', 'IN_HANDLING', 'REHANDLING'])

/** The proposal is with its units. */
export const underHandling: Guard<Pick<HandlingSituation, 'proposalState'>> = ({ proposalState }) =>
  BEING_HANDLED.has(proposalState)
    ? null
    : {
        code: 'NOT_IN_HANDLING',
        message: {
          zh: '该提案本轮办理已结束，不能再操作',
          en: 'The proposal is not being handled in this round any more',
        },
      }

export const beingHandled: HandlingGuard = situation =>
  underHandling(situation.isCurrentRound ? situation : { proposalState: '' })

/** A planned one is answered again while the proposal is tracked; that letter goes the same way as the first. */
export const beingAnswered: HandlingGuard = situation =>
  situation.proposalState === 'TRACKING' && situation.isPlanned ? null : beingHandled(situation)

export const answersProposers: HandlingGuard = ({ role }) =>
  role === 'CO_HANDLER'
    ? {
        code: 'CO_HANDLER',
        message: {
          zh: '会办单位不直接答复提案者，请向主办单位提交会办意见',
          en: 'A co-handler does not answer the proposers; give the host your opinion',
        },
      }
    : null

export const coHandles: HandlingGuard = ({ role }) =>
  role === 'CO_HANDLER'
    ? null
    : {
        code: 'NOT_CO_HANDLER',
        message: { zh: '只有会办单位提交会办意见', en: 'Only a co-handler gives an opinion' },
      }

export const notYetWaived: HandlingGuard = ({ isOpinionWaived }) =>
  isOpinionWaived
    ? {
        code: 'ALREADY_WAIVED',
        message: { zh: '该会办意见已免除', en: 'This opinion has been waived already' },
      }
    : null

/** Rules, section 1: a wrong assignment is returned within a limit. */
export const withinReturnTime: HandlingGuard = ({ returnUntil, today }) => {
  if (returnUntil === null) {
    return {
      code: 'NOT_RETURNABLE',
      message: { zh: '重新办理不能退办', en: 'What is handled again cannot be returned' },
    }
  }
  return today <= returnUntil
    ? null
    : {
        code: 'DEADLINE_PASSED',
        message: {
          zh: `退办期限为 ${returnUntil}，已过期，请与交办单位联系`,
          en: `The last day for a return was ${returnUntil}; speak to the assigner`,
        },
      }
}

/** An extension is asked for before the time is over, or being late would cost nothing. */
export const stillInTime: HandlingGuard = ({ answerUntil, today }) =>
  answerUntil !== null && today <= answerUntil
    ? null
    : {
        code: 'DEADLINE_PASSED',
        message: {
          zh: `办理期限（${answerUntil ?? '无'}）已过，不能再申请延期`,
          en: `The time (until ${answerUntil ?? 'never'}) is over; it cannot be extended any more`,
        },
      }

export const noRequestPending: HandlingGuard = ({ isRequestPending }) =>
  isRequestPending
    ? {
        code: 'REQUEST_PENDING',
        message: {
          zh: '已有待审批的申请，请等待交办单位决定',
          en: 'A request is pending; wait for the assigner to decide',
        },
      }
    : null

export const extensionRequested: HandlingGuard = ({ isRequestPending }) =>
  isRequestPending
    ? null
    : {
        code: 'NO_REQUEST',
        message: { zh: '没有待审批的延期申请', en: 'No extension is asked for' },
      }

/** Rules, section 1: a host cannot submit while a co-handler's opinion is missing, unless waived with a reason. */
export const opinionsComplete: HandlingGuard = ({ missingOpinions }) =>
  missingOpinions > 0
    ? {
        code: 'OPINION_MISSING',
        message: {
          zh: `还有 ${missingOpinions} 个会办单位未提交意见，请催促或说明理由予以免除`,
          en: `${missingOpinions} co-handlers have not given their opinion; wait, or waive it with a reason`,
        },
      }
    : null

export const notOwnDraft: HandlingGuard = ({ isOwnDraft }) =>
  isOwnDraft
    ? {
        code: 'OWN_DRAFT',
        message: {
          zh: '不能签发本人拟写的答复，请由另一位负责人签发',
          en: 'Nobody countersigns his own draft; ask another head',
        },
      }
    : null

export const stillPlanned: HandlingGuard = ({ proposalState, isPlanned }) =>
  proposalState === 'TRACKING' && isPlanned
    ? null
    : {
        code: 'NOT_TRACKED',
        message: {
          zh: '只有跟踪办理中的“列入计划”类答复才能再次答复',
          en: 'Only a planned one that is tracked is answered again',
        },
      }

const ROLES: Readonly<Record<HandlingRole, true>> = { SOLE: true, HOST: true, CO_HANDLER: true, SEPARATE: true }

export const handlingRoleOf = ({ role }: { readonly role: string }): HandlingRole => {
  if (isHandlingRole(role)) return role
  throw new Error(`no role of a unit: ${role}`)
}

const isHandlingRole = (role: string): role is HandlingRole => Object.hasOwn(ROLES, role)
