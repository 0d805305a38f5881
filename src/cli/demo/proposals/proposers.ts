import { isInside, type ProposerKind } from '../../../domain/proposals/rules.ts'
import { addDays } from '../../../kernel/dates.ts'
import type { Random } from '../random.ts'
import { type DemoSeat, type Ground, isDemocratic, isDemocraticParty, type Proposers } from './ground.ts'
import { momentOf } from './moments.ts'

export type WishedKind = ProposerKind | 'ANY'

export interface Wish {
  /** The day of the submission. */
  readonly on: string
  readonly kind?: WishedKind
  /** Of a democratic party or of no party; either when not given. */
  readonly isDemocratic?: boolean
  readonly first?: DemoSeat | undefined
  /** The last who is asked. */
  readonly invited?: DemoSeat | undefined
}

/** Of a hundred proposals so many are of the kind, sectors and member groups only while a session takes proposals. */
const KINDS: readonly (readonly [ProposerKind, number])[] = [
  ['MEMBER', 52],
  ['MEMBERS_JOINT', 24],
  ['PARTY', 12],
  ['PEOPLES_ORGANIZATION', 3],
  ['SPECIAL_COMMITTEE', 3],
  ['SECTOR', 3],
  ['MEMBER_GROUP', 3],
]
const SPREAD = KINDS.flatMap(([kind, share]) => Array.from({ length: share }, () => kind))
const AT_SESSIONS: ReadonlySet<ProposerKind> = new Set<ProposerKind>(['SECTOR', 'MEMBER_GROUP'])

/** Who proposes on a day, all of them in office when it was drafted. */
export function proposersFor(ground: Ground, draw: Random, wish: Wish): Proposers {
  const begun = addDays(wish.on, -20)
  const held = ground.seats.filter(({ joinedOn }) => joinedOn <= begun)
  const fitting = held.filter(seat => wish.isDemocratic === undefined || isDemocratic(seat) === wish.isDemocratic)
  const first = wish.first ?? pick(draw, fitting)
  const kind = kindFor(ground, draw, wish, first)
  if (kind !== 'MEMBERS_JOINT') return { kind, first, invited: [] }
  const others = Array.from({ length: draw.between(1, 4) }, () => pick(draw, held))
  const asked = new Set([...others, ...(wish.invited ? [wish.invited] : [])])
  asked.delete(first)
  if (wish.invited) asked.delete(wish.invited)
  // It becomes joint by those who sign it.
  return {
    kind: 'MEMBER',
    first,
    invited: [...[...asked].slice(0, wish.invited ? 2 : 4), ...(wish.invited ? [wish.invited] : [])],
  }
}

function kindFor(ground: Ground, draw: Random, wish: Wish, { party }: DemoSeat): ProposerKind {
  const drawn = SPREAD[draw.between(0, SPREAD.length - 1)] ?? 'MEMBER'
  const kind = wish.kind === undefined || wish.kind === 'ANY' ? drawn : wish.kind
  if (kind === 'PARTY' && !isDemocraticParty(party)) return 'MEMBER'
  const at = new Date(momentOf(wish.on, '12:00'))
  const isOpen = ground.sessions.some(({ window }) => window !== null && isInside(window, at))
  return AT_SESSIONS.has(kind) && !isOpen ? 'MEMBER' : kind
}

function pick<T>(draw: Random, items: readonly T[]): T {
  const item = items[draw.between(0, items.length - 1)]
  if (item === undefined) throw new Error('the demonstration has nobody to choose from')
  return item
}
