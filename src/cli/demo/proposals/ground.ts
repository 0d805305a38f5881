import type { ProposerKind, SessionTime } from '../../../domain/proposals/rules.ts'
import type { Calendar } from '../../../kernel/calendar.ts'
import type { DemoPlace } from '../places.ts'
import type { DemoUnit } from './units.ts'

/** A seat with what decides who may propose with whom. */
export interface DemoSeat {
  readonly id: string
  readonly joinedOn: string
  readonly party: string
  readonly sectorId: string
  readonly specialCommitteeId: string
  /** Of the Chairpersons' meeting: leads key proposals. */
  readonly leads: boolean
}

/** Ids of the accounts that the demonstration opens in the place, by sign-in name. */
export type Accounts = Readonly<Record<string, string>>

export interface ProposalsSeed {
  readonly place: DemoPlace
  readonly termId: string
  /** Accounts of the place by their sign-in name, which are opened later, and the seats of those who are members. */
  readonly accounts: Accounts
  readonly seatOf: Readonly<Record<string, string>>
}

/** What a committee's proposals stand on. */
export interface Ground {
  readonly organizationId: string
  readonly termId: string
  readonly sessions: readonly SessionTime[]
  readonly seats: readonly DemoSeat[]
  readonly accounts: Accounts
  /** Accounts of members, by seat. */
  readonly accountOfSeat: ReadonlyMap<string, string>
  readonly units: readonly DemoUnit[]
  /** The unit of the account `unit`. */
  readonly ownUnit: string
  readonly governmentOfficeId: string
  readonly parties: ReadonlyMap<string, string>
  readonly grounds: readonly { readonly id: string; readonly name: string }[]
  readonly places: readonly [string, ...string[]]
  readonly calendar: Calendar
}

/** The eight democratic parties; with those of no party they are counted together (党派和无党派人士提案). */
const DEMOCRATIC: ReadonlySet<string> = new Set(['RCCK', 'CDL', 'CNDCA', 'CAPD', 'CPWDP', 'CZGP', 'JSS', 'TDSL'])

export const isDemocraticParty = (party: string): boolean => DEMOCRATIC.has(party)
export const isDemocratic = ({ party }: DemoSeat): boolean => isDemocraticParty(party) || party === 'NON_AFFILIATED'

/** Who proposes: the body for which it is, the contact, those asked to sign. */
export interface Proposers {
  readonly kind: ProposerKind
  readonly first: DemoSeat
  readonly invited: readonly DemoSeat[]
}
