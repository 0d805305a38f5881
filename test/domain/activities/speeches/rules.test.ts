import t from 'tap'
import {
  bodyErrors,
  deadlineError,
  deliveryError,
  occasionOf,
  type SpeakerKind,
  wordsOf,
} from '../../../../src/domain/activities/speeches/rules.ts'
import {
  type SpeechAction,
  type SpeechSituation,
  type SpeechState,
  speechStateOf,
  speechWorkflow,
} from '../../../../src/domain/activities/speeches/workflow.ts'
import { obstaclesTo } from '../../../../src/kernel/workflow.ts'

t.test('words are counted as an office counts them', async t => {
  const cases: readonly [string, number][] = [
    ['', 0],
    [' \n\t　', 1],
    ['关于发展，', 5],
    ['GDP增长5.5%', 4],
    ['two words', 2],
    ['𠮷野家', 3],
  ]
  for (const [text, words] of cases) t.equal(wordsOf(text), words, JSON.stringify(text))
})

t.test('a body is named by the field of its kind', async t => {
  const codes = (kind: SpeakerKind, given: object) =>
    bodyErrors(kind, given).map(({ code, field }) => [code, field?.[1]])
  t.same(codes('MEMBER', {}), [])
  t.same(codes('PARTY', { party: 'pty_1' }), [])
  t.same(codes('PARTY', {}), [['REQUIRED', 'party']])
  t.same(codes('SECTOR', { party: 'pty_1' }), [
    ['NOT_APPLICABLE', 'party'],
    ['REQUIRED', 'sector'],
  ])
  t.same(codes('SPECIAL_COMMITTEE', { specialCommittee: null }), [['REQUIRED', 'specialCommittee']])
  t.same(codes('MEMBER', { sector: 'sec_1' }), [['NOT_APPLICABLE', 'sector']])
})

t.test('occasions, days of delivery and deadlines', async t => {
  t.equal(occasionOf('PLENARY_SESSION'), 'PLENARY_SESSION')
  t.equal(occasionOf('TOPICAL_STANDING_MEETING'), 'STANDING_COMMITTEE')
  t.equal(occasionOf('STANDING_COMMITTEE_MEETING'), 'STANDING_COMMITTEE')
  t.equal(occasionOf('TOPICAL_CONSULTATION'), 'CONSULTATION')
  t.equal(occasionOf('BIWEEKLY_CONSULTATION'), 'CONSULTATION')
  t.equal(occasionOf('INSPECTION'), 'OTHER')
  t.equal(deliveryError('2026-03-02', '2026-03-01', '2026-03-04', '2026-03-02'), null)
  for (const day of ['2026-02-28', '2026-03-03'])
    t.equal(deliveryError(day, '2026-03-01', '2026-03-04', '2026-03-02')?.code, 'OUT_OF_RANGE')
  t.equal(deliveryError('2026-03-05', '2026-03-01', '2026-03-04', '2026-03-09')?.code, 'OUT_OF_RANGE')
  t.equal(deadlineError(new Date(2), new Date(1), new Date(2)), null)
  t.equal(deadlineError(new Date(1), new Date(1), new Date(2))?.code, 'OUT_OF_RANGE')
  t.match(deadlineError(new Date(3), new Date(1), new Date(2)), { code: 'OUT_OF_RANGE', message: { en: /end of the/ } })
})

const NOW = new Date('2026-03-02T09:00:00+08:00')
const FINE: SpeechSituation = {
  ...{ now: NOW, closesAt: new Date(NOW.getTime() + 1), maxWords: null, hasContent: true, words: 10 },
  ...{ mayBeLate: false, hasBegun: true, isCancelled: false, isAsked: true, isOwn: false },
}

t.test('each action from each state', async t => {
  const table: Readonly<Record<SpeechAction, readonly SpeechState[]>> = {
    UPDATE: ['DRAFT', 'RETURNED'],
    SUBMIT: ['DRAFT', 'RETURNED'],
    WITHDRAW: ['SUBMITTED'],
    CORRECT: ['SUBMITTED', 'RETURNED'],
    ACCEPT_ORAL: ['SUBMITTED'],
    ACCEPT_WRITTEN: ['SUBMITTED'],
    TURN_INTO_OPINION_REPORT: ['SUBMITTED'],
    RETURN: ['SUBMITTED'],
    NOT_USE: ['SUBMITTED'],
    DELIVER: ['ACCEPTED_ORAL'],
    RECALL: ['ACCEPTED_ORAL', 'ACCEPTED_WRITTEN', 'TURNED_INTO_OPINION_REPORT', 'NOT_USED', 'DELIVERED'],
  }
  for (const action of Object.keys(speechWorkflow.transitions) as SpeechAction[]) {
    for (const state of Object.keys(speechWorkflow.states) as SpeechState[]) {
      const codes = obstaclesTo(speechWorkflow, action, state, FINE).map(({ code }) => code)
      t.same(codes, table[action].includes(state) ? [] : ['INVALID_STATE'], `${action} from ${state}`)
    }
  }
})

t.test('each guard', async t => {
  const codes = (action: SpeechAction, state: SpeechState, facts: Partial<SpeechSituation>) =>
    obstaclesTo(speechWorkflow, action, state, { ...FINE, ...facts }).map(({ code }) => code)
  t.same(codes('SUBMIT', 'DRAFT', { closesAt: null }), ['NO_CALL'])
  t.same(codes('SUBMIT', 'DRAFT', { closesAt: NOW }), [], 'at the last moment')
  t.same(codes('SUBMIT', 'DRAFT', { closesAt: new Date(0) }), ['CALL_CLOSED'])
  t.same(codes('SUBMIT', 'RETURNED', { closesAt: new Date(0), mayBeLate: true }), [])
  t.same(codes('SUBMIT', 'DRAFT', { isAsked: false }), ['NOT_INVITED'])
  t.same(codes('SUBMIT', 'DRAFT', { hasContent: false }), ['INCOMPLETE'])
  t.same(codes('SUBMIT', 'DRAFT', { maxWords: 10 }), [])
  t.same(codes('SUBMIT', 'DRAFT', { maxWords: 9, isCancelled: true }), ['ACTIVITY_CANCELLED', 'TOO_MANY_WORDS'])
  for (const action of ['ACCEPT_ORAL', 'ACCEPT_WRITTEN', 'TURN_INTO_OPINION_REPORT', 'RETURN', 'NOT_USE'] as const)
    t.same(codes(action, 'SUBMITTED', { isOwn: true, isCancelled: true }), ['OWN_SPEECH', 'ACTIVITY_CANCELLED'])
  t.same(codes('DELIVER', 'ACCEPTED_ORAL', { hasBegun: false }), ['NOT_STARTED'])
  t.same(codes('RECALL', 'NOT_USED', { isOwn: true, isCancelled: true }), ['OWN_SPEECH'])
  t.throws(() => speechStateOf({ state: 'LOST' }), /no state of a speech/)
})
