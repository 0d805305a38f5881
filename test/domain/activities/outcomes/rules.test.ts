import t from 'tap'
import {
  closedOnError,
  type OutcomeShape,
  outcomeErrors,
  proofError,
} from '../../../../src/domain/activities/outcomes/rules.ts'
import {
  FOLLOWED_UP,
  firstState,
  OUTCOME_KINDS,
  type OutcomeAction,
  type OutcomeKind,
  type OutcomeSituation,
  type OutcomeState,
  outcomeKindOf,
  outcomeStateOf,
  outcomeWorkflow,
} from '../../../../src/domain/activities/outcomes/workflow.ts'
import { yearError } from '../../../../src/domain/activities/research/rules.ts'
import { creditCodeOf, delegationErrors, PROVINCES } from '../../../../src/domain/activities/visits/rules.ts'
import { obstaclesTo } from '../../../../src/kernel/workflow.ts'

const PLAIN: OutcomeShape = {
  ...{ kind: 'REPORT', hasProblem: false, deedKind: null, beneficiaries: null, owners: 0, dueOn: null },
  since: '2026-03-01',
}

t.test('what an outcome has by its kind', async t => {
  const codes = (given: Partial<OutcomeShape>) =>
    outcomeErrors({ ...PLAIN, ...given }).map(({ code, field }) => `${field?.[1]} ${code}`)
  t.same(codes({}), [])
  t.same(codes({ kind: 'PROBLEM', owners: 1, dueOn: '2026-03-01' }), [])
  t.same(codes({ kind: 'PROBLEM', hasProblem: true }), ['problem NOT_APPLICABLE'])
  t.same(codes({ kind: 'MEASURE' }), ['owner REQUIRED', 'dueOn REQUIRED'])
  t.same(codes({ kind: 'MEASURE', hasProblem: true, owners: 1, dueOn: '2026-04-01' }), [])
  t.same(codes({ kind: 'MEASURE', owners: 1, dueOn: '2026-04-01' }), [], 'agreed at a meeting')
  t.same(codes({ owners: 2, dueOn: '2026-02-28' }), ['owner TOO_MANY', 'dueOn OUT_OF_RANGE'])
  t.same(codes({ owners: 1, dueOn: '9999-12-31' }), ['dueOn OUT_OF_RANGE'])
  t.same(codes({ dueOn: '2026-02-28', since: null }), [])
  t.same(codes({ kind: 'SERVICE_DEED' }), ['deedKind REQUIRED'])
  t.same(codes({ kind: 'SERVICE_DEED', deedKind: 'HOUSEHOLD', beneficiaries: 1 }), [])
  for (const beneficiaries of [0, 1_000_001])
    t.same(codes({ kind: 'SERVICE_DEED', deedKind: 'HOUSEHOLD', beneficiaries }), ['beneficiaries OUT_OF_RANGE'])
  t.same(codes({ deedKind: 'HOUSEHOLD', beneficiaries: 1 }), [
    'deedKind NOT_APPLICABLE',
    'beneficiaries NOT_APPLICABLE',
  ])
})

t.test('proof and day of a closure', async t => {
  t.equal(proofError('', false)?.code, 'PROOF_REQUIRED')
  t.equal(proofError('已修好', false), null)
  t.equal(proofError('', true), null)
  t.equal(closedOnError('2026-03-02', '2026-03-01', '2026-03-02'), null)
  for (const day of ['2026-02-28', '2026-03-03'])
    t.equal(closedOnError(day, '2026-03-01', '2026-03-02')?.code, 'OUT_OF_RANGE')
})

const FINE = { openMeasures: 0, measures: 0, isProblemClosed: false, hasOwner: true }

t.test('each action of each kind from each state', async t => {
  for (const kind of OUTCOME_KINDS) {
    for (const state of Object.keys(outcomeWorkflow.states) as OutcomeState[]) {
      for (const action of Object.keys(outcomeWorkflow.transitions) as OutcomeAction[]) {
        const [first] = obstaclesTo(outcomeWorkflow, action, state, { ...FINE, kind, state })
        t.equal(first?.code ?? 'FREE', expected(action, kind, state), `${action} of ${kind} in ${state}`)
      }
    }
  }
})

function expected(action: OutcomeAction, kind: OutcomeKind, state: OutcomeState): string {
  const isFollowed = ['PROBLEM', 'MEASURE', 'SERVICE_DEED'].includes(kind)
  const closed = ['DONE', 'SOLVED_ON_SITE'].includes(state)
  switch (action) {
    case 'UPDATE':
      if (!['OPEN', 'DONE'].includes(state)) return 'INVALID_STATE'
      return isFollowed && state === 'DONE' ? 'ALREADY_CLOSED' : 'FREE'
    case 'CLOSE':
      if (state !== 'OPEN') return 'INVALID_STATE'
      return isFollowed ? 'FREE' : 'NOT_FOLLOWED_UP'
    case 'SOLVE_ON_SITE':
      if (state !== 'OPEN') return 'INVALID_STATE'
      return kind === 'PROBLEM' ? 'FREE' : 'NOT_A_PROBLEM'
    case 'REOPEN':
      if (!closed) return 'INVALID_STATE'
      return isFollowed ? 'FREE' : 'NOT_FOLLOWED_UP'
    case 'WITHDRAW':
      return state === 'WITHDRAWN' ? 'INVALID_STATE' : 'FREE'
    case 'URGE':
      return state === 'OPEN' ? 'FREE' : 'INVALID_STATE'
  }
}

t.test('problems and their measures', async t => {
  const codes = (action: OutcomeAction, facts: Partial<OutcomeSituation>) => {
    const situation: OutcomeSituation = { ...FINE, kind: 'PROBLEM', state: 'OPEN', ...facts }
    return obstaclesTo(outcomeWorkflow, action, situation.state, situation).map(({ code }) => code)
  }
  t.same(codes('CLOSE', { openMeasures: 1, measures: 2 }), ['MEASURES_OPEN'])
  t.same(codes('SOLVE_ON_SITE', { openMeasures: 1, measures: 1 }), ['MEASURES_OPEN'])
  t.same(codes('CLOSE', { measures: 2 }), [])
  t.same(codes('WITHDRAW', { measures: 1 }), ['HAS_MEASURES'])
  t.same(codes('REOPEN', { kind: 'MEASURE', state: 'DONE', isProblemClosed: true }), ['PROBLEM_CLOSED'])
  t.same(codes('WITHDRAW', { kind: 'MEASURE', state: 'DONE', isProblemClosed: true }), ['PROBLEM_CLOSED'])
})

t.test('nobody is urged where nobody is to do it', async t => {
  const situation: OutcomeSituation = { ...FINE, kind: 'PROBLEM', state: 'OPEN', hasOwner: false }
  t.match(obstaclesTo(outcomeWorkflow, 'URGE', 'OPEN', situation), [{ code: 'NO_OWNER' }])
})

t.test('kinds and states', async t => {
  for (const kind of OUTCOME_KINDS) t.equal(firstState(kind), FOLLOWED_UP.has(kind) ? 'OPEN' : 'DONE')
  t.throws(() => outcomeStateOf({ state: 'LOST' }), /no state/)
  t.throws(() => outcomeKindOf({ kind: 'LOST' }), /no kind/)
})

t.test('credit codes of GB 32100', async t => {
  // The second is the first with its last digit changed, the others are broken in form.
  t.equal(creditCodeOf('91350100M000100Y43'), '91350100M000100Y43')
  t.equal(creditCodeOf(' 91350100m000100y43 '), '91350100M000100Y43')
  t.equal(creditCodeOf('９1350100M000100Y43'), '91350100M000100Y43', 'full-width')
  for (const wrong of ['91350100M000100Y44', '91350100M000100Y4', '9135010OM000100Y43', '', '91350100M000100Y431'])
    t.equal(creditCodeOf(wrong), null, wrong)
})

t.test('where delegations come from', async t => {
  t.equal(PROVINCES.size, 34)
  t.equal(PROVINCES.get('140000'), '山西')
  t.equal(PROVINCES.get('150000'), '内蒙古')
  const codes = (level: 'NATIONAL' | 'CITY', provinceCode: string | null, persons = 5) =>
    delegationErrors({ level, provinceCode, persons }).map(({ code }) => code)
  t.same(codes('NATIONAL', null), [])
  t.same(codes('CITY', '140000'), [])
  t.same(codes('CITY', null), ['REQUIRED'])
  t.same(codes('NATIONAL', '140000'), ['NOT_APPLICABLE'])
  t.same(codes('CITY', '140200', 0), ['UNKNOWN_PROVINCE', 'OUT_OF_RANGE'])
  t.same(codes('CITY', '140000', 10_001), ['OUT_OF_RANGE'])
})

t.test('years of topics', async t => {
  t.equal(yearError(2027, 2026), null)
  for (const year of [1999, 2028]) t.equal(yearError(year, 2026)?.code, 'OUT_OF_RANGE')
})
