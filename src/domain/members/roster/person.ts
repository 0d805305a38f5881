import { type Sex, sexOf } from '../../../kernel/identity-number.ts'
import { checkText } from '../../../kernel/text.ts'
import { readBirth } from './birth.ts'
import type { Draft } from './candidate.ts'
import type { ColumnKey } from './columns.ts'
import { type Parsed, type Problem, problem } from './findings.ts'
import { type GroupField, readGroup } from './groups.ts'
import { readIdentityNumber } from './identity.ts'
import { type NameReading, readName } from './name.ts'
import { compact, tidy } from './normal.ts'
import { readEthnicity, readSex, readYes } from './person-fields.ts'
import { readPhone } from './phone.ts'
import { readPositions } from './positions.ts'
import type { RowReader } from './row-reader.ts'
import type { Lookups, Sections } from './sections.ts'

export interface PersonContext {
  readonly lookups: Lookups
  readonly sections: Sections
  readonly standing: ReadonlySet<string>
  readonly today: string
  /** The sector that the sheet's own name tells, if nothing else does. */
  readonly sheetSector: string | null
  /** The text of the sector cell above, in a CSV only. */
  readonly sectorAbove: string | null
}

/** Reads one person; what is wrong is reported to `reader`, and `reader.failed` tells whether the row can be taken. */
export function readPerson(reader: RowReader, context: PersonContext, sheet: string | null, rowNumber: number): Draft {
  const named = readNameCell(reader)
  const identityNumber = reader.field('identityNumber', cell => readIdentityNumber(cell, context.today))
  const birthDate = reader.field('birth', cell => readBirth(cell, identityNumber, context.today))
  const sex = readSexCell(reader, named, identityNumber)
  const positionKeys = readPositionCell(reader, context)
  const remarks = joinRemarks(
    reader.field('remarks', cell => readText(cell.text, 500)),
    named?.remark ?? null,
  )
  return {
    sheet,
    rowNumber,
    number: reader.field('number', cell => ({ value: compact(cell.text).slice(0, 20) })),
    name: named?.name ?? null,
    sex,
    ethnicity: reader.field('ethnicity', cell => readEthnicity(cell.text)) ?? named?.ethnicity ?? null,
    birthDate,
    partyKey: readGroupCell(reader, context, 'party'),
    sectorKey: readSector(reader, context),
    workUnit: readWorkUnit(reader),
    positionKeys,
    isStanding: readStanding(reader, positionKeys, context.standing),
    specialCommitteeKey: readGroupCell(reader, context, 'specialCommittee'),
    phone: reader.field('phone', readPhone),
    identityNumber,
    byElection: reader.field('byElection', cell => readYes(cell.text)) ?? mentionsByElection(remarks),
    remarks,
  }
}

function readNameCell(reader: RowReader): NameReading | null {
  const cell = reader.cell('name')
  if (cell) return reader.take('name', readName(cell.text), cell.text)
  if (!reader.has('name')) reader.error('name', problem('NAME_MISSING', '缺少姓名', 'The name is missing'))
  return null
}

const SEX_MISSING = {
  UNKNOWN: problem('SEX_MISSING', '缺少性别，请补充', 'The sex is missing'),
  MALE: problem('SEX_MISSING', '缺少性别，身份证号显示为男，请补充', 'The sex is missing; by the identity number male'),
  FEMALE: problem(
    'SEX_MISSING',
    '缺少性别，身份证号显示为女，请补充',
    'The sex is missing; by the identity number female',
  ),
} as const

/** The identity number tells the sex too, but is not made to speak for a blank cell: it is shown to the user instead. */
function readSexCell(reader: RowReader, named: NameReading | null, identityNumber: string | null): Sex | null {
  const cell = reader.cell('sex')
  const sex = cell ? reader.take('sex', readSex(cell.text), cell.text) : (named?.sex ?? null)
  const told = identityNumber === null ? null : sexOf(identityNumber)
  if (sex !== null && told !== null && sex !== told) reader.note('sex', 'SEX_DIFFERS_FROM_IDENTITY')
  if (sex === null && !reader.has('sex')) {
    if (reader.hasColumn('sex')) reader.warn('sex', SEX_MISSING[told ?? 'UNKNOWN'])
    else reader.note('sex', 'SEX_NOT_GIVEN')
  }
  return sex
}

/** A cell's own entry, else the group heading's. */
function readGroupCell(reader: RowReader, { lookups, sections }: PersonContext, field: GroupField): string | null {
  const section = sections.current(field)
  if (reader.has(field) || !section)
    return reader.field(field, cell => readGroup(field, tidy(cell.text), lookups[field]))
  reader.note(field, 'CARRIED_FROM_HEADING')
  return reader.take(field, readGroup(field, section.text, lookups[field]), section.text)
}

/** As other groups; and where neither cell nor heading tells the sector, the sheet's name or (in a CSV) the row above. */
function readSector(reader: RowReader, context: PersonContext): string | null {
  const { sections, lookups, sheetSector, sectorAbove } = context
  const section = sections.current('sector')
  if (reader.has('sector') || section) {
    const key = readGroupCell(reader, context, 'sector')
    if (key !== null && section?.key && section.key !== key) reader.warn('sector', headingDiffers(section.text))
    return key
  }
  const text = sectorAbove ?? sheetSector
  if (text !== null) {
    reader.note('sector', sectorAbove === null ? 'CARRIED_FROM_SHEET' : 'CARRIED_FROM_ABOVE')
    return reader.take('sector', readGroup('sector', text, lookups.sector), text)
  }
  if (reader.hasColumn('sector')) reader.warn('sector', problem('SECTOR_MISSING', '缺少界别', 'The sector is missing'))
  else reader.note('sector', 'SECTOR_NOT_GIVEN')
  return null
}

const headingDiffers = (heading: string): Problem =>
  problem(
    'HEADING_DIFFERS',
    `界别与所在分组“${heading}”不一致，以界别栏为准`,
    `The sector differs from the heading "${heading}"; the column was taken`,
  )

function readPositionCell(reader: RowReader, { lookups, sections }: PersonContext): readonly string[] {
  const key = sections.current('position')?.key
  if (reader.has('position') || !key) {
    return reader.field('position', cell => readPositions(cell.text, lookups.position)) ?? []
  }
  reader.note('position', 'CARRIED_FROM_HEADING')
  return [key]
}

function readStanding(
  reader: RowReader,
  positionKeys: readonly string[],
  standing: ReadonlySet<string>,
): boolean | null {
  const byPosition = positionKeys.some(key => standing.has(key))
  const told = reader.field('standing', cell => readYes(cell.text))
  if (told === false && byPosition) {
    reader.warn(
      'standing',
      problem(
        'STANDING_DIFFERS',
        '“是否常委”为否，但所任职务属于常委会组成人员，以职务为准',
        'Not marked as standing, but the position sits on the Standing Committee; the position was taken',
      ),
    )
  }
  return byPosition || (positionKeys.length > 0 ? told === true : told)
}

function readWorkUnit(reader: RowReader): string | null {
  const [unit, whole, duty] = (['unit', 'workUnit', 'duty'] as const satisfies readonly ColumnKey[]).map(key =>
    reader.field(key, cell => readText(cell.text, 200)),
  )
  // Beside the unit alone, "单位职务" may hold both or only the duty.
  const parts = [whole?.startsWith(unit ?? '') ? null : unit, whole, duty].filter(part => part != null)
  return parts.length > 0 ? parts.join('') : null
}

function readText(text: string, max: number): Parsed<string> {
  const checked = checkText('text', tidy(text), { max })
  if ('text' in checked) return { value: checked.text }
  const { code, message } = checked.error
  return { problem: { code, message } }
}

const joinRemarks = (...remarks: readonly (string | null)[]): string | null =>
  remarks.filter(remark => remark !== null).join('；') || null

/** "增补", "2023年增补", "届中增补"; not "非增补". */
const mentionsByElection = (remarks: string | null): boolean => remarks !== null && /(?<![非未不无])增补/.test(remarks)
