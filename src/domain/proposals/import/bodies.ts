import { createLookup } from '../../members/roster/dictionary.ts'
import { type Problem, problem } from '../../members/roster/findings.ts'
import type { Vocabulary } from '../../members/roster/vocabulary.ts'
import type { Form } from './words.ts'

/** Who proposes in a body's name. */
export interface Body {
  readonly proposerKind: 'PARTY' | 'PEOPLES_ORGANIZATION' | 'SPECIAL_COMMITTEE' | 'SECTOR' | 'MEMBER_GROUP'
  readonly partyId: string | null
  readonly specialCommitteeId: string | null
  readonly sectorId: string | null
  readonly bodyName: string
}

export type FindBody = (text: string, form: Form | null) => Body | { readonly problem: Problem } | null

export const NO_BODY = { partyId: null, specialCommitteeId: null, sectorId: null, bodyName: '' }
const SHORTEST = 2
const LONGEST = 20

type Known = 'PARTY' | 'SPECIAL_COMMITTEE' | 'SECTOR'

/** Finds the body that a text names; null: nothing says that it is one. */
export function bodyFinder(vocabulary: Vocabulary): FindBody {
  const known = knownBodies(vocabulary)
  return (text, form) => {
    if (form === 'PARTY' || form === 'SPECIAL_COMMITTEE' || form === 'SECTOR') {
      return known[form](text) ?? { problem: unknownBody(text) }
    }
    if (form === 'PEOPLES_ORGANIZATION' || form === 'MEMBER_GROUP') return named(form, text)
    const found = known.SPECIAL_COMMITTEE(text) ?? known.PARTY(text) ?? known.SECTOR(text)
    if (found) return found
    if (/小组|活动组/.test(text)) return named('MEMBER_GROUP', text)
    return form === 'COLLECTIVE' || /[会联团]$/.test(text) ? named('PEOPLES_ORGANIZATION', text) : null
  }
}

/** 民盟大同市委员会 begins with the party, 大同市政协提案委员会 ends with the committee. */
function knownBodies(vocabulary: Vocabulary): Readonly<Record<Known, (text: string) => Body | null>> {
  const party = createLookup('parties', vocabulary.parties)
  const special = createLookup('specialCommittees', vocabulary.specialCommittees)
  const sector = createLookup('sectors', vocabulary.sectors)
  const keysOf = (find: typeof party, texts: readonly string[]) => texts.map(text => find(text).key)
  return {
    PARTY: text => as('PARTY', 'partyId', keysOf(party, beginnings(text))),
    SPECIAL_COMMITTEE: text => as('SPECIAL_COMMITTEE', 'specialCommitteeId', keysOf(special, endings(text))),
    SECTOR: text => as('SECTOR', 'sectorId', keysOf(sector, [text])),
  }
}

function as(
  proposerKind: Body['proposerKind'],
  field: 'partyId' | 'specialCommitteeId' | 'sectorId',
  keys: readonly (string | null)[],
): Body | null {
  const found = keys.find(key => key !== null)
  return found ? { ...NO_BODY, proposerKind, [field]: found } : null
}

const named = (proposerKind: Body['proposerKind'], bodyName: string): Body => ({ ...NO_BODY, proposerKind, bodyName })

/** The name, and the first characters of it that could be a party's, the longest first. */
const beginnings = (text: string): readonly string[] => [text, ...shortened(text.slice(0, LONGEST), -1)]

/** The same from the end. */
const endings = (text: string): readonly string[] => [text, ...shortened(text.slice(-LONGEST), 1)]

const shortened = (text: string, side: 1 | -1): readonly string[] =>
  Array.from({ length: Math.max(0, text.length - SHORTEST) }, (_, i) =>
    side === 1 ? text.slice(i + 1) : text.slice(0, -i - 1),
  )

const unknownBody = (text: string) =>
  problem(
    'BODY_UNKNOWN',
    `字典中没有“${text.slice(0, 30)}”，请写全称或补充别名`,
    `The dictionaries have no "${text.slice(0, 30)}"; write the full name or add an alias`,
  )
