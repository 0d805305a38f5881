import { formatGlobalId } from '../../../kernel/ids.ts'
import { checkText } from '../../../kernel/text.ts'
import { type UserError, userError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { memberReferences, resolveReferences } from '../../members/references.ts'
import type { ProposalRow } from '../commands.ts'
import { isCollective } from '../guards.ts'
import { BODY_NAME_MAX, type Body, bodyErrors, type ProposerKind, SUGGESTED_UNITS_MAX } from '../rules.ts'
import { ownFiles } from './files.ts'

/** Of an input: what is not sent stays as it is. */
export interface GivenBody extends Body {
  readonly sealFile?: string | null
  readonly suggestedUnits?: string | null
}

type Stored = Pick<
  ProposalRow,
  'partyId' | 'specialCommitteeId' | 'sectorId' | 'bodyName' | 'sealFileId' | 'suggestedUnits'
>

interface Checked {
  readonly values: Stored
  readonly errors: readonly UserError[]
}

const NOBODY: Stored = {
  partyId: null,
  specialCommitteeId: null,
  sectorId: null,
  bodyName: '',
  sealFileId: null,
  suggestedUnits: '',
}

/** The body that proposes, its sealed sheet, and the units it suggests, as they are to be stored. */
export async function bodyOf(
  work: Work,
  organizationId: string,
  kind: ProposerKind,
  given: GivenBody,
  stored: Stored = NOBODY,
): Promise<Checked> {
  const body = merged(organizationId, given, stored)
  const kept = new Set([stored.partyId, stored.specialCommitteeId, stored.sectorId].filter(id => id !== null))
  const { ids, errors } = await resolveReferences(work, organizationId, memberReferences(body), kept)
  const name = line('input.bodyName', body.bodyName, BODY_NAME_MAX)
  const units = line('input.suggestedUnits', given.suggestedUnits ?? stored.suggestedUnits, SUGGESTED_UNITS_MAX)
  const seal = await sealOf(work, organizationId, given.sealFile, stored)
  const values = {
    partyId: ids.get('input.party') ?? null,
    specialCommitteeId: ids.get('input.specialCommittee') ?? null,
    sectorId: ids.get('input.sector') ?? null,
    bodyName: name.text,
    suggestedUnits: units.text,
    sealFileId: seal.fileId,
  }
  const unsealed = isCollective(kind) || seal.fileId === null ? [] : [noSeal]
  return {
    values,
    errors: [...bodyErrors(kind, body), ...unsealed, ...errors, ...name.errors, ...units.errors, ...seal.errors],
  }
}

function merged(organizationId: string, given: Body, stored: Stored) {
  const known = (prefix: string, id: string | null) => (id === null ? null : formatGlobalId(prefix, organizationId, id))
  const { party, specialCommittee, sector, bodyName } = given
  return {
    party: party === undefined ? known('pty', stored.partyId) : party,
    specialCommittee: specialCommittee === undefined ? known('spc', stored.specialCommitteeId) : specialCommittee,
    sector: sector === undefined ? known('sec', stored.sectorId) : sector,
    bodyName: bodyName === undefined ? stored.bodyName : (bodyName ?? ''),
  }
}

async function sealOf(work: Work, organizationId: string, given: string | null | undefined, stored: Stored) {
  if (given === undefined) return { fileId: stored.sealFileId, errors: [] }
  const { fileIds, errors } = await ownFiles(
    work,
    organizationId,
    given === null ? [] : [given],
    () => 'input.sealFile',
  )
  return { fileId: fileIds[0] ?? null, errors }
}

function line(field: string, given: string, max: number): { text: string; errors: UserError[] } {
  const checked = checkText(field, given, { max, min: 0 })
  return 'error' in checked ? { text: '', errors: [checked.error] } : { text: checked.text, errors: [] }
}

const noSeal = userError(
  'NOT_APPLICABLE',
  'input.sealFile',
  '只有集体提案有盖章页',
  'Only a collective proposal has a sealed sheet',
)
