import { newId } from '../../../../kernel/ids.ts'
import type { Work } from '../../../../platform/commands/command.ts'
import type { Occasion } from '../codes.ts'
import * as errors from '../errors.ts'
import { attended, isStatus } from '../rules.ts'
import { insertOnce, type Method, type NewAttendance, placeKey } from '../store.ts'
import { type Arrival, decide, decideLinked, type Outcome } from './decide.ts'
import { linkedPlacesOf, type Place, placesOf } from './places.ts'
import { supersede } from './supersede.ts'

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

/**
 * Signs in for any number of half-days: a handful of statements. A member who sits in two committees attends for both, when
 * one's activity joins the other's. Outcomes stand in the order of the entries.
 */
export async function signIn(work: Work, entries: readonly Entry[], options: Options): Promise<Outcome[]> {
  const places = await placesOf(
    work,
    entries.map(({ occasion }) => occasion),
    options.members,
    options.permission,
  )
  const decided = entries.map((entry, n) =>
    decideAt(
      places.find(place => place.n === n),
      entry,
    ),
  )
  const rows = decided.flatMap(one => ('row' in one ? [{ ...one.row, method: options.method }] : []))
  const elsewhere = options.permission === 'ACTIVITY_OWN' ? await linkedRows(work, entries, decided, options) : []
  const standing = await insertOnce(work, [...rows, ...elsewhere])
  const superseded = await supersede(
    work,
    decided.flatMap(one => ('supersedes' in one ? [one.supersedes] : [])),
  )
  return decided.map((one, n) => {
    if (!('row' in one)) return 'supersedes' in one ? (superseded.get(one.supersedes.id) ?? one.otherwise) : one
    const found = standing.get(placeKey(one.row))
    const field = entries[n]?.fields.code ?? ''
    if (!found) return { error: errors.idReused(field.replace(/code$/, 'id')) }
    if (!isStatus(found.status) || !attended(found.status)) return { error: errors.alreadyRecorded(field) }
    return { key: { organizationId: found.organizationId, id: found.id } }
  })
}

type Row = Omit<NewAttendance, 'method'>

type Decided =
  | Outcome
  | { readonly row: Row; readonly place: Place }
  | { readonly supersedes: Row; readonly otherwise: Outcome; readonly place: Place }

function decideAt(place: Place | undefined, entry: Entry): Decided {
  if (!place) return { error: errors.notInvited(entry.fields.code) }
  const decision = decide(place, entry)
  if ('refused' in decision) return { error: decision.refused }
  if ('present' in decision) return { key: { organizationId: place.organizationId, id: decision.present } }
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

/** Also for who was present already: the other committee may have asked him since. */
async function linkedRows(
  work: Work,
  entries: readonly Entry[],
  decided: readonly Decided[],
  { method }: Options,
): Promise<NewAttendance[]> {
  const accepted = entries.filter((_, n) => !('error' in (decided[n] ?? { error: null })))
  const places = await linkedPlacesOf(
    work,
    accepted.map(({ occasion }) => occasion),
  )
  return places.flatMap(place => {
    const entry = accepted[place.n]
    const status = entry ? decideLinked(place, entry.at) : null
    return entry && status ? [{ ...rowOf(place, entry, { id: newId(), status }), method }] : []
  })
}
