import t from 'tap'
import {
  BULK_MAX,
  childErrors,
  decidingBody,
  numberError,
  repeated,
  targetError,
} from '../../../src/domain/proposals/examination/rules.ts'
import { proposalWorkflow } from '../../../src/domain/proposals/workflow.ts'
import fc from '../../support/properties.ts'

const POLICY = { decidedBy: ['提案委员会', '主席会议'] }

t.test('a filing is decided by a body of the policy, the first when none is named', async t => {
  for (const given of [undefined, null, '', '  ']) t.same(decidingBody(given, POLICY), { body: '提案委员会' })
  t.same(decidingBody(' 主席会议 ', POLICY), { body: '主席会议' })
  t.match(decidingBody('办公室', POLICY), { error: { code: 'NOT_ALLOWED', field: ['input', 'decidedBy'] } })
})

const filed = { organizationId: '140200', id: 'a', termId: 'fifteen', state: 'FILED', isKey: false }

t.test('only a proposal on file takes others in', async t => {
  const open = Object.keys(proposalWorkflow.states).filter(state => targetError({ ...filed, state }) === null)
  t.same(open, ['FILED'])
})

t.test('what goes into a target is another proposal of its committee and term, and no key one', async t => {
  const child = { ...filed, id: 'b' }
  t.same(childErrors(child, filed, 'f'), [])
  for (const [change, code] of [
    [{ organizationId: '140300' }, 'OTHER_COMMITTEE'],
    [{ id: 'a' }, 'MERGE_INTO_ITSELF'],
    [{ termId: 'fourteen' }, 'OTHER_TERM'],
    [{ isKey: true }, 'KEY_PROPOSAL'],
  ] as const) {
    t.match(childErrors({ ...child, ...change }, filed, 'input.proposals.0.id'), [
      { code, field: ['input', 'proposals', '0', 'id'] },
    ])
  }
})

t.test('a batch has 1 to 200 items, and each once', async t => {
  for (const [count, isRight] of [
    [0, false],
    [1, true],
    [BULK_MAX, true],
    [BULK_MAX + 1, false],
  ] as const) {
    t.equal(numberError(count, 'proposals') === null, isRight)
  }
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd')), ids => {
      const kept = ids.filter((_, index) => !repeated(ids).has(index))
      return kept.length === new Set(ids).size && new Set(kept).size === kept.length
    }),
  )
})
