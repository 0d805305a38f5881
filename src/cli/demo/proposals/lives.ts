import type { Random } from '../random.ts'
import { begin } from './drafting.ts'
import { examine, mergeInto } from './examining.ts'
import type { Ground } from './ground.ts'
import type { Life } from './life.ts'
import { archive, handle } from './marks.ts'
import { officeMoment } from './moments.ts'
import { giveNumbers } from './numbers.ts'
import type { Plan } from './plan.ts'

/** Lives by their plans: each to its filing, then those that are merged, then what is handled; numbered at the end. */
export function livesOf(ground: Ground, draw: Random, plans: readonly Plan[]): readonly Life[] {
  const lives = plans.map(plan => {
    const life = begin(ground, draw, plan)
    examine(life, plan, officeMoment(draw, plan.on))
    return life
  })
  for (const [index, life] of lives.entries()) {
    const { takesIn = 0 } = plans[index] ?? {}
    mergeInto(life, lives.slice(index + 1, index + 1 + takesIn))
  }
  for (const [index, life] of lives.entries()) {
    const plan = plans[index]
    if (!plan || life.row.mergedIntoId !== null) continue
    handle(life, plan)
    if (plan.isArchived && ENDED.has(life.row.state)) archive(life)
  }
  giveNumbers(lives)
  return lives
}

const ENDED: ReadonlySet<string> = new Set(['NOT_FILED', 'WITHDRAWN'])
