/** An entry of a seed: what every committee of the level begins with; its administrators change it afterwards. */
export interface EntrySeed {
  /** The same in every committee, so that levels can be compared and linked. */
  readonly code: string
  readonly name: string
  /** Other spellings of rosters. Spaces, brackets and 和/与/及 need none: names are compared without them. */
  readonly aliases: readonly string[]
}

/** An entry in one line: code, name, spellings separated by blanks. */
export const entry = (code: string, name: string, spellings = ''): EntrySeed => ({
  code,
  name,
  aliases: spellings.split(' ').filter(Boolean),
})
