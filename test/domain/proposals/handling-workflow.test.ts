import t from 'tap'
import type { HandlingSituation } from '../../../src/domain/proposals/handling/guards.ts'
import {
  ASSIGNER,
  type HandlingAction,
  type HandlingState,
  HOST,
  handlingWorkflow,
  UNIT_HEAD,
  UNIT_STAFF,
} from '../../../src/domain/proposals/handling/workflow.ts'
import { advance, availableActions, obstaclesTo } from '../../../src/kernel/workflow.ts'

/** Nothing stands in the way of an answering unit. */
const FINE: HandlingSituation = {
  role: 'SOLE',
  proposalState: 'IN_HANDLING',
  isCurrentRound: true,
  today: '2024-03-05',
  returnUntil: '2024-03-10',
  answerUntil: '2024-06-05',
  isRequestPending: false,
  missingOpinions: 0,
  isOpinionWaived: false,
  isOwnDraft: false,
  isPlanned: false,
}

/** What each action needs beside. */
const NEEDS: Partial<Record<HandlingAction, Partial<HandlingSituation>>> = {
  GIVE_OPINION: { role: 'CO_HANDLER' },
  WAIVE_OPINION: { role: 'CO_HANDLER' },
  GRANT_EXTENSION: { isRequestPending: true },
  REFUSE_EXTENSION: { isRequestPending: true },
  ANSWER_AGAIN: { proposalState: 'TRACKING', isPlanned: true },
}

const to = <S extends HandlingState>(after: HandlingState, ...from: S[]) =>
  Object.fromEntries(from.map(state => [state, after]))

/** State after each action; what is not named is refused. */
const TABLE: Readonly<Record<HandlingAction, Partial<Record<HandlingState, HandlingState>>>> = {
  SIGN_FOR: to('SIGNED_FOR', 'NEW'),
  START: to('HANDLING', 'SIGNED_FOR'),
  REQUEST_RETURN: to('RETURN_REQUESTED', 'NEW', 'SIGNED_FOR'),
  GRANT_RETURN: to('REASSIGNED', 'RETURN_REQUESTED'),
  REFUSE_RETURN: to('SIGNED_FOR', 'RETURN_REQUESTED'),
  REASSIGN: to('REASSIGNED', 'NEW', 'SIGNED_FOR', 'HANDLING', 'REPLY_DRAFTED', 'COUNTERSIGNED'),
  REQUEST_EXTENSION: to('HANDLING', 'HANDLING'),
  GRANT_EXTENSION: {
    HANDLING: 'HANDLING',
    REPLY_DRAFTED: 'REPLY_DRAFTED',
    COUNTERSIGNED: 'COUNTERSIGNED',
  },
  REFUSE_EXTENSION: {
    HANDLING: 'HANDLING',
    REPLY_DRAFTED: 'REPLY_DRAFTED',
    COUNTERSIGNED: 'COUNTERSIGNED',
  },
  GIVE_OPINION: to('OPINION_GIVEN', 'HANDLING'),
  WAIVE_OPINION: {
    NEW: 'NEW',
    SIGNED_FOR: 'SIGNED_FOR',
    HANDLING: 'HANDLING',
    RETURN_REQUESTED: 'RETURN_REQUESTED',
  },
  DRAFT_REPLY: to('REPLY_DRAFTED', 'HANDLING', 'REPLY_DRAFTED'),
  ANSWER_AGAIN: to('REPLY_DRAFTED', 'REPLIED'),
  COUNTERSIGN: to('COUNTERSIGNED', 'REPLY_DRAFTED'),
  SEND_BACK: to('HANDLING', 'REPLY_DRAFTED', 'COUNTERSIGNED'),
  SEND_REPLY: to('REPLIED', 'COUNTERSIGNED'),
  URGE: {
    NEW: 'NEW',
    SIGNED_FOR: 'SIGNED_FOR',
    HANDLING: 'HANDLING',
    REPLY_DRAFTED: 'REPLY_DRAFTED',
    COUNTERSIGNED: 'COUNTERSIGNED',
  },
}

const ACTIONS = Object.keys(TABLE) as HandlingAction[]
const STATES = Object.keys(handlingWorkflow.states) as HandlingState[]

t.test('every action in every state', async t => {
  t.same(Object.keys(handlingWorkflow.transitions).sort(), [...ACTIONS].sort())
  for (const action of ACTIONS) {
    for (const state of STATES) {
      const situation = { ...FINE, ...NEEDS[action] }
      const obstacles = obstaclesTo(handlingWorkflow, action, state, situation)
      const after = TABLE[action][state]
      if (after) t.equal(advance(handlingWorkflow, action, state, situation), after, `${action} in ${state}`)
      else t.same(obstacles[0]?.code, 'INVALID_STATE', `${action} in ${state}`)
    }
  }
})

t.test('every capability has its own actions', async t => {
  const of = (...held: string[]) =>
    availableActions(handlingWorkflow, 'NEW', FINE, capability => held.includes(capability)).map(one => one.action)
  t.same(of(), [])
  t.same(of(UNIT_STAFF), [
    'SIGN_FOR',
    'START',
    'REQUEST_RETURN',
    'REQUEST_EXTENSION',
    'GIVE_OPINION',
    'DRAFT_REPLY',
    'ANSWER_AGAIN',
  ])
  t.same(of(UNIT_HEAD), ['COUNTERSIGN', 'SEND_BACK', 'SEND_REPLY'])
  t.same(of(ASSIGNER), ['GRANT_RETURN', 'REFUSE_RETURN', 'REASSIGN', 'GRANT_EXTENSION', 'REFUSE_EXTENSION', 'URGE'])
  t.same(of(HOST), ['WAIVE_OPINION'])
  t.same(of('PROPOSAL_ASSIGN'), ['URGE'], 'the office urges the units of an assigning office too')
})

/** Codes of an action where the state allows it. */
const codes = (action: HandlingAction, more: Partial<HandlingSituation>) => {
  const [state] = Object.keys(TABLE[action]) as HandlingState[]
  if (!state) throw new Error(`${action} is possible nowhere`)
  return obstaclesTo(handlingWorkflow, action, state, { ...FINE, ...NEEDS[action], ...more }).map(one => one.code)
}

t.test('a wrong assignment is returned until the last day of its limit, and not in re-handling', async t => {
  t.same(codes('REQUEST_RETURN', { today: '2024-03-10' }), [])
  t.same(codes('REQUEST_RETURN', { today: '2024-03-11' }), ['DEADLINE_PASSED'])
  t.same(codes('REQUEST_RETURN', { returnUntil: null }), ['NOT_RETURNABLE'])
})

t.test('an extension is asked for in time, one at a time, and decided once', async t => {
  t.same(codes('REQUEST_EXTENSION', { today: '2024-06-05' }), [])
  t.same(codes('REQUEST_EXTENSION', { today: '2024-06-06' }), ['DEADLINE_PASSED'])
  t.same(codes('REQUEST_EXTENSION', { answerUntil: null }), ['DEADLINE_PASSED'])
  t.same(codes('REQUEST_EXTENSION', { isRequestPending: true }), ['REQUEST_PENDING'])
  t.same(codes('GRANT_EXTENSION', { isRequestPending: false }), ['NO_REQUEST'])
  t.same(codes('REFUSE_EXTENSION', { isRequestPending: false }), ['NO_REQUEST'])
})

t.test('opinions are the co-handlers’, replies the others’; a host waits for every opinion', async t => {
  t.same(codes('DRAFT_REPLY', { role: 'CO_HANDLER' }), ['CO_HANDLER'])
  for (const role of ['SOLE', 'HOST', 'SEPARATE'] as const) {
    t.same(codes('GIVE_OPINION', { role }), ['NOT_CO_HANDLER'])
    t.same(codes('WAIVE_OPINION', { role }), ['NOT_CO_HANDLER'])
    t.same(codes('DRAFT_REPLY', { role }), [])
  }
  t.same(codes('WAIVE_OPINION', { isOpinionWaived: true }), ['ALREADY_WAIVED'])
  t.same(codes('SEND_REPLY', { role: 'HOST', missingOpinions: 2 }), ['OPINION_MISSING'])
  t.same(codes('COUNTERSIGN', { role: 'HOST', missingOpinions: 2 }), [], 'the letter may be ready before')
})

t.test('nobody countersigns his own draft', async t => {
  t.same(codes('COUNTERSIGN', { isOwnDraft: true }), ['OWN_DRAFT'])
  t.same(codes('SEND_BACK', { isOwnDraft: true }), [])
})

t.test('units work while the proposal is handled, in its round', async t => {
  for (const action of ACTIONS) {
    const isAgain = action === 'ANSWER_AGAIN'
    const over = isAgain ? ['NOT_TRACKED'] : ['NOT_IN_HANDLING']
    for (const proposalState of ['REPLIED', 'FEEDBACK', 'CLOSED', 'CLOSED_WITH_DISSENT', 'ARCHIVED']) {
      t.same(codes(action, { proposalState }), over, `${action} when ${proposalState}`)
    }
    if (!isAgain) t.same(codes(action, { isCurrentRound: false }), over, `${action} in an earlier round`)
  }
})

t.test('a tracked plan is answered again on the way of the first reply, and nothing else', async t => {
  const tracked = { proposalState: 'TRACKING', isPlanned: true }
  for (const action of ['DRAFT_REPLY', 'COUNTERSIGN', 'SEND_BACK', 'SEND_REPLY', 'ANSWER_AGAIN'] as const) {
    t.same(codes(action, tracked), [], action)
  }
  t.same(codes('ANSWER_AGAIN', { isPlanned: false }), ['NOT_TRACKED'])
  t.same(codes('DRAFT_REPLY', { ...tracked, isPlanned: false }), ['NOT_IN_HANDLING'])
  t.same(codes('REASSIGN', tracked), ['NOT_IN_HANDLING'])
})
