import { newId } from '../../../../kernel/ids.ts'
import type { UserError } from '../../../../kernel/user-error.ts'
import type { Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { keyOf } from '../../commands.ts'
import type { Occasion } from '../codes.ts'
import * as errors from '../errors.ts'
import { attended, isStatus } from '../rules.ts'
import { insertOnce, type Method, type NewAttendance, placeKey } from '../store.ts'
import { type Arrival, decide, type Outcome } from './decide.ts'
import { type Attended, attendElsewhere } from './elsewhere.ts'
import { type Place, placesOf, replacedPlaces } from './places.ts'
import { bookLate, overtakenBy, supersede } from './supersede.ts'

/** A sign-in with a genuine code. */
export interface Entry extends Arrival {
  readonly id: string | null
  readonly occasion: Occasion
}

interface Options {
  readonly method: Method
  /** Whose attendance: the viewer's own seats, or those of a member whose code the staff scanned. */
  readonly members: readonly string[]
  readonly permission: string
}

/** Signs in for any number of half-days: a handful of statements. Outcomes stand in the order of the entries. */
export async function signIn(work: Work, entries: readonly Entry[], options: Options): Promise<Outcome[]> {
  const occasions = entries.map(({ occasion }) => occasion)
  const places = await placesOf(work, occasions, options.members, options.permission)
  const found = entries.map((_, n) => places.find(place => place.n === n))
  const isMissing = found.includes(undefined)
  const replaced = isMissing ? await replacedPlaces(work, occasions, options.members, options.permission) : null
  const decided = entries.map((entry, n) => {
    if (replaced?.has(n)) return { error: errors.halfDayReplaced(entry.fields.code) }
    return decideAt(found[n], entry)
  })
  const rows = decided.flatMap(one => ('row' in one ? [{ ...one.row, method: options.method }] : []))
  const standing = await insertOnce(work, rows)
  const isNew = ({ row }: { readonly row: Row }) => standing.get(placeKey(row))?.isNew === true
  await bookLate(
    work,
    decided.flatMap(one => ('row' in one && one.place.state === 'CLOSED' && isNew(one) ? [one.row] : [])),
  )
  const superseded = await supersede(
    work,
    decided.flatMap(one => {
      if ('supersedes' in one) return [one.supersedes]
      return 'row' in one ? overtakenBy(standing, one.row) : []
    }),
  )
  const outcomes = decided.map((one, n): Outcome => {
    if ('error' in one) return one
    if ('key' in one) return { key: one.key }
    if ('supersedes' in one) return superseded.get(one.supersedes.id) ?? one.otherwise
    const found = standing.get(placeKey(one.row))
    const field = entries[n]?.fields.code ?? ''
    if (!found) return { error: errors.idReused(field.replace(/code$/, 'id')) }
    if (isStatus(found.status) && attended(found.status)) return { key: keyOf(found) }
    return superseded.get(found.id) ?? { error: errors.alreadyRecorded(field) }
  })
  await attendElsewhere(work, attendedOf(entries, decided, outcomes), options.method)
  return outcomes
}

type Row = Omit<NewAttendance, 'method'>

type Decided =
  | { readonly error: UserError }
  | { readonly key: Key; readonly place: Place; readonly isProven: boolean }
  | { readonly row: Row; readonly place: Place }
  | { readonly supersedes: Row; readonly otherwise: Outcome; readonly place: Place }

function decideAt(place: Place | undefined, entry: Entry): Decided {
  if (!place) return { error: errors.notInvited(entry.fields.code) }
  const decision = decide(place, entry)
  if ('refused' in decision) return { error: decision.refused }
  if ('present' in decision) {
    const { present: id, isProven } = decision
    return { place, isProven, key: { organizationId: place.organizationId, id } }
  }
  const { status, distance } = decision
  const row = rowOf(place, entry, { id: entry.id ?? newId(), status, distanceMetres: distance })
  return decision.supersedes && place.recorded
    ? {
        place,
        supersedes: { ...row, id: place.recorded.id },
        otherwise: { error: errors.alreadyRecorded(entry.fields.code) },
      }
    : { place, row }
}

const rowOf = (
  { organizationId, activityId, halfDayId, memberId }: Place,
  { at, isOffline }: Arrival,
  more: Pick<Row, 'id' | 'status'> & { readonly distanceMetres?: number | null },
): Row => ({ ...{ organizationId, activityId, halfDayId, memberId }, signedInAt: at.toISOString(), isOffline, ...more })

/**
 * Also who was present already, for the other committee may have asked him since; but not by an old code, or from afar, which
 * are of no matter here and would be presence there.
 */
const attendedOf = (
  entries: readonly Entry[],
  decided: readonly Decided[],
  outcomes: readonly Outcome[],
): readonly Attended[] =>
  entries.flatMap(({ occasion, at, isOffline }, n) => {
    const [one, outcome = {}] = [decided[n], outcomes[n]]
    return one && 'place' in one && 'key' in outcome && !('isProven' in one && !one.isProven)
      ? [{ ...occasion, memberId: one.place.memberId, at, isOffline }]
      : []
  })
