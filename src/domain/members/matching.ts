import { createNamesakes, type Traits } from './namesakes.ts'
import { birthsAgree } from './rules.ts'

export interface KnownPerson extends Traits {
  readonly id: string
}

export type Match<Person extends KnownPerson> =
  | { readonly kind: 'NEW' }
  | { readonly kind: 'KNOWN'; readonly person: Person }
  /** Several persons on file could be meant. */
  | { readonly kind: 'AMBIGUOUS' }
  /** The identity number is on file under another name. */
  | { readonly kind: 'OTHER_NAME'; readonly name: string }
  /** An earlier row of the same list is the same person. */
  | { readonly kind: 'REPEATED'; readonly row: number }

export interface MatchOptions {
  /** Take a person of the same name when nothing else is known; off for a single entry made by hand. */
  readonly byNameAlone: boolean
}

/**
 * Finds each row's person, the surest evidence first: identity number, then name with phone, name with birth, and the name
 * alone where nothing contradicts it. Each person on file is given to one row, so that a list with two persons of one name
 * finds the same two when it is read again.
 */
export function matchPersons<Person extends KnownPerson>(
  rows: readonly Traits[],
  known: readonly Person[],
  { byNameAlone }: MatchOptions,
): Match<Person>[] {
  const matches = new Map<number, Match<Person>>(repeated(rows))
  const taken = new Set<string>()
  const byIdentity = new Map(known.map(person => [person.identityLookup, person]))
  const byName = createNamesakes<Person>()
  for (const person of known) byName.add(person, person)
  const settle = (row: number, person: Person) => {
    matches.set(row, { kind: 'KNOWN', person })
    taken.add(person.id)
  }
  rows.forEach((row, i) => {
    const person = row.identityLookup === null ? undefined : byIdentity.get(row.identityLookup)
    if (!person || matches.has(i)) return
    if (person.name === row.name) settle(i, person)
    else matches.set(i, { kind: 'OTHER_NAME', name: person.name })
  })
  for (const evidence of byNameAlone ? [samePhone, sameBirth, nothingAgainst] : [samePhone, sameBirth]) {
    rows.forEach((row, i) => {
      if (matches.has(i)) return
      const found = atMostTwo(
        byName.like(row, evidence === sameBirth ? ['identity', 'birth'] : ['identity', 'phone', 'birth']),
        person => !taken.has(person.id) && compatible(row, person) && evidence(row, person),
      )
      if (found.length > 1) matches.set(i, { kind: 'AMBIGUOUS' })
      else if (found[0]) settle(i, found[0])
    })
  }
  return rows.map((_, i) => matches.get(i) ?? { kind: 'NEW' })
}

function atMostTwo<Item>(lists: readonly (readonly Item[])[], fits: (item: Item) => boolean): Item[] {
  const found: Item[] = []
  for (const list of lists) {
    for (const item of list) {
      if (fits(item)) found.push(item)
      if (found.length === 2) return found
    }
  }
  return found
}

/** Rows that nothing tells from an earlier row. */
function* repeated(rows: readonly Traits[]): Generator<[number, { kind: 'REPEATED'; row: number }]> {
  const firstWith = new Map<string, number>()
  const ofName = createNamesakes<number>()
  for (const [i, row] of rows.entries()) {
    const sameNumber = row.identityLookup === null ? undefined : firstWith.get(row.identityLookup)
    const alike = ofName
      .like(row, ['identity', 'phone', 'birth'])
      .flatMap(list => list.find(j => rows[j] && indistinct(row, rows[j])) ?? [])
    const same = sameNumber ?? (alike.length > 0 ? Math.min(...alike) : undefined)
    if (same !== undefined) yield [i, { kind: 'REPEATED', row: same }]
    if (row.identityLookup !== null && sameNumber === undefined) firstWith.set(row.identityLookup, i)
    ofName.add(row, i)
  }
}

type Evidence = (a: Traits, b: Traits) => boolean

const bothDiffer = (a: string | null, b: string | null): boolean => a !== null && b !== null && a !== b

const compatible: Evidence = (a, b) => !bothDiffer(a.identityLookup, b.identityLookup) && birthsAgree(a.birth, b.birth)

const nothingAgainst: Evidence = (a, b) => compatible(a, b) && !bothDiffer(a.phoneLookup, b.phoneLookup)

const indistinct: Evidence = (a, b) =>
  a.identityLookup !== null && a.identityLookup === b.identityLookup ? true : nothingAgainst(a, b)

const samePhone: Evidence = (a, b) => a.phoneLookup !== null && a.phoneLookup === b.phoneLookup

const sameBirth: Evidence = (a, b) =>
  a.birth !== null &&
  b.birth !== null &&
  a.birth.month !== null &&
  b.birth.month !== null &&
  birthsAgree(a.birth, b.birth)
