import { matterOf, neighbourOf, type ProposalText, type Statement, textOf, wordingsOf } from '../proposals/matter.ts'
import { type Random, randomOf } from '../proposals/random.ts'
import { SYNONYMS } from '../proposals/words.ts'

/** A text that is asked about, and the numbers of the generated proposals that it is similar to. */
export interface Case {
  readonly kind: Kind
  readonly text: ProposalText
  readonly similarTo: readonly number[]
}

export const KINDS = ['rewritten', 'shortened', 'mixed', 'typed', 'same topic', 'new'] as const
export type Kind = (typeof KINDS)[number]

/** Numbers from here on are in no committee. */
const NOT_STORED = 10_000_000

const MAKERS: Readonly<Record<Kind, (number: number, random: Random) => ProposalText>> = {
  // Every statement in another wording, most words that have a synonym exchanged, a fifth left out, a sixth added.
  rewritten: (number, random) => {
    const stored = wordingsOf(number)
    const all = matterOf(number).statements.map((statement, index) => ({ statement, stored: stored[index] ?? 0 }))
    const added = matterOf(NOT_STORED + number).statements.map(statement => ({ statement, stored: 0 }))
    const kept = [...random.some(all, Math.ceil(all.length * 0.8)), ...random.some(added, Math.ceil(all.length * 0.15))]
    const text = textOf(
      { ...matterOf(number), statements: kept.map(({ statement }) => statement) },
      index => (kept[index]?.stored ?? 0) + 1 + random.below(2),
      1 + random.below(3),
    )
    return inOtherWords(text, random, 0.7)
  },
  // A third of the statements, some words exchanged.
  shortened: (number, random) => {
    const { statements, title } = matterOf(number)
    const stored = wordingsOf(number)
    const kept = random.some([...statements.entries()], Math.ceil(statements.length * 0.33))
    const text = textOf(
      { title, statements: kept.map(([, statement]) => statement) },
      index => stored[kept[index]?.[0] ?? 0] ?? 0,
      2,
    )
    return inOtherWords(text, random, 0.2)
  },
  // A third of each of two proposals, and as much of its own.
  mixed: (number, random) => {
    const part = (of: number): Statement[] => {
      const { statements } = matterOf(of)
      return random.some(statements, Math.ceil(statements.length / 3))
    }
    const statements = random.some([...part(number), ...part(number + 1), ...part(NOT_STORED + number)], 100)
    return inOtherWords(
      textOf({ title: matterOf(NOT_STORED + number).title, statements }, () => random.below(3)),
      random,
      0.3,
    )
  },
  // The title and two sentences, as they stand while somebody begins to write.
  typed: (number, random) => {
    const { title, statements } = matterOf(number)
    return inOtherWords(
      textOf({ title, statements: statements.slice(0, 2) }, () => random.below(3)),
      random,
      0.2,
    )
  },
  'same topic': (number, random) => textOf(neighbourOf(number), () => random.below(3)),
  new: (number, random) => textOf(matterOf(NOT_STORED + number), () => random.below(3)),
}

/** The case of this kind about the proposal with this number (and, mixed, the next one). */
export function caseOf(kind: Kind, number: number): Case {
  const similarTo: Readonly<Record<Kind, readonly number[]>> = {
    ...{ rewritten: [number], shortened: [number], typed: [number], mixed: [number, number + 1] },
    ...{ 'same topic': [], new: [] },
  }
  return { kind, text: MAKERS[kind](number, randomOf(number + 0.75)), similarTo: similarTo[kind] }
}

const WORDS = new RegExp([...SYNONYMS.keys()].join('|'), 'g')

/** Exchanges so many of the words that have a synonym. */
function inOtherWords(text: ProposalText, random: Random, share: number): ProposalText {
  const exchanged = (block: string) =>
    block.replace(WORDS, word => (random.next() < share ? (SYNONYMS.get(word) ?? word) : word))
  return {
    title: exchanged(text.title),
    situation: exchanged(text.situation),
    analysis: exchanged(text.analysis),
    suggestions: exchanged(text.suggestions),
  }
}
