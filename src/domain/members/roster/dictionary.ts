import { SAME_NAMES, STRIPPED } from './common-names.ts'
import { compact } from './normal.ts'
import type { DictionaryEntry, Vocabulary } from './vocabulary.ts'

export type Found =
  | { readonly key: string }
  | { readonly key: null; readonly among: readonly string[] }
  | { readonly key: null; readonly nearest: string | null }

/** Looks a text up; answers are remembered, since a roster says the same few words ten thousand times. */
export type Lookup = (text: string) => Found

/**
 * Makes the look-up of one dictionary: exact name or alias first, then names known to mean the same, then names
 * without their customary endings (common-names.ts). Never by likeness: what is merely near is only suggested.
 */
export function createLookup(kind: keyof Vocabulary, entries: readonly DictionaryEntry[]): Lookup {
  const indexes = [identity, sameName, (text: string) => sameName(strip(text, kind))].map(form =>
    indexOf(entries, form),
  )
  const known = new Map<string, Found>()
  return text => {
    const answer = known.get(text) ?? find(comparable(text), kind, indexes, entries)
    known.set(text, answer)
    return answer
  }
}

type Form = (text: string) => string
interface Index {
  readonly form: Form
  readonly keys: ReadonlyMap<string, ReadonlySet<string>>
}

const identity: Form = text => text

function indexOf(entries: readonly DictionaryEntry[], form: Form): Index {
  const keys = new Map<string, Set<string>>()
  for (const entry of entries) {
    for (const name of [entry.name, ...entry.aliases]) {
      const formed = form(comparable(name))
      keys.set(formed, (keys.get(formed) ?? new Set()).add(entry.key))
    }
  }
  return { form, keys }
}

function find(
  text: string,
  kind: keyof Vocabulary,
  indexes: readonly Index[],
  entries: readonly DictionaryEntry[],
): Found {
  for (const { form, keys } of indexes) {
    const found = [...(keys.get(form(text)) ?? [])]
    const [only] = found
    if (only !== undefined && found.length === 1) return { key: only }
    if (found.length > 1) return { key: null, among: entries.filter(e => found.includes(e.key)).map(e => e.name) }
  }
  return { key: null, nearest: nearest(text, kind, entries) }
}

/** Spaces, brackets and "and" do not tell names apart: 农业和农村委员会 is 农业农村委员会. */
const comparable = (text: string): string =>
  compact(text)
    .replace(/[^\p{L}\p{N}]|(?<=..)[和与及](?=..)/gu, '')
    .toLowerCase()

const sameNames = new Map(SAME_NAMES.flatMap(group => group.map(name => [comparable(name), comparable(group[0])])))

const sameName: Form = text => sameNames.get(text) ?? text

function strip(text: string, kind: keyof Vocabulary): string {
  const { prefix, suffix } = STRIPPED[kind]
  const without = text.replace(prefix, '').replace(suffix, '')
  return [...without].length >= 2 ? without : text
}

/** The name with the fewest differing characters, if fewer than half differ and no more than two. */
function nearest(text: string, kind: keyof Vocabulary, entries: readonly DictionaryEntry[]): string | null {
  const wanted = [...strip(text, kind)]
  const near = entries.flatMap(entry =>
    [entry.name, ...entry.aliases].flatMap(name => {
      const other = [...strip(comparable(name), kind)]
      const distance = editDistance(wanted, other)
      const allowed = Math.min(2, Math.floor(Math.max(wanted.length, other.length) / 2))
      // Of equally near names the one of the same length: a mistyped character is likelier than a lost one.
      return distance <= allowed
        ? { name: entry.name, order: distance * 100 + Math.abs(wanted.length - other.length) }
        : []
    }),
  )
  return near.toSorted((a, b) => a.order - b.order)[0]?.name ?? null
}

function editDistance(a: readonly string[], b: readonly string[]): number {
  if (a.length > 30 || b.length > 30) return Number.POSITIVE_INFINITY
  let previous = b.map((_, j) => j + 1)
  previous.unshift(0)
  a.forEach((x, i) => {
    const current = [i + 1]
    b.forEach((y, j) => {
      const replaced = (previous[j] ?? 0) + (x === y ? 0 : 1)
      current.push(Math.min(replaced, (previous[j + 1] ?? 0) + 1, (current[j] ?? 0) + 1))
    })
    previous = current
  })
  return previous.at(-1) ?? 0
}
