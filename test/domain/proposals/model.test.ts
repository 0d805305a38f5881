import tap from 'tap'
import { positions } from '../../../src/domain/organizations/tables.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { givenMember } from '../../support/members.ts'
import fc from '../../support/properties.ts'
import { type ProposalWorld, proposalWorld, TEXTS } from '../../support/proposals.ts'
import { type Template, templateOf } from '../../support/rows-again.ts'
import { PLACES } from '../../support/world.ts'
import { cloneOf, ROWS, TAKE_NUMBER } from './model/clone.ts'
import { LATER, LIVES, PRIVATE_LIFE } from './model/lives.ts'
import { foundSummary, type Looked, look, summaryOf } from './model/look.ts'
import { ACTORS, DRAFT, type Model } from './model/model.ts'
import { PART_RULES } from './model/part-rules.ts'
import { clientsOf, offered, type Real, take } from './model/real.ts'
import { PROPOSAL_RULES, predict, type Step } from './model/rules.ts'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 500)

const ACTIONS: readonly Step['action'][] = [
  ...(Object.keys(PROPOSAL_RULES) as (keyof typeof PROPOSAL_RULES)[]),
  ...(Object.keys(PART_RULES) as (keyof typeof PART_RULES)[]),
  'DISPATCH_SOLE',
  'DISPATCH_HOST',
  'RATE_CHILD_GOOD',
  'RATE_CHILD_BAD',
]
const ALL: readonly Step[] = ACTIONS.flatMap(action =>
  ACTORS.flatMap(by => ([0, 1] as const).map(unit => ({ action, by, unit }))),
)

interface Point {
  readonly model: Model
  readonly template: Template
}

type Common = Omit<Real, 'proposalId'>

/** All deadlines of proposals lie within a leap. */
const LEAP = 100 * 86_400_000

/** Sets the clock to so many leaps behind the beginning of the test. */
function clockOf({ later }: ProposalWorld) {
  let now = 0
  return (leaps: number) => {
    later((leaps - now) * LEAP)
    now = leaps
  }
}

async function givenLeader(w: ProposalWorld): Promise<string> {
  const position = { organizationId: PLACES.CITY, id: newId(), code: 'CHAIRPERSON', name: 'CHAIRPERSON' }
  await w.system('CITY', ({ db }) => db.insert(positions).values(position))
  return (await givenMember(w, 'CITY', { name: '周主席', positions: ['CHAIRPERSON'] })).id
}

/** Far behind the numbers that are given in the test. */
async function anotherOf(w: ProposalWorld): Promise<Template> {
  const { proposalId } = await w.given.proposal({ state: 'FILED', first: w.third })
  await w.owner.query('update proposals set receipt_number = 90000, case_number = 90000 where id = $1', [proposalId])
  return templateOf(w.owner, ROWS, proposalId)
}

const CREATE =
  'mutation ($input: ProposalCreateInput!) { proposalCreate(input: $input) { proposal { id } userErrors { code } } }'

/** Lives each of the lives through the API, step by step against the model, and keeps what stands at every point. */
async function pointsOf(common: Common): Promise<readonly Point[]> {
  const { w, clients, goTo } = common
  const points: Point[] = []
  for (const life of LIVES) {
    const consents = life !== PRIVATE_LIFE
    goTo(0)
    const { data } = await clients.first.run(CREATE, { input: { ...TEXTS, consentsToPublication: consents } })
    const real = { ...common, proposalId: String(data.proposalCreate.proposal.id).split('_').at(-1) ?? '' }
    let run: Run = { model: { ...DRAFT, consents }, seen: null }
    const keep = async () =>
      points.push({ model: run.model, template: await templateOf(w.owner, ROWS, real.proposalId) })
    await keep()
    for (const step of life) {
      run = await checked(real, run, step)
      await keep()
    }
  }
  return points
}

const shown = (value: unknown) => JSON.stringify(value)

/** Takes a step and holds what came of it against the model. @throws Error where they differ. */
async function checked(real: Real, { model, seen: known }: Run, step: Step): Promise<Run> {
  const outcome = predict(model, step)
  if (!outcome) throw new Error(`nothing to act on: ${shown(step)}`)
  const seen = known ?? (await look(real))
  const isOffered = await offered(real, step, seen)
  if (step.action === 'TIME_PASSES') real.goTo(outcome.after.time)
  const code = step.action === 'TIME_PASSES' ? 'DONE' : await take(real, step, seen)
  const differ = (what: string) => new Error(`${what}: ${shown({ step, code, outcome, before: model, isOffered })}`)
  if (code !== outcome.code) throw differ('another outcome')
  const now = await look(real)
  const after = foundSummary(now)
  if (shown(sorted(after)) !== shown(sorted(summaryOf(outcome.after)))) throw differ(`another state ${shown(after)}`)
  if (isOffered === true && code !== 'DONE' && !OF_THE_INPUT.has(code)) throw differ('offered and refused')
  if (isOffered === false && code === 'DONE') throw differ('blocked and done')
  if (isOffered === null && code !== 'FORBIDDEN' && code !== 'NOT_FOUND') throw differ('not offered and not denied')
  return { model: outcome.after, seen: now }
}

const sorted = (value: object) => Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** What depends on whom or what the client names, which no list of actions can know. */
const OF_THE_INPUT: ReadonlySet<string> = new Set([
  ...['ALREADY_SIGNER', 'ALREADY_GIVEN', 'NO_HOST', 'ALREADY_MARKED', 'NOT_KEY', 'NOT_PUBLISHED', 'KEY_PROPOSAL'],
  ...['OUT_OF_RANGE', 'ROUND_NOT_PASSED'],
])

/** A run's own proposal: the model, and what was seen of it last. */
interface Run {
  model: Model
  seen: Looked | null
}

type Command = fc.AsyncCommand<Run, Real>

/** Any step by anybody, mostly to be refused. */
const anyStep = fc.constantFrom(...ALL).map(
  (step): Command => ({
    check: ({ model }) => predict(model, step) !== null,
    run: async (run, real) => {
      Object.assign(run, await checked(real, run, step))
    },
    toString: () => `${step.by} ${step.action} ${step.unit}`,
  }),
)

/** One of the steps that go on from here. */
const onward = fc.nat(10_000).map((n): Command => {
  const choose = (model: Model) => {
    const possible = ALL.filter(step => predict(model, step)?.code === 'DONE')
    return possible[n % Math.max(1, possible.length)]
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

const later: Command = {
  check: ({ model }) => LATER.every(step => predict(model, step) !== null),
  run: async (run, real) => {
    for (const step of LATER) Object.assign(run, await checked(real, run, step))
  },
  toString: () => 'later',
}

const STEPS = [onward, anyStep, anyStep, onward, anyStep, anyStep, fc.constant(later)]

/** Numbers given in a session, and whether any is missing or used twice. */
const GAPS = `select c.kind from proposal_counters c where c.last <> (select count(distinct n) from proposals p
    cross join lateral (select case c.kind when 'CASE' then p.case_number else p.receipt_number end as n) x
    where p.session_id = c.session_id and n between 1 and c.last)`

tap.test('proposals live as the model says', async t => {
  const w = await proposalWorld(t, { several: true })
  await w.owner.query(TAKE_NUMBER)
  const common = {
    ...{ w, clients: clientsOf(w), goTo: clockOf(w) },
    ...{ another: await anotherOf(w), leader: await givenLeader(w) },
  }
  const points = await pointsOf(common)
  const start = fc.constantFrom(...points.map((_, at) => at))
  let begun = 0
  const begin = async (at: number) => {
    const point = points[at]
    if (!point) throw new Error(`no point ${at}`)
    const { model, template } = point
    // Hundreds of proposals in seconds: plans made for the first of them would be kept until autovacuum comes by.
    if (begun++ % 50 === 0) await w.owner.query('analyze')
    common.goTo(model.time)
    return { model: { model, seen: null }, real: { ...common, proposalId: await cloneOf(w.owner, template) } }
  }

  await t.test('each step by anybody, from anywhere', async t => {
    await fc.assert(
      fc.asyncProperty(start, fc.commands(STEPS, { maxCommands: 6 }), async (at, commands) => {
        await fc.asyncModelRun(() => begin(at), commands)
      }),
      { numRuns: RUNS },
    )
    t.strictSame((await w.owner.query(GAPS)).rows, [], 'numbers have no gap')
    t.strictSame((await w.owner.query('select * from verify_changes(140200)')).rows, [], 'the chain holds')
  })

  await t.test('two at once are one after the other, whichever was first', async t => {
    const anyTwo = fc.tuple(fc.nat(10_000), fc.nat(10_000))
    await fc.assert(
      fc.asyncProperty(start, anyTwo, async (at, choices) => {
        const model = points[at]?.model ?? DRAFT
        const possible = ALL.filter(step => predict(model, step)?.code === 'DONE')
        const a = possible[choices[0] % Math.max(1, possible.length)]
        if (!a) return
        // The other one goes from here, or only behind the first: who sends both at once finds out which it was.
        const after = predict(model, a)?.after ?? model
        const behind = ALL.filter(step => predict(model, step) && predict(after, step)?.code === 'DONE')
        const others = [...new Set([...possible, ...behind])]
        const b = others[choices[1] % others.length] ?? a
        const outcomeOf = async (run: (real: Real) => Promise<readonly [string, string]>) => {
          const { real } = await begin(at)
          const codes = await run(real)
          return shown([codes, sorted(foundSummary(await look(real)))])
        }
        const orders = [
          await outcomeOf(async real => {
            const seen = await look(real)
            return [await take(real, a, seen), await take(real, b, seen)]
          }),
          await outcomeOf(async real => {
            const seen = await look(real)
            const second = await take(real, b, seen)
            return [await take(real, a, seen), second]
          }),
        ]
        const together = await outcomeOf(async real => {
          const seen = await look(real)
          return Promise.all([take(real, a, seen), take(real, b, seen)])
        })
        if (!orders.includes(together)) throw new Error(`${shown([a, b])}: ${together}, not ${orders.join(' or ')}`)
        if (together.includes('INTERNAL')) throw new Error(`${shown([a, b])}: ${together}`)
      }),
      { numRuns: Math.ceil(RUNS / 5) },
    )
    t.strictSame((await w.owner.query(GAPS)).rows, [], 'numbers have no gap')
  })
})
