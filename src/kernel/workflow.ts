import { type Bilingual, Refused, userError } from './user-error.ts'

/** Why an action cannot be taken now, in words that say what is missing. */
export interface Obstacle {
  readonly code: string
  /** The input field that is meant, when there is one. */
  readonly field?: string
  readonly message: Bilingual
}

/** Takes facts and answers null, or why not. Pure. */
export type Guard<Facts> = (facts: Facts) => Obstacle | null

export interface Transition<State extends string, Facts> {
  readonly from: readonly State[]
  /** The state it leads to; the same state stays when there is none (an update). */
  readonly to?: State
  /** Capabilities of which the actor needs one: a permission, or a relation to the record such as `owner`. */
  readonly by: readonly string[]
  readonly guards?: readonly Guard<Facts>[]
}

export interface Workflow<State extends string, Action extends string, Facts> {
  readonly initial: State
  readonly transitions: Readonly<Record<Action, Transition<State, Facts>>>
  /** Chinese and English names of the states, for people. */
  readonly states: Readonly<Record<State, Bilingual>>
}

/**
 * A workflow is a table: commands enforce it, `availableActions` reads it, its tests and its diagram are made from it.
 * Throws at load when the table is wrong: an unknown state, an action nobody may take, a state that nothing leads to.
 */
export function defineWorkflow<State extends string, Action extends string, Facts>(
  workflow: Workflow<State, Action, Facts>,
): Workflow<State, Action, Facts> {
  const known = new Set(Object.keys(workflow.states))
  const entries = Object.entries<Transition<State, Facts>>(workflow.transitions)
  for (const [action, { from, to, by }] of entries) {
    if (from.length === 0 || by.length === 0) throw new Error(`${action}: nobody can ever take it`)
    if (new Set(from).size !== from.length) throw new Error(`${action}: a state is named twice`)
    for (const state of to ? [...from, to] : from) {
      if (!known.has(state)) throw new Error(`${action}: there is no state ${state}`)
    }
  }
  const transitions = entries.map(([, transition]) => transition)
  const reached = reachable(workflow.initial, transitions)
  for (const state of known) if (!reached.has(state)) throw new Error(`nothing leads to the state ${state}`)
  return workflow
}

function reachable(initial: string, transitions: readonly Transition<string, never>[]): ReadonlySet<string> {
  const reached = new Set([initial])
  for (let before = 0; before !== reached.size; ) {
    before = reached.size
    for (const { from, to } of transitions) if (to && from.some(state => reached.has(state))) reached.add(to)
  }
  return reached
}

/** What stands in the way of an action, all at once. Empty: it may be taken. Who takes it is not looked at. */
export function obstaclesTo<State extends string, Action extends string, Facts>(
  { transitions, states }: Workflow<State, Action, Facts>,
  action: Action,
  state: State,
  facts: Facts,
): readonly Obstacle[] {
  const { from, guards = [] } = transitions[action]
  if (!from.includes(state))
    return [
      wrongState(
        states[state],
        from.map(name => states[name]),
      ),
    ]
  return guards.flatMap(guard => guard(facts) ?? [])
}

function wrongState(now: Bilingual, needed: readonly Bilingual[]): Obstacle {
  const zh = `当前状态为“${now.zh}”，仅“${needed.map(state => state.zh).join('”“')}”时可以操作`
  const en = `The state is "${now.en}"; this is possible only in: ${needed.map(state => state.en).join(', ')}`
  return { code: 'INVALID_STATE', message: { zh, en } }
}

/** The state after the action. Throws Refused with every obstacle. */
export function advance<State extends string, Action extends string, Facts>(
  workflow: Workflow<State, Action, Facts>,
  action: Action,
  state: State,
  facts: Facts,
): State {
  const obstacles = obstaclesTo(workflow, action, state, facts)
  if (obstacles.length > 0) {
    throw new Refused(
      ...obstacles.map(({ code, field = null, message }) => userError(code, field, message.zh, message.en)),
    )
  }
  return workflow.transitions[action].to ?? state
}

export interface AvailableAction<Action extends string> {
  readonly action: Action
  readonly isAvailable: boolean
  /** Why it is blocked now. */
  readonly obstacle: Obstacle | null
}

/** The actions that the viewer's capabilities give in this workflow; those that are blocked now with the first reason. */
export function availableActions<State extends string, Action extends string, Facts>(
  workflow: Workflow<State, Action, Facts>,
  state: State,
  facts: Facts,
  holds: (capability: string) => boolean,
): readonly AvailableAction<Action>[] {
  const actions = Object.keys(workflow.transitions) as Action[]
  return actions
    .filter(action => workflow.transitions[action].by.some(holds))
    .map(action => {
      const obstacle = obstaclesTo(workflow, action, state, facts)[0] ?? null
      return { action, isAvailable: obstacle === null, obstacle }
    })
}
