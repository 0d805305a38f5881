import { createHash } from 'node:crypto'
import { searchRowOf } from '../../src/domain/proposals/search-rows.ts'
import type { proposalSearch } from '../../src/domain/proposals/similar/tables.ts'
import type { proposals, proposalTexts } from '../../src/domain/proposals/tables.ts'
import { proposalText } from './matter.ts'
import { type Random, randomOf } from './random.ts'

/** A committee that proposals are made for. */
export interface Committee {
  readonly organizationId: string
  readonly termId: string
  /** Ids and first days of the sessions, in their order. */
  readonly sessions: readonly { readonly id: string; readonly startsOn: string }[]
  readonly members: readonly string[]
  readonly office: string
}

export interface Rows {
  readonly proposal: typeof proposals.$inferInsert
  readonly text: typeof proposalTexts.$inferInsert
  readonly search: typeof proposalSearch.$inferInsert
}

/** Of a hundred proposals so many stand in the state. */
const STATES = [
  ['DRAFT', 4],
  ['SUBMITTED', 4],
  ['RECHECKED', 2],
  ['FILED', 6],
  ['ASSIGNED', 6],
  ['IN_HANDLING', 14],
  ['REPLIED', 10],
  ['FEEDBACK', 8],
  ['CLOSED', 40],
  ['ARCHIVED', 6],
] as const
const SPREAD = STATES.flatMap(([state, share]) => Array.from({ length: share }, () => state))

const DAY = 86_400_000

/** The proposal with this number was submitted: others than its proposers may find it. */
export const isSubmitted = (number: number): boolean => stateOf(randomOf(SEED + number)) !== 'DRAFT'

const SEED = 0x5eed
const stateOf = (random: Random) => random.pick(SPREAD)

/** The `index`-th proposal of a committee; `number` tells it from all others. */
export function rowsOf(committee: Committee, index: number, number: number): Rows {
  const { organizationId, termId, sessions, members, office } = committee
  const random = randomOf(SEED + number)
  const state = stateOf(random)
  const session = sessions[index % sessions.length]
  if (!session) throw new Error(`the committee ${organizationId} has no session`)
  const begun = Date.parse(session.startsOn) - random.below(60) * DAY - random.below(DAY)
  const at = (days: number) => new Date(begun + days * DAY).toISOString()
  const id = idOf(begun, `proposal ${number}`)
  const [isIn, isFiled] = [state !== 'DRAFT', !['DRAFT', 'SUBMITTED', 'RECHECKED'].includes(state)]
  const texts = proposalText(number)
  const serial = Math.floor(index / sessions.length) + 1
  return {
    proposal: {
      ...{ organizationId, id, termId, ...texts, state, createdBy: office, createdAt: at(0) },
      sessionId: isIn ? session.id : null,
      period: isIn ? (index % 5 === 0 ? 'ORDINARY' : 'SESSION') : null,
      proposerKind: index % 3 === 0 ? 'MEMBERS_JOINT' : 'MEMBER',
      firstProposerId: random.pick(members),
      receiptNumber: isIn ? serial : null,
      caseNumber: isFiled ? serial : null,
      submittedAt: isIn ? at(3) : null,
      filedAt: isFiled ? at(20) : null,
      closedAt: state === 'CLOSED' || state === 'ARCHIVED' ? at(200) : null,
    },
    text: {
      ...{ organizationId, id: idOf(begun, `text ${number}`), proposalId: id, number: 1, ...texts },
      ...{ writtenBy: office, createdAt: at(0), submittedAt: isIn ? at(3) : null },
    },
    search: searchRowOf({ organizationId, id }, texts),
  }
}

/** The form and order of UUIDv7: the moment, then digits that depend on the seed alone. */
function idOf(milliseconds: number, seed: string): string {
  const digits = createHash('md5').update(seed).digest('hex')
  const moment = milliseconds.toString(16).padStart(12, '0')
  return `${moment.slice(0, 8)}-${moment.slice(8)}-7${digits.slice(0, 3)}-8${digits.slice(3, 6)}-${digits.slice(6, 18)}`
}
