import tap from 'tap'
import { A, activityWorld } from '../../support/activity-core.ts'
import { outcome } from '../../support/examination.ts'
import fc from '../../support/properties.ts'
import { cloneOf, type Template, templateOf } from '../../support/rows-again.ts'
import { ROWS } from './model/clone.ts'
import { LIVES, MOMENTS } from './model/lives.ts'
import { foundSummary, type Looked, look, summaryOf } from './model/look.ts'
import { ACTORS, begins, GUESTS, HALVES, type Model, managesHere, planned } from './model/model.ts'
import { clientsOf, leftAs, offersTo, plan, type Real, setClock, take } from './model/real.ts'
import { ACTIONS, hasTarget, predict, predictOffers, type Step } from './model/rules.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 150)

const ALL: readonly Step[] = ACTIONS.flatMap(action =>
  ACTORS.flatMap(by => GUESTS.flatMap(guest => HALVES.map(half => ({ action, by, guest, half })))),
)

/** A run's own activity: the model, and what was seen of it last. */
interface Run {
  model: Model
  seen: Looked | null
}

interface Point {
  readonly model: Model
  readonly template: Template
}

type Common = Omit<Real, 'activityId'>

const shown = (value: unknown) => JSON.stringify(value)

/** Takes a step and holds what came of it against the model. @throws Error where they differ. */
async function checked(real: Real, { model, seen: known }: Run, step: Step): Promise<Run> {
  const expected = predict(model, step)
  if (!expected) throw new Error(`nothing to act on: ${shown(step)}`)
  const seen = known ?? (await look(real))
  const offers = await offersTo(real, step.by)
  const code = await take(real, step, model, seen)
  const differ = (what: string) => new Error(`${what}: ${shown({ step, code, expected, before: model })}`)
  for (const [name, isAvailable] of Object.entries(predictOffers(model, step.by)))
    if ((offers.get(name) ?? null) !== isAvailable) throw differ(`${name} offered: ${offers.get(name)}`)
  if (code !== expected.code) throw differ('another outcome')
  const now = await look(real)
  const after = foundSummary(now)
  if (shown(sorted(after)) !== shown(sorted(summaryOf(expected.after)))) throw differ(`another state ${shown(after)}`)
  if (expected.after === model && now.hash !== seen.hash) throw differ('changed')
  return { model: expected.after, seen: now }
}

/** Names of fields in one order. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, sorted(one)]),
  )
}

/** The clock only goes on. */
const waited = (model: Model, moment: number): Model => ({
  ...model,
  now: Math.max(model.now, begins(model, 0) + moment),
})

/** Lives each of the lives through the API, step by step against the model, and keeps what stands at every point. */
async function pointsOf(common: Common): Promise<readonly Point[]> {
  const points: Point[] = []
  for (const { kind, events } of LIVES) {
    let run: Run = { model: planned(kind), seen: null }
    setClock(common, run.model)
    await leftAs(common, run.model)
    const { data } = await common.clients.office.run(A.create, { input: plan(common, run.model) })
    const real = { ...common, activityId: String(data.activityCreate.activity.id).split('_').at(-1) ?? '' }
    const keep = async () =>
      points.push({ model: run.model, template: await templateOf(common.w.owner, ROWS, real.activityId) })
    await keep()
    for (const event of events) {
      if (typeof event === 'number') run = { ...run, model: waited(run.model, event) }
      setClock(common, run.model)
      if (typeof event !== 'number') run = await checked(real, run, event)
      await keep()
    }
  }
  return points
}

type Command = fc.AsyncCommand<Run, Real>

/** Any step by anybody, mostly to be refused. */
const anyStep = fc.constantFrom(...ALL).map(
  (step): Command => ({
    check: ({ model }) => hasTarget(model, step),
    run: async (run, real) => {
      Object.assign(run, await checked(real, run, step))
    },
    toString: () => shown(step),
  }),
)

const possible = (model: Model): readonly Step[] => ALL.filter(step => predict(model, step)?.code === 'DONE')

/** One of the steps that go on from here. */
const onward = fc.nat(10_000).map((n): Command => {
  const choose = (model: Model) => {
    const steps = possible(model)
    return steps[n % Math.max(1, steps.length)]
  }
  return {
    check: ({ model }) => choose(model) !== undefined,
    run: async (run, real) => {
      const step = choose(run.model)
      if (step) Object.assign(run, await checked(real, run, step))
    },
    toString: () => `onward ${n}`,
  }
})

const wait = fc.constantFrom(...MOMENTS).map(
  (moment): Command => ({
    check: ({ model }) => waited(model, moment).now > model.now,
    run: async (run, real) => {
      run.model = waited(run.model, moment)
      setClock(real, run.model)
    },
    toString: () => `wait ${moment}`,
  }),
)

tap.test('activities live as the model says', async t => {
  const w = await activityWorld(t)
  const common = { w, clients: await clientsOf(w) }
  const points = await pointsOf(common)
  const start = fc.constantFrom(...points.map((_, at) => at))
  let begun = 0
  const begin = async (at: number) => {
    const point = points[at]
    if (!point) throw new Error(`no point ${at}`)
    const { model, template } = point
    // Hundreds of activities in seconds: plans made for the first of them would be kept until autovacuum comes by.
    if (begun++ % 50 === 0) await w.owner.query('analyze')
    await leftAs(common, model)
    setClock(common, model)
    return { model: { model, seen: null }, real: { ...common, activityId: await cloneOf(w.owner, template) } }
  }

  await t.test('who may plan one', async t => {
    for (const actor of ACTORS) {
      const model = planned('FIELD_RESEARCH')
      const input = { ...plan(common, model), organization: 'org_140200' }
      const { result, same } = await w.unchanged(() => common.clients[actor].run(A.create, { input }))
      t.equal(outcome(result), managesHere(actor) ? 'DONE' : 'FORBIDDEN', actor)
      t.equal(same, !managesHere(actor), actor)
    }
  })

  await t.test('each step by anybody, from anywhere, at any time', async t => {
    const commands = fc.commands([onward, onward, wait, anyStep, anyStep], { maxCommands: 7 })
    await fc.assert(
      fc.asyncProperty(start, commands, async (at, steps) => {
        await fc.asyncModelRun(() => begin(at), steps)
      }),
      { numRuns: RUNS },
    )
    t.strictSame((await w.owner.query('select * from verify_changes(140200)')).rows, [], 'the chain holds')
  })

  await t.test('two at once are one after the other, whichever was first', async () => {
    const anyTwo = fc.tuple(fc.nat(10_000), fc.nat(10_000))
    await fc.assert(
      fc.asyncProperty(start, anyTwo, async (at, choices) => {
        const model = points[at]?.model ?? planned('FIELD_RESEARCH')
        const likely = possible(model)
        const [a, b] = choices.map(n => likely[n % Math.max(1, likely.length)])
        if (!a || !b) return
        const outcomeOf = async (run: (takeOne: (step: Step) => Promise<string>) => Promise<readonly string[]>) => {
          const { real } = await begin(at)
          const seen = await look(real)
          const codes = await run(step => take(real, step, model, seen))
          return shown([codes, sorted(foundSummary(await look(real)))])
        }
        const orders = [
          await outcomeOf(async one => [await one(a), await one(b)]),
          await outcomeOf(async one => [await one(b), await one(a)].toReversed()),
        ]
        const together = await outcomeOf(one => Promise.all([one(a), one(b)]))
        if (!orders.includes(together)) throw new Error(`${shown([a, b])}: ${together}, not ${orders.join(' or ')}`)
        if (together.includes('INTERNAL')) throw new Error(`${shown([a, b])}: ${together}`)
      }),
      { numRuns: Math.ceil(RUNS / 5) },
    )
  })
})
