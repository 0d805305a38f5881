import type { Sex } from '../../../kernel/identity-number.ts'
import type { BirthDate } from './birth.ts'

/** One person of a roster, ready to be compared with the members on file. */
export interface MemberCandidate {
  readonly sheet: string | null
  /** 1-based row of the file. */
  readonly rowNumber: number
  /** The roster's own number of the person. */
  readonly number: string | null
  readonly name: string
  readonly sex: Sex | null
  /** Full name, as 汉族. */
  readonly ethnicity: string | null
  readonly birthDate: BirthDate | null
  readonly partyKey: string | null
  readonly sectorKey: string | null
  /** 工作单位及职务 as one text. */
  readonly workUnit: string | null
  readonly positionKeys: readonly string[]
  /** Standing Committee members, and the chairpersons and secretary-general, who sit on it; null: the row does not say. */
  readonly isStanding: boolean | null
  readonly specialCommitteeKey: string | null
  /** Eleven digits. */
  readonly phone: string | null
  /** Eighteen characters, X in upper case. */
  readonly identityNumber: string | null
  readonly byElection: boolean
  readonly remarks: string | null
}

/** A row as far as it could be read; `name` is null where it is missing or wrong. */
export type Draft = Omit<MemberCandidate, 'name'> & { readonly name: string | null }
