/** What proposals of a kind speak of. `{p}` is the place, `{n}` a number, `{m}` a percentage; units by their codes. */
export interface Topic {
  readonly subject: string
  /** Words before the subject in a title. */
  readonly verbs: readonly [string, ...string[]]
  /** The unit that has to do with it, and those that help. */
  readonly unit: string
  readonly others: readonly string[]
  readonly facts: readonly string[]
  readonly causes: readonly string[]
  readonly measures: readonly string[]
}
