import type { Draft } from './candidate.ts'
import { type Problem, problem } from './findings.ts'
import type { RowReader } from './row-reader.ts'

/** Remembers the persons of a file, and reports one that stands in it twice. */
export type DuplicateCheck = (draft: Draft, reader: RowReader) => void

interface Seen {
  readonly sheet: string | null
  readonly row: number
  readonly name: string | null
  readonly identityNumber: string | null
}

/**
 * The same person: the same identity number, or else the same name, month of birth and phone. Rows that are wrong for
 * another reason count too, since they will be put right.
 */
export function createDuplicateCheck(): DuplicateCheck {
  const byIdentity = new Map<string, Seen>()
  const byPerson = new Map<string, Seen>()
  const byPhone = new Map<string, Seen>()
  return (draft, reader) => {
    const { name, identityNumber, birthDate, phone } = draft
    const person = name && birthDate && phone ? `${name}|${birthDate.year}-${birthDate.month}|${phone}` : null
    const sameIdentity = identityNumber ? byIdentity.get(identityNumber) : undefined
    const samePerson = person === null ? undefined : byPerson.get(person)
    const samePhone = phone ? byPhone.get(phone) : undefined
    if (sameIdentity) reader.error('identityNumber', repeatedIdentity(sameIdentity, draft), identityNumber ?? undefined)
    else if (samePerson && (!identityNumber || !samePerson.identityNumber))
      reader.error('name', duplicate(samePerson, draft.sheet), name ?? undefined)
    else if (samePhone && phone) reader.warn('phone', sharedPhone(samePhone, draft.sheet), phone)
    const seen: Seen = { sheet: draft.sheet, row: draft.rowNumber, name, identityNumber }
    if (identityNumber && !sameIdentity) byIdentity.set(identityNumber, seen)
    if (person !== null && !samePerson) byPerson.set(person, seen)
    if (phone && !samePhone) byPhone.set(phone, seen)
  }
}

/** Where the earlier row stands, as seen from a row of `sheet`. */
function where(seen: Seen, sheet: string | null): { zh: string; en: string } {
  const other = seen.sheet !== null && seen.sheet !== sheet
  return {
    zh: `${other ? `工作表“${seen.sheet}”` : ''}第 ${seen.row} 行`,
    en: `row ${seen.row}${other ? ` of sheet "${seen.sheet}"` : ''}`,
  }
}

function duplicate(seen: Seen, sheet: string | null): Problem {
  const { zh, en } = where(seen, sheet)
  return problem('DUPLICATE_PERSON', `与${zh}是同一人`, `The same person as in ${en}`)
}

function repeatedIdentity(seen: Seen, { name, sheet }: Draft): Problem {
  if (seen.name === null || name === null || seen.name === name) return duplicate(seen, sheet)
  const { zh, en } = where(seen, sheet)
  return problem(
    'IDENTITY_NUMBER_REPEATED',
    `身份证号与${zh}的 ${seen.name} 相同`,
    `The identity number is that of ${seen.name} in ${en}`,
  )
}

function sharedPhone(seen: Seen, sheet: string | null): Problem {
  const { zh, en } = where(seen, sheet)
  return problem(
    'PHONE_SHARED',
    `手机号与${zh}${seen.name ? `的 ${seen.name} ` : ''}相同`,
    `The phone number is that of ${en}`,
  )
}
