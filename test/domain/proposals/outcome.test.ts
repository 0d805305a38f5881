import t from 'tap'
import type { HandlingRole } from '../../../src/domain/proposals/handling/guards.ts'
import {
  childState,
  closedState,
  type HandlingFacts,
  handledState,
  type Part,
  type Satisfaction,
} from '../../../src/domain/proposals/handling/outcome.ts'
import { type HandlingState, handlingWorkflow } from '../../../src/domain/proposals/handling/workflow.ts'
import fc from '../../support/properties.ts'

const STATES = Object.keys(handlingWorkflow.states) as HandlingState[]
const ROLES: readonly HandlingRole[] = ['SOLE', 'HOST', 'CO_HANDLER', 'SEPARATE']
const RATINGS: readonly Satisfaction[] = ['SATISFIED', 'BASICALLY_SATISFIED', 'DISSATISFIED']

const part: fc.Arbitrary<Part> = fc.record({
  role: fc.constantFrom(...ROLES),
  state: fc.constantFrom(...STATES),
  round: fc.constantFrom(1, 2),
})
const facts: fc.Arbitrary<HandlingFacts> = fc.record({
  round: fc.constantFrom(1, 2),
  assignments: fc.array(fc.record({ state: fc.constantFrom('ASSIGNED' as const, 'DISPATCHED' as const) }), {
    maxLength: 3,
  }),
  parts: fc.array(part, { maxLength: 6 }),
  isRated: fc.boolean(),
})

const one = (role: HandlingRole, state: HandlingState, round = 1): Part => ({ role, state, round })
const dispatched: HandlingFacts['assignments'] = [{ state: 'DISPATCHED' }]
const stateOf = (parts: readonly Part[], more: Partial<HandlingFacts> = {}) =>
  handledState({ round: 1, assignments: dispatched, isRated: false, parts, ...more })

t.test('the words of the rules', async t => {
  t.equal(stateOf([], { assignments: [] }), 'FILED')
  t.equal(stateOf([], { assignments: [{ state: 'ASSIGNED' }] }), 'ASSIGNED')
  t.equal(stateOf([one('SOLE', 'NEW')]), 'ASSIGNED')
  t.equal(stateOf([one('HOST', 'NEW'), one('CO_HANDLER', 'RETURN_REQUESTED')]), 'ASSIGNED')
  t.equal(stateOf([one('HOST', 'NEW'), one('CO_HANDLER', 'SIGNED_FOR')]), 'IN_HANDLING')
  t.equal(stateOf([one('SEPARATE', 'REPLIED'), one('SEPARATE', 'NEW')]), 'IN_HANDLING')
  t.equal(stateOf([one('SEPARATE', 'REPLIED'), one('SEPARATE', 'REPLIED')]), 'REPLIED')
  t.equal(stateOf([one('HOST', 'REPLIED'), one('CO_HANDLER', 'NEW')]), 'REPLIED', 'a waived opinion is not waited for')
  t.equal(stateOf([one('SOLE', 'REPLIED')], { isRated: true }), 'FEEDBACK')
  const waiting = { assignments: [...dispatched, { state: 'ASSIGNED' as const }] }
  t.equal(stateOf([one('SEPARATE', 'REPLIED')], waiting), 'IN_HANDLING', 'another office is still to name its units')
  const first = [one('SOLE', 'REPLIED')]
  t.equal(stateOf([...first, one('SOLE', 'COUNTERSIGNED', 2)], { round: 2 }), 'REHANDLING')
  t.equal(stateOf([...first, one('SOLE', 'REPLIED', 2)], { round: 2 }), 'REPLIED')
  t.equal(stateOf([...first, one('SOLE', 'REPLIED', 2)], { round: 2, isRated: true }), 'FEEDBACK')
})

t.test('it is replied when, and only when, every answering unit has', async t => {
  fc.assert(
    fc.property(facts, given => {
      const now = given.parts.filter(p => p.round === given.round && p.state !== 'REASSIGNED')
      const answering = now.filter(p => p.role !== 'CO_HANDLER')
      const isDone =
        given.assignments.length > 0 &&
        given.assignments.every(a => a.state === 'DISPATCHED') &&
        answering.length > 0 &&
        answering.every(p => p.state === 'REPLIED')
      t.equal(['REPLIED', 'FEEDBACK'].includes(handledState(given)), isDone)
      if (isDone) t.equal(handledState(given), given.isRated ? 'FEEDBACK' : 'REPLIED')
    }),
  )
})

t.test('neither the order of the parts counts, nor what was given to others, nor another round', async t => {
  fc.assert(
    fc.property(facts, fc.array(part, { maxLength: 4 }), (given, more) => {
      const state = handledState(given)
      const ignored = more.map((p, n) =>
        n % 2 ? { ...p, round: 3 - given.round } : { ...p, state: 'REASSIGNED' as const },
      )
      t.equal(handledState({ ...given, parts: [...ignored, ...given.parts.toReversed()] }), state)
    }),
  )
})

t.test(
  'the first round begins with the first unit that signs; the second is one state until it is answered',
  async t => {
    fc.assert(
      fc.property(facts, given => {
        const state = handledState(given)
        if (given.round === 2) return t.ok(['REHANDLING', 'REPLIED', 'FEEDBACK'].includes(state))
        if (given.assignments.length === 0) return t.equal(state, 'FILED')
        const begun = given.parts.some(
          p => p.round === 1 && !['NEW', 'RETURN_REQUESTED', 'REASSIGNED'].includes(p.state),
        )
        return t.equal(state === 'ASSIGNED', !begun)
      }),
    )
  },
)

t.test('every combination of feedback, round and plan', async t => {
  const combinations = RATINGS.reduce<Satisfaction[][]>(
    (all, rating) => all.flatMap(list => [list, [...list, rating], [...list, rating, rating]]),
    [[]],
  )
  for (const overall of combinations) {
    for (const isPlanned of [false, true]) {
      const isBad = overall.includes('DISSATISFIED')
      const done = isPlanned ? 'TRACKING' : 'CLOSED'
      t.equal(closedState({ round: 1, overall, isPlanned }), isBad ? 'REHANDLING' : done, `${overall} ${isPlanned}`)
      t.equal(closedState({ round: 2, overall, isPlanned }), isBad ? 'CLOSED_WITH_DISSENT' : done)
    }
  }
})

t.test('a merged child stands where its parent stands, and by itself until somebody has the parent', async t => {
  t.equal(childState('FILED'), 'MERGED')
  for (const state of ['ASSIGNED', 'IN_HANDLING', 'REPLIED', 'FEEDBACK', 'REHANDLING', 'CLOSED'] as const) {
    t.equal(childState(state), state)
  }
})
