import t from 'tap'
import {
  nominationErrors,
  ROUNDS_MAX,
  type Round,
  supervisionDateError,
} from '../../../src/domain/proposals/marks/rules.ts'
import {
  type NominationAction,
  type NominationState,
  nominationStateOf,
  nominationWorkflow,
} from '../../../src/domain/proposals/marks/workflow.ts'
import { obstaclesTo } from '../../../src/kernel/workflow.ts'
import fc from '../../support/properties.ts'

const STATES = Object.keys(nominationWorkflow.states) as NominationState[]
const ACTIONS = Object.keys(nominationWorkflow.transitions) as NominationAction[]

t.test('a nomination: each state, each action, in the last round and in an earlier one', async t => {
  const allowed = ACTIONS.flatMap(action =>
    STATES.flatMap(state =>
      [false, true].flatMap(hasLaterRound =>
        obstaclesTo(nominationWorkflow, action, state, { hasLaterRound }).length === 0
          ? [`${action} ${state}${hasLaterRound ? ' earlier' : ''}`]
          : [],
      ),
    ),
  )
  t.same(allowed, [
    'PASS NOMINATED',
    'PASS NOMINATED earlier',
    'AWARD PASSED',
    'ELIMINATE NOMINATED',
    'ELIMINATE PASSED',
    'ELIMINATE AWARDED',
  ])
  t.match(obstaclesTo(nominationWorkflow, 'AWARD', 'PASSED', { hasLaterRound: true }), [{ code: 'LATER_ROUND' }])
  t.match(obstaclesTo(nominationWorkflow, 'AWARD', 'NOMINATED', { hasLaterRound: false }), [{ code: 'INVALID_STATE' }])
  t.throws(() => nominationStateOf({ state: 'DRAFT' }))
})

const round = (number: number, state: NominationState): Round => ({ round: number, state })
const base = { year: 2024, filedIn: 2023, thisYear: 2024 }

t.test('rounds follow each other, and only a passed one is followed', async t => {
  const cases: readonly [number, readonly Round[], string | null][] = [
    [1, [], null],
    [2, [], 'ROUND_OUT_OF_ORDER'],
    [1, [round(1, 'NOMINATED')], 'ALREADY_NOMINATED'],
    [2, [round(1, 'NOMINATED')], 'ROUND_NOT_PASSED'],
    [2, [round(1, 'ELIMINATED')], 'ROUND_NOT_PASSED'],
    [2, [round(1, 'AWARDED')], 'ROUND_NOT_PASSED'],
    [2, [round(1, 'PASSED')], null],
    [3, [round(1, 'PASSED')], 'ROUND_OUT_OF_ORDER'],
    [3, [round(2, 'PASSED'), round(1, 'PASSED')], null],
    [0, [], 'OUT_OF_RANGE'],
    [ROUNDS_MAX + 1, [round(ROUNDS_MAX, 'PASSED')], 'OUT_OF_RANGE'],
  ]
  for (const [number, rounds, code] of cases) {
    const errors = nominationErrors({ ...base, round: number, rounds })
    t.same(
      errors.map(error => error.code),
      code ? [code] : [],
      `${number} after ${JSON.stringify(rounds)}`,
    )
  }
})

t.test('the year is one from the filing to now', async t => {
  for (const [year, isRight] of [
    [2022, false],
    [2023, true],
    [2024, true],
    [2025, false],
  ] as const) {
    t.equal(nominationErrors({ ...base, year, round: 1, rounds: [] }).length === 0, isRight, String(year))
  }
  t.equal(nominationErrors({ ...base, year: 1, round: 9, rounds: [] }).length, 2, 'all mistakes at once')
})

t.test(
  'whatever is done with the rounds of a year, they stand without a gap and only the last one is open',
  async () => {
    const step = fc.record({ round: fc.integer({ min: -1, max: ROUNDS_MAX + 1 }), action: fc.constantFrom(...ACTIONS) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), steps => {
        const rounds: { round: number; state: NominationState }[] = []
        for (const { round: number, action } of steps) {
          const existing = rounds.find(one => one.round === number)
          const hasLaterRound = rounds.some(one => one.round > number)
          if (existing) {
            if (obstaclesTo(nominationWorkflow, action, existing.state, { hasLaterRound }).length > 0) continue
            existing.state = nominationWorkflow.transitions[action].to ?? existing.state
          } else if (nominationErrors({ ...base, round: number, rounds }).length === 0) {
            rounds.push({ round: number, state: 'NOMINATED' })
          }
          const open = rounds.slice(0, -1).every(one => one.state === 'PASSED')
          if (!open || rounds.some((one, index) => one.round !== index + 1)) return false
        }
        return rounds.filter(one => one.state === 'AWARDED').length <= 1
      }),
    )
  },
)

t.test('a supervision was held, after the filing', async t => {
  t.equal(supervisionDateError('2024-03-05', '2024-03-05', '2024-03-05'), null)
  t.match(supervisionDateError('2024-03-04', '2024-03-05', '2024-04-01'), { code: 'OUT_OF_RANGE' })
  t.match(supervisionDateError('2024-04-02', '2024-03-05', '2024-04-01'), { field: ['input', 'heldOn'] })
})
