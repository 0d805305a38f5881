/** A stream of which only the latest value counts: a slow reader misses what was overtaken, and nothing piles up. */
export interface Latest<T> extends AsyncIterableIterator<T> {
  push(value: T): void
  /** Readers see the end; what `onEnd` was given is called once. */
  end(): void
  /** True when there is a value to read, false when it ended without. */
  hasValue(): Promise<boolean>
}

export function latest<T>(onEnd: () => void): Latest<T> {
  let kept: { readonly value: T } | null = null
  let ended = false
  let wake: () => void = () => {}
  const changed = async (): Promise<void> => {
    if (!kept && !ended) await new Promise<void>(resolve => (wake = resolve))
  }
  const end = () => {
    if (ended) return
    ended = true
    onEnd()
    wake()
  }
  const iterator: Latest<T> = {
    push(value) {
      kept = { value }
      wake()
    },
    end,
    async hasValue() {
      await changed()
      return kept !== null
    },
    async next() {
      await changed()
      const found = ended ? null : kept
      kept = null
      return found ? { value: found.value, done: false } : { value: undefined, done: true }
    },
    async return() {
      end()
      return { value: undefined, done: true }
    },
    [Symbol.asyncIterator]: () => iterator,
  }
  return iterator
}
