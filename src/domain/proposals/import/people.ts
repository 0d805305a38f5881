import { type Problem, problem } from '../../members/roster/findings.ts'
import { readName } from '../../members/roster/name.ts'
import type { KnownSeat } from './load.ts'

/** A name as seats are looked up by it, and what stands in brackets behind it. */
export function nameOf(text: string): { readonly name: string; readonly remark: string | null } {
  const parsed = readName(text)
  return 'value' in parsed ? parsed.value : { name: text, remark: null }
}

export type FindSeat = (termId: string, text: string) => { readonly id: string } | { readonly problem: Problem }

/** Finds the seat of a term by name; of namesakes the one whose sector stands in brackets behind it. */
export function seatFinder(seats: readonly KnownSeat[]): FindSeat {
  const byName = Map.groupBy(seats, ({ termId, name }) => `${termId} ${name}`)
  return (termId, text) => {
    const { name, remark } = nameOf(text)
    const found = byName.get(`${termId} ${name}`) ?? []
    const meant = found.length > 1 && remark ? found.filter(({ sector }) => sector?.includes(remark)) : found
    const [only] = meant
    if (only && meant.length === 1) return { id: only.id }
    return { problem: found.length === 0 ? unknown(name) : ambiguous(name, found) }
  }
}

const unknown = (name: string) =>
  problem(
    'MEMBER_UNKNOWN',
    `该届没有名为“${shown(name)}”的委员，请核对姓名或先导入该届名册`,
    `No member of that term is called "${shown(name)}"; correct the name or import the term's roster first`,
  )

const ambiguous = (name: string, found: readonly KnownSeat[]) =>
  problem(
    'MEMBER_AMBIGUOUS',
    `该届有 ${found.length} 名叫“${shown(name)}”的委员，请在姓名后注明界别，如“${shown(name)}（${found[0]?.sector ?? '经济界'}）”`,
    `${found.length} members of that term are called "${shown(name)}"; write the sector in brackets behind the name`,
  )

const shown = (name: string): string => [...name].slice(0, 30).join('')
