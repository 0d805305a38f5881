import type { Birth } from './rules.ts'

/** What tells persons of one committee apart. Lookups are keyed hashes, equal for equal numbers. */
export interface Traits {
  readonly name: string
  readonly identityLookup: string | null
  readonly birth: Birth | null
  readonly phoneLookup: string | null
}

type Key = string | number | null

const KEYS = {
  identity: (traits: Traits): Key => traits.identityLookup,
  phone: (traits: Traits): Key => traits.phoneLookup,
  birth: (traits: Traits): Key => traits.birth?.year ?? null,
} as const

type KeyName = keyof typeof KEYS
const KEY_NAMES = ['identity', 'phone', 'birth'] as const satisfies readonly KeyName[]

/** Persons by name, and those of one name by what tells them apart: of fifty thousand namesakes few are compared. */
export interface Namesakes<Item> {
  add(traits: Traits, item: Item): void
  /** Lists, each in the order of adding, of all who agree with `traits` by name and each of `keys`, an unknown one agreeing with any; and of others. */
  like(traits: Traits, keys: readonly KeyName[]): readonly (readonly Item[])[]
}

interface Group<Item> {
  readonly all: Item[]
  readonly by: Readonly<Record<KeyName, Map<Key, Item[]>>>
}

export function createNamesakes<Item>(): Namesakes<Item> {
  const groups = new Map<string, Group<Item>>()
  return {
    add(traits, item) {
      const { name } = traits
      const group: Group<Item> = groups.get(name) ?? {
        all: [],
        by: { identity: new Map(), phone: new Map(), birth: new Map() },
      }
      groups.set(name, group)
      group.all.push(item)
      for (const key of KEY_NAMES) {
        const value = KEYS[key](traits)
        const list = group.by[key].get(value)
        if (list) list.push(item)
        else group.by[key].set(value, [item])
      }
    },
    like(traits, keys) {
      const group = groups.get(traits.name)
      if (!group) return []
      let fewest: readonly (readonly Item[])[] = [group.all]
      for (const key of keys) {
        const value = KEYS[key](traits)
        if (value === null) continue
        const agreeing = [group.by[key].get(null) ?? [], group.by[key].get(value) ?? []]
        if (sizeOf(agreeing) < sizeOf(fewest)) fewest = agreeing
      }
      return fewest
    },
  }
}

const sizeOf = (lists: readonly (readonly unknown[])[]): number => lists.reduce((sum, { length }) => sum + length, 0)
