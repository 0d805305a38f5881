import { defineWorkflow, type Guard, type Obstacle } from '../../../kernel/workflow.ts'

export type SpeechState =
  | 'DRAFT'
  | 'SUBMITTED'
  | 'RETURNED'
  | 'ACCEPTED_ORAL'
  | 'ACCEPTED_WRITTEN'
  | 'TURNED_INTO_OPINION_REPORT'
  | 'NOT_USED'
  | 'DELIVERED'

export type SpeechAction =
  | 'UPDATE'
  | 'SUBMIT'
  | 'WITHDRAW'
  | 'ACCEPT_ORAL'
  | 'ACCEPT_WRITTEN'
  | 'TURN_INTO_OPINION_REPORT'
  | 'RETURN'
  | 'NOT_USE'
  | 'DELIVER'
  | 'RECALL'
  | 'CORRECT'

/** The member whose speech it is, or who is the contact of the body. */
export const AUTHOR = 'author'
/** The office, of a speech that it entered for its author. */
export const ENTERER = 'enterer'

export interface SpeechSituation {
  readonly now: Date
  /** Until when the activity takes speeches; null: it has not called for any. */
  readonly closesAt: Date | null
  readonly maxWords: number | null
  /** The text has characters, or a file stands for it. */
  readonly hasContent: boolean
  readonly words: number
  /** The office sent it back, or has it on paper: it may come after the deadline. */
  readonly mayBeLate: boolean
  /** The activity is neither cancelled nor still to begin. */
  readonly hasBegun: boolean
  readonly isCancelled: boolean
  /** The speaker is asked to attend. */
  readonly isAsked: boolean
  /** The actor's own seat is the speaker's. */
  readonly isOwn: boolean
}

const obstacle = (code: string, zh: string, en: string): Obstacle => ({ code, message: { zh, en } })

export const callOpen: Guard<SpeechSituation> = ({ closesAt, now, mayBeLate }) => {
  if (closesAt === null) return obstacle('NO_CALL', '该活动尚未征集发言', 'The activity has not called for speeches')
  if (mayBeLate || now <= closesAt) return null
  return obstacle('CALL_CLOSED', '发言征集已截止，请联系会务人员', 'The time for speeches is over; ask the office')
}

const complete: Guard<SpeechSituation> = ({ hasContent }) =>
  hasContent
    ? null
    : obstacle('INCOMPLETE', '请填写发言正文，或上传发言稿', 'Write the text or attach it before you submit')

const shortEnough: Guard<SpeechSituation> = ({ words, maxWords }) =>
  maxWords === null || words <= maxWords
    ? null
    : obstacle(
        'TOO_MANY_WORDS',
        `正文最多 ${maxWords} 字，现为 ${words} 字`,
        `At most ${maxWords} words; it has ${words}`,
      )

export const notCancelled: Guard<SpeechSituation> = ({ isCancelled }) =>
  isCancelled ? obstacle('ACTIVITY_CANCELLED', '该活动已取消', 'The activity is cancelled') : null

const asked: Guard<SpeechSituation> = ({ isAsked }) =>
  isAsked
    ? null
    : obstacle(
        'NOT_INVITED',
        '您未受邀参加该活动，或邀请已撤回',
        'You are not asked to attend this activity, or no longer',
      )

const begun: Guard<SpeechSituation> = ({ hasBegun }) =>
  hasBegun ? null : obstacle('NOT_STARTED', '活动尚未开始', 'The activity has not begun yet')

const notOneself: Guard<SpeechSituation> = ({ isOwn }) =>
  isOwn
    ? obstacle(
        'OWN_SPEECH',
        '不能审核本人的发言，请由其他工作人员办理',
        'Nobody decides on his own speech; ask a colleague',
      )
    : null

const review = { from: ['SUBMITTED'], by: ['ACTIVITY_MANAGE'], guards: [notOneself, notCancelled] } as const

/** From the call to the floor (rules, section 3, Speeches). What was decided may be taken back, and its duty record with it. */
export const speechWorkflow = defineWorkflow<SpeechState, SpeechAction, SpeechSituation>({
  initial: 'DRAFT',
  states: {
    DRAFT: { zh: '草稿', en: 'Draft' },
    SUBMITTED: { zh: '已提交', en: 'Submitted' },
    RETURNED: { zh: '退回修改', en: 'Returned' },
    ACCEPTED_ORAL: { zh: '采用为口头发言', en: 'Accepted as oral' },
    ACCEPTED_WRITTEN: { zh: '采用为书面发言', en: 'Accepted as written' },
    TURNED_INTO_OPINION_REPORT: { zh: '转为社情民意信息', en: 'Turned into an opinion report' },
    NOT_USED: { zh: '未采用', en: 'Not used' },
    DELIVERED: { zh: '已发言', en: 'Delivered' },
  },
  transitions: {
    UPDATE: { from: ['DRAFT', 'RETURNED'], by: [AUTHOR] },
    SUBMIT: {
      from: ['DRAFT', 'RETURNED'],
      to: 'SUBMITTED',
      by: [AUTHOR],
      guards: [notCancelled, asked, callOpen, complete, shortEnough],
    },
    WITHDRAW: { from: ['SUBMITTED'], to: 'DRAFT', by: [AUTHOR] },
    ACCEPT_ORAL: { ...review, to: 'ACCEPTED_ORAL' },
    ACCEPT_WRITTEN: { ...review, to: 'ACCEPTED_WRITTEN' },
    TURN_INTO_OPINION_REPORT: { ...review, to: 'TURNED_INTO_OPINION_REPORT' },
    RETURN: { ...review, to: 'RETURNED' },
    NOT_USE: { ...review, to: 'NOT_USED' },
    DELIVER: {
      from: ['ACCEPTED_ORAL'],
      to: 'DELIVERED',
      by: ['ACTIVITY_MANAGE'],
      guards: [notOneself, notCancelled, begun],
    },
    CORRECT: {
      from: ['SUBMITTED', 'RETURNED'],
      to: 'SUBMITTED',
      by: [ENTERER],
      guards: [notCancelled, complete, shortEnough],
    },
    RECALL: {
      from: ['ACCEPTED_ORAL', 'ACCEPTED_WRITTEN', 'TURNED_INTO_OPINION_REPORT', 'NOT_USED', 'DELIVERED'],
      to: 'SUBMITTED',
      by: ['ACTIVITY_MANAGE'],
      guards: [notOneself],
    },
  },
})

const isState = (text: string): text is SpeechState => Object.hasOwn(speechWorkflow.states, text)

export function speechStateOf({ state }: { readonly state: string }): SpeechState {
  if (isState(state)) return state
  throw new Error(`no state of a speech: ${state}`)
}
