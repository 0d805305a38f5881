import { defineWorkflow, type Guard } from '../../kernel/workflow.ts'

export type MemberStatus = 'ACTIVE' | 'RESIGNED' | 'REMOVED' | 'DECEASED' | 'TERM_ENDED'

/** What the seat's workflow must know beside its status. */
export interface MemberFacts {
  /** Last day of the seat's term; null while it has none. */
  readonly termEndsOn: string | null
  /** Business date `YYYY-MM-DD`. */
  readonly today: string
  /** The person holds a seat of this committee in a later term. */
  readonly hasLaterSeat: boolean
}

const termStillRuns: Guard<MemberFacts> = ({ termEndsOn, today }) =>
  termEndsOn === null || today <= termEndsOn
    ? null
    : {
        code: 'TERM_OVER',
        message: { zh: `该届已于 ${termEndsOn} 届满`, en: `The term ended on ${termEndsOn}` },
      }

const noLaterSeat: Guard<MemberFacts> = ({ hasLaterSeat }) =>
  hasLaterSeat
    ? { code: 'LATER_SEAT', message: { zh: '该委员已是后一届委员', en: 'The person holds a seat in a later term' } }
    : null

/** The status of a seat (委员资格). Only a wrong entry is taken back: a seat that ended is not given again. */
export const memberWorkflow = defineWorkflow({
  initial: 'ACTIVE',
  states: {
    ACTIVE: { zh: '在任', en: 'active' },
    RESIGNED: { zh: '已辞去', en: 'resigned' },
    REMOVED: { zh: '已撤销资格', en: 'removed' },
    DECEASED: { zh: '已去世', en: 'deceased' },
    TERM_ENDED: { zh: '届满', en: 'term ended' },
  },
  transitions: {
    UPDATE: { from: ['ACTIVE', 'RESIGNED', 'REMOVED', 'DECEASED', 'TERM_ENDED'], by: ['MEMBER_MANAGE'] },
    RESIGN: { from: ['ACTIVE'], to: 'RESIGNED', by: ['MEMBER_MANAGE'] },
    REMOVE: { from: ['ACTIVE'], to: 'REMOVED', by: ['MEMBER_MANAGE'] },
    RECORD_DEATH: { from: ['ACTIVE'], to: 'DECEASED', by: ['MEMBER_MANAGE'] },
    END_TERM: { from: ['ACTIVE'], to: 'TERM_ENDED', by: ['MEMBER_MANAGE'] },
    REINSTATE: {
      from: ['RESIGNED', 'REMOVED', 'DECEASED', 'TERM_ENDED'],
      to: 'ACTIVE',
      by: ['MEMBER_MANAGE'],
      guards: [termStillRuns, noLaterSeat],
    },
  },
} as const)

export type MemberAction = keyof typeof memberWorkflow.transitions

export const isMemberStatus = (text: string): text is MemberStatus => Object.hasOwn(memberWorkflow.states, text)
