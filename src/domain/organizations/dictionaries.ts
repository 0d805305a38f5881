import type { Shape } from '../../platform/graphql/compiler/shape.ts'
import {
  activityKind,
  assigningOffice,
  notFilingGround,
  party,
  position,
  sector,
  specialCommittee,
  undertakingUnit,
} from './queries.ts'
import {
  activityKinds,
  assigningOffices,
  type DictionaryTable,
  notFilingGrounds,
  parties,
  positions,
  sectors,
  specialCommittees,
  undertakingUnits,
} from './tables.ts'

export const DICTIONARY_KINDS = [
  'SECTOR',
  'PARTY',
  'POSITION',
  'SPECIAL_COMMITTEE',
  'ASSIGNING_OFFICE',
  'NOT_FILING_GROUND',
  'UNDERTAKING_UNIT',
  'ACTIVITY_KIND',
] as const

export type DictionaryKind = (typeof DICTIONARY_KINDS)[number]

export interface Dictionary {
  readonly kind: DictionaryKind
  readonly table: DictionaryTable
  readonly shape: Shape
}

/** The dictionaries of a committee: eight tables of one form, the units with an office more, the kinds of activity with their rules. */
export const dictionaries: Readonly<Record<DictionaryKind, Dictionary>> = {
  SECTOR: { kind: 'SECTOR', table: sectors, shape: sector },
  PARTY: { kind: 'PARTY', table: parties, shape: party },
  POSITION: { kind: 'POSITION', table: positions, shape: position },
  SPECIAL_COMMITTEE: { kind: 'SPECIAL_COMMITTEE', table: specialCommittees, shape: specialCommittee },
  ASSIGNING_OFFICE: { kind: 'ASSIGNING_OFFICE', table: assigningOffices, shape: assigningOffice },
  NOT_FILING_GROUND: { kind: 'NOT_FILING_GROUND', table: notFilingGrounds, shape: notFilingGround },
  UNDERTAKING_UNIT: { kind: 'UNDERTAKING_UNIT', table: undertakingUnits, shape: undertakingUnit },
  ACTIVITY_KIND: { kind: 'ACTIVITY_KIND', table: activityKinds, shape: activityKind },
}

/** The dictionary whose entries have this prefix in their global ids. */
export const dictionaryByPrefix = (prefix: string): Dictionary | undefined =>
  Object.values(dictionaries).find(({ shape }) => shape.prefix === prefix)
