import { maskIdentityNumber, maskPhone } from '../../platform/security/masks.ts'
import type { Sealer } from '../../platform/security/sealed.ts'
import type { Birth } from './rules.ts'
import type { members, persons } from './tables.ts'

export type PersonRow = Omit<typeof persons.$inferSelect, 'createdAt'>
export type SeatRow = Omit<typeof members.$inferSelect, 'createdAt'>

export const birthOf = ({ birthYear: year, birthMonth: month, birthDay: day }: PersonRow): Birth | null =>
  year === null ? null : { year, month, day }

export const birthColumns = (birth: Birth | null) => ({
  birthYear: birth?.year ?? null,
  birthMonth: birth?.month ?? null,
  birthDay: birth?.day ?? null,
})

type PrivateField = 'phone' | 'identityNumber'

/** Where a private field is sealed: moved to another person or column it does not open. */
export const sealedAt = (organizationId: string, personId: string, field: PrivateField) => ({
  organizationId,
  record: `persons:${personId}`,
  field,
})

export function phoneColumns(sealer: Sealer, organizationId: string, personId: string, phone: string | null) {
  return {
    phoneSealed: phone && sealer.seal(phone, sealedAt(organizationId, personId, 'phone')),
    phoneMasked: phone && maskPhone(phone),
    phoneLookup: phone && sealer.lookupHash('PHONE', phone),
  }
}

export function identityColumns(sealer: Sealer, organizationId: string, personId: string, number: string | null) {
  return {
    identityNumberSealed: number && sealer.seal(number, sealedAt(organizationId, personId, 'identityNumber')),
    identityNumberMasked: number && maskIdentityNumber(number),
    identityLookup: number && sealer.lookupHash('IDENTITY_NUMBER', number),
  }
}

/** A person in the change log: masks, never the sealed numbers nor what they can be looked up by. */
export function personPayload(row: PersonRow) {
  const { phoneSealed, phoneLookup, identityNumberSealed, identityLookup, pinyin, initials, ...payload } = row
  return payload
}

/** A seat in the change log. */
export function seatPayload({ pinyin, searchText, ...payload }: SeatRow, positionIds: readonly string[]) {
  return { ...payload, positionIds }
}
