import { type Passage, passagesOf } from './passages.ts'
import { scoresOf } from './score.ts'
import { type ProposalTexts, type Symbols, symbolsOf } from './symbols.ts'

export interface Ranked<Candidate> {
  readonly candidate: Candidate
  /** 0 to 1: how much of the shorter text stands in the other too, by what it tells. */
  readonly score: number
  readonly passages: readonly Passage[]
}

/** Below, two texts share little more than their topic (bench/RESULTS.md, Similar proposals). */
export const SIMILAR_FROM = 0.18

/** The candidates that are similar indeed, the most similar first. Pure, and exact: all of both texts is compared. */
export function rank<Candidate extends ProposalTexts>(
  own: Symbols,
  candidates: readonly Candidate[],
  atMost: number,
): Ranked<Candidate>[] {
  const symbols = candidates.map(symbolsOf)
  const scores = scoresOf(own, symbols)
  return candidates
    .map((candidate, index) => ({ candidate, score: scores[index] ?? 0, index }))
    .filter(({ score }) => score >= SIMILAR_FROM)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, atMost)
    .map(({ candidate, score, index }) => {
      const other = symbols[index]
      return { candidate, score, passages: other ? passagesOf(own, other) : [] }
    })
}
