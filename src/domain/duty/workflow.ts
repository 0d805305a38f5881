import { defineWorkflow, type Guard } from '../../kernel/workflow.ts'

export type DutyState = 'PENDING' | 'CONFIRMED' | 'RETURNED' | 'WITHDRAWN' | 'REVERSED' | 'REVERSAL'
export type DutyAction = 'CONFIRM' | 'RETURN' | 'WITHDRAW' | 'REVERSE' | 'REPLACE' | 'BOOK_REVERSAL'

/** Capability of the member who entered the record of himself; the others are permissions. */
export const OWN_ENTRY = 'ownEntry'
/** Capability of the ledger itself; no account has it. */
const LEDGER = 'ledger'

export interface DutySituation {
  /** The actor's own seat is the record's member. */
  readonly isOwnSeat: boolean
  /** Made by another module's workflow: that one corrects it. */
  readonly isFromWorkflow: boolean
  /** Another record stands for it already. */
  readonly isReplaced: boolean
}

const notOneself: Guard<DutySituation> = ({ isOwnSeat }) =>
  isOwnSeat
    ? {
        code: 'OWN_RECORD',
        message: {
          zh: '不能审核本人的履职记录，请由其他工作人员办理',
          en: 'Nobody decides on a record of his own seat; ask a colleague',
        },
      }
    : null

const enteredByHand: Guard<DutySituation> = ({ isFromWorkflow }) =>
  isFromWorkflow
    ? {
        code: 'MADE_BY_WORKFLOW',
        message: {
          zh: '该记录由业务流程自动生成，请在来源处更正',
          en: 'A workflow made this record; correct it at its source',
        },
      }
    : null

const notYetReplaced: Guard<DutySituation> = ({ isReplaced }) =>
  isReplaced
    ? {
        code: 'ALREADY_REPLACED',
        message: {
          zh: '已有新记录替代该记录，请在新记录上继续',
          en: 'Another record stands for it already; go on from that one',
        },
      }
    : null

/**
 * The ledger (rules, section 5). Content is never edited: what is wrong is returned, withdrawn or reversed, and a new
 * record replaces it. A reversal is born in its only state.
 */
export const dutyWorkflow = defineWorkflow<DutyState, DutyAction, DutySituation>({
  initial: 'PENDING',
  states: {
    PENDING: { zh: '待审核', en: 'Pending' },
    CONFIRMED: { zh: '已确认', en: 'Confirmed' },
    RETURNED: { zh: '已退回', en: 'Returned' },
    WITHDRAWN: { zh: '已撤回', en: 'Withdrawn' },
    REVERSED: { zh: '已冲销', en: 'Reversed' },
    REVERSAL: { zh: '冲销记录', en: 'Reversal' },
  },
  transitions: {
    CONFIRM: { from: ['PENDING'], to: 'CONFIRMED', by: ['DUTY_CONFIRM'], guards: [notOneself] },
    RETURN: { from: ['PENDING'], to: 'RETURNED', by: ['DUTY_CONFIRM'], guards: [notOneself] },
    WITHDRAW: { from: ['PENDING'], to: 'WITHDRAWN', by: [OWN_ENTRY] },
    REVERSE: { from: ['CONFIRMED'], to: 'REVERSED', by: ['DUTY_CONFIRM'], guards: [notOneself, enteredByHand] },
    // The negative twin that every REVERSE writes.
    BOOK_REVERSAL: { from: ['CONFIRMED'], to: 'REVERSAL', by: [LEDGER] },
    REPLACE: {
      from: ['RETURNED', 'WITHDRAWN', 'REVERSED'],
      by: [OWN_ENTRY, 'DUTY_RECORD'],
      guards: [enteredByHand, notYetReplaced],
    },
  },
})
