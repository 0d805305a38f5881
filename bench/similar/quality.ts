import assert from 'node:assert/strict'
import { median, rounded } from '../measure.ts'
import type { Row, Sql } from '../operations/operation.ts'
import { proposalText } from '../proposals/matter.ts'
import { isSubmitted } from '../proposals/rows.ts'
import { type Case, caseOf, KINDS, type Kind } from './labelled.ts'

export interface Quality {
  readonly kind: Kind | 'all'
  readonly cases: number
  /** Of the similar ones, so many were shown; null where there are none. */
  readonly recall: number | null
  /** Of the shown ones, so many were similar. */
  readonly precision: number | null
  /** Cases in which a similar one stood first. */
  readonly first: number | null
  /** Cases in which something was shown that is not similar. */
  readonly withFalse: number
  readonly p50Milliseconds: number
  readonly p95Milliseconds: number
}

export interface Asking {
  /** The service's endpoint and its reader's token. */
  readonly url: string
  readonly token: string
  readonly sql: Sql
  /** Proposals in the database. */
  readonly proposals: number
  /** Cases of each kind. */
  readonly cases: number
}

interface Outcome {
  readonly kind: Kind
  readonly expected: number
  readonly right: number
  readonly shown: number
  readonly first: boolean
  readonly milliseconds: number
}

const ASK = `query ($input: SimilarProposalsInput!) { similarProposals(input: $input, atMost: 20) {
  score title committee citation state replyClasses units passages { own { block start end text } other { block start end text } } proposal { id } } }`

/** Asks the service about every case, one after the other, as one person's client would. */
export async function qualityOf(asking: Asking): Promise<{ readonly cold: number; readonly rows: Quality[] }> {
  const cases = KINDS.flatMap((kind, place) => numbersFor(asking, place).map(number => caseOf(kind, number)))
  const ids = await idsOf(asking.sql, new Set(cases.flatMap(({ similarTo }) => similarTo)))
  const cold: number[] = []
  // Other texts than the cases': the look-ups after a start, until the process knows the set phrases.
  for (const number of numbersFor(asking, KINDS.length).slice(0, 40)) {
    cold.push((await outcomeOf(asking, caseOf('new', number), ids)).milliseconds)
  }
  const outcomes: Outcome[] = []
  for (const one of interleaved(cases)) outcomes.push(await outcomeOf(asking, one, ids))
  const rows = KINDS.map(kind =>
    summary(
      kind,
      outcomes.filter(outcome => outcome.kind === kind),
    ),
  )
  return { cold: rounded(median(cold.slice(0, 10))), rows: [...rows, summary('all', outcomes)] }
}

/** Numbers of stored proposals, spread over all; those for other purposes lie between. */
function numbersFor({ proposals, cases }: Asking, place: number): number[] {
  const step = Math.floor(proposals / cases)
  return Array.from({ length: cases }, (_, index) => {
    let number = index * step + 3 * place + 1
    while (!isSubmitted(number) || !isSubmitted(number + 1)) number++
    return number
  })
}

const interleaved = (cases: readonly Case[]): Case[] =>
  cases
    .map((one, index) => ({ one, place: (index * 7919) % cases.length }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one)

async function idsOf(sql: Sql, numbers: ReadonlySet<number>): Promise<ReadonlyMap<number, string>> {
  const texts = [...numbers].map(number => ({ number, ...proposalText(number) }))
  const rows = await sql(
    `select t.number, 'prop_' || p.organization_id || '_' || p.id as id from proposals p
      join unnest($1::int[], $2::text[], $3::text[]) t (number, title, situation) on t.title = p.title and t.situation = p.situation`,
    [texts.map(({ number }) => number), texts.map(({ title }) => title), texts.map(({ situation }) => situation)],
  )
  assert.equal(rows.length, numbers.size, 'each source is one stored proposal')
  return new Map(rows.map(({ number, id }) => [Number(number), String(id)]))
}

async function outcomeOf(
  { url, token }: Asking,
  { kind, text, similarTo }: Case,
  ids: ReadonlyMap<number, string>,
): Promise<Outcome> {
  const began = performance.now()
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: ASK, variables: { input: text } }),
  })
  const { data, errors }: Row = await answer.json()
  const milliseconds = performance.now() - began
  assert.equal(errors, undefined, JSON.stringify(errors))
  const expected = new Set(similarTo.map(number => ids.get(number)))
  const found: (string | undefined)[] = data.similarProposals.map((one: Row) => one.proposal?.id)
  return {
    ...{ kind, expected: expected.size, shown: found.length, milliseconds },
    right: found.filter(id => expected.has(id)).length,
    first: expected.has(found[0]),
  }
}

function summary(kind: Quality['kind'], outcomes: readonly Outcome[]): Quality {
  const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + of(outcome), 0)
  const times = outcomes.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)
  const asked = outcomes.filter(({ expected }) => expected > 0)
  const share = (part: number, whole: number) => (asked.length === 0 || whole === 0 ? null : rounded(part / whole))
  return {
    ...{ kind, cases: outcomes.length },
    recall: share(
      sum(({ right }) => right),
      sum(({ expected }) => expected),
    ),
    precision: share(
      sum(({ right }) => right),
      sum(({ shown }) => shown),
    ),
    first: share(asked.filter(({ first }) => first).length, asked.length),
    withFalse: rounded(outcomes.filter(({ right, shown }) => shown > right).length / outcomes.length),
    p50Milliseconds: rounded(median(times)),
    p95Milliseconds: rounded(times[Math.floor(times.length * 0.95)] ?? Number.NaN),
  }
}
