import { parseGlobalId } from '../../../kernel/ids.ts'
import { checkText } from '../../../kernel/text.ts'
import { ApiError } from '../../../kernel/user-error.ts'
import type { Context } from '../../../platform/context.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import type { Passage, Span } from './passages.ts'
import { type Ranked, rank } from './rank.ts'
import { type Candidate, candidatesOf } from './read.ts'
import { BLOCKS, type ProposalTexts, symbolsOf } from './symbols.ts'

/** A text as it is being written. */
export interface SimilarProposalsInput {
  readonly title?: string | null
  readonly situation?: string | null
  readonly analysis?: string | null
  readonly suggestions?: string | null
  /** Global id of the own draft. */
  readonly except?: string | null
}

/** One of the found; all of one look-up know each other, so that what is selected of them is read at once. */
export interface Similar extends Candidate {
  readonly score: number
  readonly passages: readonly object[] | null
  readonly found: readonly Key[]
}

const SHOWN = 10
const SHOWN_AT_MOST = 20
const LONGEST_TITLE = 200
const LONGEST_BLOCK = 10_000
/** A look-up compares fifty texts: not to be asked of every proposal of a list. */
const LOOK_UPS_A_REQUEST = 5

const lookUps = new WeakMap<Context, number>()

/** The earlier proposals most similar to a text (rules, section 1, Similar proposals). */
export async function findSimilar(
  context: Context,
  organizationId: string,
  texts: ProposalTexts,
  { except, atMost }: { readonly except: Key | null; readonly atMost: number | null | undefined },
): Promise<Similar[] | null> {
  const number = checkedNumber(atMost)
  countLookUp(context)
  const own = symbolsOf(texts)
  const candidates = await candidatesOf(context, organizationId, own, except)
  if (!candidates) return null
  const ranked = rank(own, candidates, number)
  const found = ranked.map(({ candidate: { organizationId: of, id } }) => ({ organizationId: of, id }))
  return ranked.map(one => ({ ...one.candidate, ...shown(texts, one), found }))
}

/** Passages are the text's, and for those who may read it. */
function shown(texts: ProposalTexts, { candidate, score, passages }: Ranked<Candidate>) {
  const excerpt = (from: ProposalTexts, span: Span) => ({
    ...span,
    block: span.block.toUpperCase(),
    text: from[span.block].slice(span.start, span.end),
  })
  const pair = ({ own, other }: Passage) => ({ own: excerpt(texts, own), other: excerpt(candidate, other) })
  return { score: Math.round(score * 1_000) / 1_000, passages: candidate.isVisible ? passages.map(pair) : null }
}

/** The text of an input; throws BAD_REQUEST for what no proposal can hold. */
export function textsOf(input: SimilarProposalsInput): ProposalTexts {
  const block = (name: (typeof BLOCKS)[number]): string => {
    const text = input[name] ?? ''
    const max = name === 'title' ? LONGEST_TITLE : LONGEST_BLOCK
    const checked = checkText(`input.${name}`, text, { min: 0, max, multiline: name !== 'title' })
    if ('error' in checked) {
      const { message } = checked.error
      throw new ApiError('BAD_REQUEST', message.zh, message.en, { field: ['input', name] })
    }
    // As the client sent it, for it is the client who has to find the passages in it.
    return text
  }
  const [title = '', situation = '', analysis = '', suggestions = ''] = BLOCKS.map(block)
  return { title, situation, analysis, suggestions }
}

export const exceptOf = ({ except }: SimilarProposalsInput): Key | null => {
  const key = except == null ? null : parseGlobalId(except)
  return key?.prefix === 'prop' ? key : null
}

function checkedNumber(atMost: number | null | undefined): number {
  if (atMost == null) return SHOWN
  if (atMost >= 1 && atMost <= SHOWN_AT_MOST) return atMost
  throw new ApiError(
    'BAD_REQUEST',
    `atMost 必须在 1 到 ${SHOWN_AT_MOST} 之间`,
    `atMost must be between 1 and ${SHOWN_AT_MOST}`,
    { field: ['atMost'] },
  )
}

function countLookUp(context: Context): void {
  const count = (lookUps.get(context) ?? 0) + 1
  lookUps.set(context, count)
  if (count <= LOOK_UPS_A_REQUEST) return
  throw new ApiError(
    'BAD_REQUEST',
    `一次请求最多查找 ${LOOK_UPS_A_REQUEST} 次相似提案，请逐件查询`,
    `Look for similar proposals ${LOOK_UPS_A_REQUEST} times a request at most; ask proposal by proposal`,
  )
}
