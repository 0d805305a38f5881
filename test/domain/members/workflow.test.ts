import t from 'tap'
import {
  type MemberAction,
  type MemberFacts,
  type MemberStatus,
  memberWorkflow,
} from '../../../src/domain/members/workflow.ts'
import { advance, obstaclesTo } from '../../../src/kernel/workflow.ts'

const facts: MemberFacts = { termEndsOn: null, today: '2024-05-12', hasLaterSeat: false }

/** Status after each action; '' where it is refused. */
const TABLE: Readonly<Record<MemberAction, Readonly<Record<MemberStatus, MemberStatus | ''>>>> = {
  UPDATE: {
    ACTIVE: 'ACTIVE',
    RESIGNED: 'RESIGNED',
    REMOVED: 'REMOVED',
    DECEASED: 'DECEASED',
    TERM_ENDED: 'TERM_ENDED',
  },
  RESIGN: { ACTIVE: 'RESIGNED', RESIGNED: '', REMOVED: '', DECEASED: '', TERM_ENDED: '' },
  REMOVE: { ACTIVE: 'REMOVED', RESIGNED: '', REMOVED: '', DECEASED: '', TERM_ENDED: '' },
  RECORD_DEATH: { ACTIVE: 'DECEASED', RESIGNED: '', REMOVED: '', DECEASED: '', TERM_ENDED: '' },
  END_TERM: { ACTIVE: 'TERM_ENDED', RESIGNED: '', REMOVED: '', DECEASED: '', TERM_ENDED: '' },
  REINSTATE: { ACTIVE: '', RESIGNED: 'ACTIVE', REMOVED: 'ACTIVE', DECEASED: 'ACTIVE', TERM_ENDED: 'ACTIVE' },
}

t.test('every action in every status', async t => {
  t.same(Object.keys(memberWorkflow.transitions), Object.keys(TABLE))
  for (const [action, row] of Object.entries(TABLE) as [MemberAction, (typeof TABLE)[MemberAction]][]) {
    for (const [status, after] of Object.entries(row) as [MemberStatus, MemberStatus | ''][]) {
      const result =
        obstaclesTo(memberWorkflow, action, status, facts).length > 0
          ? ''
          : advance(memberWorkflow, action, status, facts)
      t.equal(result, after, `${action} in ${status}`)
    }
  }
})

t.test('a seat is taken back within its term and where no later one stands', async t => {
  const codes = (more: Partial<MemberFacts>) =>
    obstaclesTo(memberWorkflow, 'REINSTATE', 'RESIGNED', { ...facts, ...more }).map(o => o.code)
  t.same(codes({ termEndsOn: '2024-05-12' }), [])
  t.same(codes({ termEndsOn: '2024-05-11' }), ['TERM_OVER'])
  t.same(codes({ hasLaterSeat: true }), ['LATER_SEAT'])
  t.same(codes({ termEndsOn: '2021-05-31', hasLaterSeat: true }), ['TERM_OVER', 'LATER_SEAT'])
})
