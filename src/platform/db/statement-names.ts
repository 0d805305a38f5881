/**
 * Names for statements whose text repeats: PostgreSQL parses and plans a named statement once a connection, an unnamed one
 * every time (0.41 to 0.76 of the speed). Bounded in number and length, because every connection keeps its plans: what
 * comes later or is longer runs unnamed.
 */
export function statementNames(prefix: string, atMost: number, longestText = 4_000) {
  const names = new Map<string, string>()
  return (text: string): string | undefined => {
    const known = names.get(text)
    if (known || names.size >= atMost || text.length > longestText) return known
    const name = `${prefix}${names.size + 1}`
    names.set(text, name)
    return name
  }
}
