import { diffArrays } from 'diff'
import { BLOCKS, type ProposalTexts } from '../similar/symbols.ts'

export interface TextPart {
  readonly kind: 'SAME' | 'ADDED' | 'REMOVED'
  readonly text: string
}

export interface BlockChange {
  readonly block: 'TITLE' | 'SITUATION' | 'ANALYSIS' | 'SUGGESTIONS'
  readonly parts: readonly TextPart[]
}

const NAMES = { title: 'TITLE', situation: 'SITUATION', analysis: 'ANALYSIS', suggestions: 'SUGGESTIONS' } as const

/** Words rather than characters: a changed word is read as one change, also in Chinese. */
let words: Intl.Segmenter | undefined

function wordsOf(text: string): string[] {
  // With the first text: its dictionary takes 3 MB.
  words ??= new Intl.Segmenter('zh', { granularity: 'word' })
  return [...words.segment(text)].map(({ segment }) => segment)
}

// The work grows with the square of the differences: beyond this many nobody reads them one by one.
const EDITS_AT_MOST = 2_000

/** What a text became; a text that is wholly another is one removal and one addition. */
export function partsOf(before: string, after: string): TextPart[] {
  const found = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: EDITS_AT_MOST })
  if (!found) {
    return [
      { kind: 'REMOVED', text: before },
      { kind: 'ADDED', text: after },
    ]
  }
  return found.map(({ added, removed, value }) => ({
    kind: added ? 'ADDED' : removed ? 'REMOVED' : 'SAME',
    text: value.join(''),
  }))
}

/** The blocks that differ from the version before, with what was taken out and what was put in. */
export const changesBetween = (before: ProposalTexts, after: ProposalTexts): BlockChange[] =>
  BLOCKS.flatMap(block =>
    before[block] === after[block] ? [] : [{ block: NAMES[block], parts: partsOf(before[block], after[block]) }],
  )
