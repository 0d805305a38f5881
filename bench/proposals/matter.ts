import { type Random, randomOf } from './random.ts'
import { SENTENCES, TITLES } from './sentences.ts'
import { MANNERS, NAME_CHARACTERS, NAME_KINDS, NOUNS, OFFICES, TOPICS, VERBS } from './words.ts'

export const BLOCKS = ['situation', 'analysis', 'suggestions'] as const
export type Block = (typeof BLOCKS)[number]

export type ProposalText = Readonly<Record<'title' | Block, string>>

/** One statement, before it is put into words. */
export interface Statement {
  readonly block: Block
  /** Which line of SENTENCES. */
  readonly line: number
  readonly fillers: Readonly<Record<string, string>>
}

/** What a proposal is about (一事一案): its own names, offices and words of the topic, and all that it says. */
export interface Matter {
  readonly title: { readonly form: number; readonly fillers: Statement['fillers'] }
  readonly statements: readonly Statement[]
}

/** Statements of each block; a text of some 1,000 to 1,500 characters. */
const LENGTHS: Readonly<Record<Block, readonly [from: number, more: number]>> = {
  situation: [8, 5],
  analysis: [7, 5],
  suggestions: [9, 6],
}

/** Where and what: topic, names, offices. Two matters may have the same. */
interface Ground {
  readonly topic: readonly string[]
  readonly names: readonly string[]
  readonly offices: readonly string[]
}

function groundOf(number: number): Ground {
  const random = randomOf(number)
  return {
    topic: random.some(TOPICS[number % TOPICS.length] ?? [], 12),
    names: Array.from({ length: 6 }, () => nameOf(random)),
    offices: random.some(OFFICES, 2),
  }
}

/** The matter with this number: another number is another matter, of the same topic where the remainders agree. */
export const matterOf = (number: number): Matter => matterOn(groundOf(number), randomOf(number + 0.5))

/** Another matter of the same topic in the same places: the hardest to tell from the first. */
export const neighbourOf = (number: number): Matter => matterOn(groundOf(number), randomOf(-number - 0.5))

function matterOn({ topic, names, offices }: Ground, random: Random): Matter {
  // Every matter has its own favourite words among those that all proposals use.
  const general = { nouns: random.some(NOUNS, 40), verbs: random.some(VERBS, 20), manners: random.some(MANNERS, 12) }
  const fillers = () => {
    const [t = '', u = ''] = random.some(topic, 2)
    const [x = '', z = ''] = random.some(names, 2)
    const [n = '', k = '', h = ''] = random.some(general.nouns, 3)
    const [v = '', w = ''] = random.some(general.verbs, 2)
    const [m = '', i = ''] = random.some(general.manners, 2)
    const figures = { d: String(random.below(900) + 3), e: String(random.below(95) + 2), y: `202${random.below(7)}` }
    return { t, u, x, z, n, k, h, v, w, m, i, o: random.pick(offices), ...figures }
  }
  const statements = BLOCKS.flatMap(block => {
    const [from, more] = LENGTHS[block]
    const lines = SENTENCES[block].keys().toArray()
    const chosen = random.some([...lines, ...lines, ...lines], from + random.below(more))
    return chosen.map(line => ({ block, line, fillers: fillers() }))
  })
  return { title: { form: random.below(TITLES.length), fillers: fillers() }, statements }
}

const nameOf = (random: Random): string =>
  `${random.pick(NAME_CHARACTERS)}${random.pick(NAME_CHARACTERS)}${random.pick(NAME_KINDS)}`

const filled = (form: string, fillers: Statement['fillers']): string =>
  form.replace(/\{(\w)\}/g, (_, slot: string) => fillers[slot] ?? '')

/** A statement in one of its wordings. */
export const sentenceOf = ({ block, line, fillers }: Statement, wording: number): string => {
  const forms = SENTENCES[block][line] ?? []
  return filled(forms[wording % forms.length] ?? '', fillers)
}

/** Every statement in a wording of its own choice. */
export function textOf(
  { title, statements }: Matter,
  wording: (index: number) => number,
  titleWording = 0,
): ProposalText {
  const blockOf = (block: Block) =>
    statements
      .flatMap((statement, index) => (statement.block === block ? [sentenceOf(statement, wording(index))] : []))
      .join('')
  const form = TITLES[(title.form + titleWording) % TITLES.length] ?? ''
  const all = { situation: blockOf('situation'), analysis: blockOf('analysis'), suggestions: blockOf('suggestions') }
  return { title: filled(form, title.fillers), ...all }
}

/** How each statement of the proposal with this number is worded in the generated committees. */
export function wordingsOf(number: number): number[] {
  const random = randomOf(number + 0.25)
  return matterOf(number).statements.map(() => random.below(3))
}

/** The proposal with this number, as it stands in the generated committees. */
export function proposalText(number: number): ProposalText {
  const wordings = wordingsOf(number)
  return textOf(matterOf(number), index => wordings[index] ?? 0)
}
