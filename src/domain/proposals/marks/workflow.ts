import { defineWorkflow, type Guard } from '../../../kernel/workflow.ts'

export type NominationState = 'NOMINATED' | 'PASSED' | 'ELIMINATED' | 'AWARDED'
export type NominationAction = 'PASS' | 'ELIMINATE' | 'AWARD'

export interface NominationSituation {
  /** A later round of the same year has the proposal already. */
  readonly hasLaterRound: boolean
}

const lastRound: Guard<NominationSituation> = ({ hasLaterRound }) =>
  hasLaterRound
    ? {
        code: 'LATER_ROUND',
        message: {
          zh: '该提案已进入后一轮评选，请在最后一轮办理',
          en: 'A later round has the proposal already; decide there',
        },
      }
    : null

/** One round of excellent proposals (优秀提案评选): awarded from the last round that it passed (rules, section 1, Marks). */
export const nominationWorkflow = defineWorkflow<NominationState, NominationAction, NominationSituation>({
  initial: 'NOMINATED',
  states: {
    NOMINATED: { zh: '待评选', en: 'Nominated' },
    PASSED: { zh: '入围', en: 'Passed' },
    ELIMINATED: { zh: '落选', en: 'Eliminated' },
    AWARDED: { zh: '获评优秀', en: 'Awarded' },
  },
  transitions: {
    PASS: { from: ['NOMINATED'], to: 'PASSED', by: ['PROPOSAL_MANAGE'] },
    AWARD: { from: ['PASSED'], to: 'AWARDED', by: ['PROPOSAL_MANAGE'], guards: [lastRound] },
    // Also an award found to be wrong: it is taken back, and what hangs on it with it.
    ELIMINATE: {
      from: ['NOMINATED', 'PASSED', 'AWARDED'],
      to: 'ELIMINATED',
      by: ['PROPOSAL_MANAGE'],
      guards: [lastRound],
    },
  },
})

export const nominationStateOf = ({ state }: { readonly state: string }): NominationState => {
  if (isNominationState(state)) return state
  throw new Error(`no state of a nomination: ${state}`)
}

const isNominationState = (state: string): state is NominationState => Object.hasOwn(nominationWorkflow.states, state)
