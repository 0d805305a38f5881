export interface DictionaryEntry {
  readonly key: string
  readonly name: string
  readonly aliases: readonly string[]
}

/** The committee's own dictionaries, as its administrators keep them. */
export interface Vocabulary {
  readonly sectors: readonly DictionaryEntry[]
  readonly parties: readonly DictionaryEntry[]
  readonly specialCommittees: readonly DictionaryEntry[]
  readonly positions: readonly DictionaryEntry[]
}
