import type { ImportNote } from './import-report.ts'
import type { MemberRow } from './planning.ts'
import type { MemberCandidate } from './roster/candidate.ts'

/** A blank says nothing: what is on file stays. The roster knows that somebody came by a by-election, not when. */
export const rowOf = (candidate: MemberCandidate): MemberRow => ({
  name: candidate.name,
  sex: candidate.sex,
  ethnicity: candidate.ethnicity,
  birth: candidate.birthDate,
  partyId: candidate.partyKey,
  phone: candidate.phone,
  identityNumber: candidate.identityNumber,
  sectorId: candidate.sectorKey,
  specialCommitteeId: candidate.specialCommitteeKey,
  positionIds: candidate.positionKeys.length > 0 ? candidate.positionKeys : null,
  isStanding: candidate.isStanding,
  workUnit: candidate.workUnit,
  joinedBy: candidate.byElection ? 'BY_ELECTION' : null,
  joinedOn: null,
  remarks: candidate.remarks,
})

const ROWS_A_SLICE = 500

/**
 * The candidates in slices of some five hundred, in the order of the file but for namesakes, who stay together: who is
 * who is decided among persons of one name, so that a slice is compared as the whole list would be, in little memory
 * and without keeping others waiting.
 */
export function* slicesOf(candidates: readonly MemberCandidate[]): Generator<readonly MemberCandidate[]> {
  let slice: MemberCandidate[] = []
  for (const namesakes of Map.groupBy(candidates, ({ name }) => name).values()) {
    slice.push(...namesakes)
    if (slice.length < ROWS_A_SLICE) continue
    yield slice
    slice = []
  }
  if (slice.length > 0) yield slice
}

const NOTED_ROWS = 20

/** Says so where the writer had to put a date that nobody stated. */
export function joinedOnUnknown(concerned: readonly MemberCandidate[]): ImportNote[] {
  if (concerned.length === 0) return []
  const message = {
    zh: '增补委员的任职日期名册未写，暂记为本届首日，请补录',
    en: 'The roster does not say when members of a by-election joined; the first day of the term was taken, put it right',
  }
  const rows = concerned.map(({ rowNumber }) => rowNumber).toSorted((a, b) => a - b)
  const place = { sheet: null, column: null, field: 'byElection' as const }
  return [{ code: 'JOINED_ON_UNKNOWN', message, ...place, count: rows.length, rows: rows.slice(0, NOTED_ROWS) }]
}
