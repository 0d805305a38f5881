import t from 'tap'
import { Refused } from '../../src/kernel/user-error.ts'
import { advance, availableActions, defineWorkflow, obstaclesTo } from '../../src/kernel/workflow.ts'

const names = { OPEN: { zh: '开', en: 'open' }, SHUT: { zh: '关', en: 'shut' }, LOCKED: { zh: '锁', en: 'locked' } }
const jammed = { code: 'JAMMED', field: 'door', message: { zh: '卡住', en: 'It is jammed' } }
const rusty = { code: 'RUSTY', message: { zh: '生锈', en: 'It is rusty' } }

interface Door {
  readonly jammed: boolean
  readonly rusty: boolean
}

const door = defineWorkflow({
  initial: 'OPEN',
  states: names,
  transitions: {
    PAINT: { from: ['OPEN', 'SHUT'], by: ['painter', 'owner'] },
    SHUT: {
      from: ['OPEN'],
      to: 'SHUT',
      by: ['anybody'],
      guards: [(d: Door) => (d.jammed ? jammed : null), (d: Door) => (d.rusty ? rusty : null)],
    },
    LOCK: { from: ['SHUT'], to: 'LOCKED', by: ['owner'] },
    UNLOCK: { from: ['LOCKED'], to: 'SHUT', by: ['owner'] },
  },
} as const)
const fine: Door = { jammed: false, rusty: false }

t.test('an action leads where the table says, or tells every obstacle', async t => {
  t.equal(advance(door, 'SHUT', 'OPEN', fine), 'SHUT')
  t.equal(advance(door, 'PAINT', 'SHUT', fine), 'SHUT', 'without a target the state stays')
  t.same(obstaclesTo(door, 'SHUT', 'OPEN', { jammed: true, rusty: true }), [jammed, rusty])
  t.match(obstaclesTo(door, 'LOCK', 'OPEN', fine), [
    { code: 'INVALID_STATE', message: { zh: /“开”.*“关”/, en: /"open".*shut/ } },
  ])
  t.throws(() => advance(door, 'SHUT', 'OPEN', { jammed: true, rusty: true }), Refused)
  try {
    advance(door, 'SHUT', 'OPEN', { jammed: true, rusty: true })
  } catch (error) {
    t.match(error, {
      errors: [
        { code: 'JAMMED', field: ['door'] },
        { code: 'RUSTY', field: null },
      ],
    })
  }
})

t.test('available actions are those of the capabilities, blocked ones with their reason', async t => {
  const of = (state: 'OPEN' | 'SHUT' | 'LOCKED', facts: Door, ...held: string[]) =>
    availableActions(door, state, facts, capability => held.includes(capability))
  t.same(of('OPEN', fine, 'stranger'), [])
  t.same(of('OPEN', fine, 'painter'), [{ action: 'PAINT', isAvailable: true, obstacle: null }])
  t.same(of('OPEN', { jammed: false, rusty: true }, 'anybody'), [
    { action: 'SHUT', isAvailable: false, obstacle: rusty },
  ])
  t.match(of('LOCKED', fine, 'owner'), [
    { action: 'PAINT', isAvailable: false },
    { action: 'LOCK', isAvailable: false },
    { action: 'UNLOCK', isAvailable: true },
  ])
})

t.test('what is available and what is enforced are the same for every state, action and fact', async t => {
  for (const state of ['OPEN', 'SHUT', 'LOCKED'] as const) {
    for (const facts of [fine, { jammed: true, rusty: false }, { jammed: false, rusty: true }]) {
      for (const { action, isAvailable } of availableActions(door, state, facts, () => true)) {
        const taken = () => advance(door, action, state, facts)
        if (isAvailable) t.doesNotThrow(taken)
        else t.throws(taken, Refused)
      }
    }
  }
})

t.test('a wrong table does not load', async t => {
  const table = (transitions: Parameters<typeof defineWorkflow<string, string, Door>>[0]['transitions']) => () =>
    defineWorkflow<string, string, Door>({
      initial: 'OPEN',
      states: { OPEN: names.OPEN, SHUT: names.SHUT },
      transitions,
    })
  const shut = { from: ['OPEN'], to: 'SHUT', by: ['x'] }
  t.doesNotThrow(table({ shut }))
  t.throws(table({ shut, paint: { from: ['AJAR'], by: ['x'] } }), /no state AJAR/)
  t.throws(table({ shut, paint: { from: ['OPEN'], to: 'AJAR', by: ['x'] } }), /no state AJAR/)
  t.throws(table({ shut, paint: { from: [], by: ['x'] } }), /nobody/)
  t.throws(table({ shut, paint: { from: ['OPEN'], by: [] } }), /nobody/)
  t.throws(table({ shut, paint: { from: ['OPEN', 'OPEN'], by: ['x'] } }), /twice/)
  t.throws(table({ paint: { from: ['OPEN'], by: ['x'] } }), /leads to the state SHUT/)
})
