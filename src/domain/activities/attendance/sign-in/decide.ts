import type { UserError } from '../../../../kernel/user-error.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import * as errors from '../errors.ts'
import { attended, distanceMetres, isPosition, isStatus, obstructionAt, type Position, statusAt } from '../rules.ts'
import type { Place } from './places.ts'

/** One sign-in as it arrives: genuine, for a half-day, at a moment by the server's clock. */
export interface Arrival {
  readonly at: Date
  readonly position: Position | null
  readonly isOffline: boolean
  /** The staff saw him there. */
  readonly isAtPlace?: boolean
  /** What is wrong with the code's time; of no matter to who is present already. */
  readonly lateness: UserError | null
  /** Input fields that errors name. */
  readonly fields: { readonly code: string; readonly position: string }
}

export type Outcome = { readonly key: Key } | { readonly error: UserError }

export type Decision =
  | { readonly refused: UserError }
  /** `isProven`: what arrived would sign him in once more. */
  | { readonly present: string; readonly isProven: boolean }
  /** `supersedes`: closing took him for absent, before his telephone found a network. */
  | { readonly status: 'PRESENT' | 'LATE'; readonly distance: number | null; readonly supersedes: boolean }

/** What becomes of a sign-in at a place. Pure. */
export function decide(place: Place, arrival: Arrival): Decision {
  const { recorded } = place
  const seen = sightOf(place, arrival)
  if (recorded && isStatus(recorded.status) && attended(recorded.status)) {
    return { present: recorded.id, isProven: 'distance' in seen }
  }
  const supersedes = arrival.isOffline && recorded?.method === 'SYSTEM' && recorded.status === 'ABSENT'
  if (recorded && !supersedes) return { refused: errors.alreadyRecorded(arrival.fields.code) }
  return 'refused' in seen ? seen : { status: statusAt(place, arrival.at), distance: seen.distance, supersedes }
}

type Sight = { readonly refused: UserError } | { readonly distance: number | null }

/** Whether what arrived shows him at the place in the half-day, whatever is recorded. */
function sightOf(place: Place, arrival: Arrival): Sight {
  const refused = arrival.lateness ?? closed(place, arrival) ?? outside(place, arrival)
  if (refused) return { refused }
  const distance = distanceOf(place, arrival)
  return typeof distance === 'object' && distance !== null ? { refused: distance } : { distance }
}

function closed({ state }: Place, { isOffline, fields }: Arrival): UserError | null {
  const isOpen = state === 'NOTIFIED' || state === 'HELD' || (isOffline && state === 'CLOSED')
  return isOpen ? null : errors.notOpen(fields.code)
}

function outside(place: Place, { at, fields }: Arrival): UserError | null {
  const obstruction = obstructionAt(place, at)
  if (obstruction === null) return null
  return obstruction === 'TOO_EARLY'
    ? errors.tooEarly(fields.code, place.rules.opensBeforeMinutes)
    : errors.tooLate(fields.code)
}

/** Metres from the place, where both are known; an error where the activity has a place and the telephone is not there. */
function distanceOf(place: Place, { position, isAtPlace = false, fields }: Arrival): number | UserError | null {
  if (place.radiusMetres === null || isAtPlace) return null
  if (!position) return errors.positionRequired(fields.position)
  if (!isPosition(position)) return errors.invalidPosition(fields.position)
  const venue = { latitude: Number(place.latitude), longitude: Number(place.longitude) }
  const metres = distanceMetres(venue, position)
  return metres > place.radiusMetres ? errors.tooFar(fields.position, metres, place.radiusMetres) : metres
}

/** In the other committee, only if it can be: its own rules for being late, no position, nothing that is recorded already. */
export function decideElsewhere(place: Place, arrival: Pick<Arrival, 'at' | 'isOffline'>): Decision {
  return decide(place, { ...arrival, position: null, isAtPlace: true, lateness: null, fields: NO_FIELDS })
}

const NO_FIELDS = { code: '', position: '' }
