import type { Bilingual } from '../../kernel/user-error.ts'
import { type KnownPerson, type Match, type MatchOptions, matchPersons } from './matching.ts'
import { type MemberRow, type OnFile, type PlannedRow, planRow, type Term, type Tools } from './planned-rows.ts'
import { birthOf, type SeatRow } from './records.ts'

export type { MemberRow, OnFile, PlannedRow, Term, Tools } from './planned-rows.ts'

/** A row that cannot be written, in words for the person who made the list. */
export interface RowProblem {
  /** 0-based index of the row. */
  readonly row: number
  readonly field: keyof MemberRow
  readonly code: 'IDENTITY_NUMBER_TAKEN' | 'PERSON_AMBIGUOUS' | 'PERSON_REPEATED' | 'SEAT_LEFT'
  readonly message: Bilingual
  /** 0-based index of the earlier row of PERSON_REPEATED. */
  readonly earlier?: number
}

export interface RosterPlan {
  readonly problems: readonly RowProblem[]
  readonly rows: readonly PlannedRow[]
}

/** Compares a list with what is on file: what would be created, changed, left alone, and what cannot be written. Pure. */
export function planRows(
  rows: readonly MemberRow[],
  term: Term,
  onFile: OnFile,
  tools: Tools,
  options: MatchOptions,
): RosterPlan {
  const known = onFile.persons.map(row => ({ ...row, birth: birthOf(row), row }))
  const seats = new Map(onFile.seats.map(seat => [seat.personId, seat]))
  const matches = matchPersons(
    rows.map(row => traitsOf(row, tools)),
    known,
    options,
  )
  const problems: RowProblem[] = []
  const planned: PlannedRow[] = []
  for (const [i, row] of rows.entries()) {
    const match = matches[i] ?? { kind: 'NEW' }
    const seat = match.kind === 'KNOWN' ? seats.get(match.person.id) : undefined
    const problem = problemOf(match, seat)
    if (problem) problems.push({ row: i, ...problem })
    else planned.push(planRow(row, term, match.kind === 'KNOWN' ? match.person.row : undefined, seat, onFile, tools))
  }
  return { problems, rows: planned }
}

const traitsOf = ({ name, birth, phone, identityNumber }: MemberRow, tools: Tools) => ({
  name,
  birth,
  phoneLookup: phone === null ? null : tools.lookupPhone(phone),
  identityLookup: identityNumber === null ? null : tools.lookupIdentity(identityNumber),
})

function problemOf(match: Match<KnownPerson>, seat: SeatRow | undefined): Omit<RowProblem, 'row'> | null {
  const problem = (code: RowProblem['code'], field: keyof MemberRow, zh: string, en: string) => ({
    code,
    field,
    message: { zh, en },
  })
  switch (match.kind) {
    case 'OTHER_NAME':
      return problem(
        'IDENTITY_NUMBER_TAKEN',
        'identityNumber',
        `该身份证号已登记在“${match.name}”名下`,
        `The identity number is on file for "${match.name}"`,
      )
    case 'AMBIGUOUS':
      return problem(
        'PERSON_AMBIGUOUS',
        'name',
        '已有多名同名人员，请补充身份证号或出生年月',
        'Several persons of this name are on file; add the identity number or the date of birth',
      )
    case 'REPEATED':
      return {
        ...problem(
          'PERSON_REPEATED',
          'name',
          `与本次提交的第 ${match.row + 1} 人无法区分`,
          `Nothing tells this person from number ${match.row + 1} of the list`,
        ),
        earlier: match.row,
      }
    default:
      return seat && seat.status !== 'ACTIVE' && seat.status !== 'TERM_ENDED'
        ? problem(
            'SEAT_LEFT',
            'name',
            '该人在本届的委员资格已终止，如属误录请先恢复',
            'This person’s seat of the term has ended; reinstate it first if that was a mistake',
          )
        : null
  }
}
