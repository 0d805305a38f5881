import { OTHER_TITLES, STANDING_POSITIONS } from './common-names.ts'
import type { Lookup } from './dictionary.ts'
import { type Parsed, type Problem, problem } from './findings.ts'
import { unknownName } from './groups.ts'
import { compact } from './normal.ts'
import type { DictionaryEntry } from './vocabulary.ts'

const SEPARATORS = /[、,，;；/／\n兼]+/

/** The keys of the positions in one cell ("副主席、党组副书记"). Titles of other bodies are left out with a warning. */
export function readPositions(text: string, find: Lookup): Parsed<readonly string[]> {
  const keys = new Set<string>()
  const warnings: Problem[] = []
  const whole = find(text)
  if (whole.key !== null) return { value: [whole.key] }
  for (const part of text.split(SEPARATORS).map(compact).filter(Boolean)) {
    const found = find(part)
    if (found.key !== null) keys.add(found.key)
    else if (OTHER_TITLES.test(part)) {
      warnings.push(
        problem(
          'TITLE_LEFT_OUT',
          `“${part}”不是政协职务，未读取`,
          `"${part}" is no position in the committee; it was left out`,
        ),
      )
    } else return { problem: unknownName('position', part, found) }
  }
  return { value: [...keys], warnings }
}

/** The positions whose holders are members of the Standing Committee. */
export function standingKeys(positions: readonly DictionaryEntry[]): ReadonlySet<string> {
  return new Set(
    positions.filter(p => [p.name, ...p.aliases].some(n => STANDING_POSITIONS.has(compact(n)))).map(p => p.key),
  )
}
