import { and, eq } from 'drizzle-orm'
import { parseGlobalId } from '../../../kernel/ids.ts'
import { checkText, type TextRule } from '../../../kernel/text.ts'
import { type UserError, userError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { undertakingUnits } from '../../organizations/tables.ts'
import { ownFile } from '../own-file.ts'
import { namedMembers, unknownMember } from './members.ts'
import { OWNER_MAX, TEXT_MAX, TITLE_MAX } from './rules.ts'

export interface OutcomeOwner {
  readonly name?: string | null
  readonly unit?: string | null
  readonly member?: string | null
}

export interface OutcomeContent {
  readonly title?: string | null
  readonly text?: string | null
  readonly file?: string | null
  readonly owner?: OutcomeOwner | null
  readonly dueOn?: string | null
  readonly deedKind?: string | null
  readonly beneficiaries?: number | null
  readonly members?: readonly string[] | null
}

interface Stored {
  readonly title: string
  readonly body: string
  readonly fileId: string | null
  readonly ownerName: string | null
  readonly ownerUnitId: string | null
  readonly ownerMemberId: string | null
  readonly dueOn: string | null
  readonly deedKind: string | null
  readonly beneficiaries: number | null
}

export const NO_CONTENT: Stored = {
  ...{ title: '', body: '', fileId: null, ownerName: null, ownerUnitId: null, ownerMemberId: null },
  ...{ dueOn: null, deedKind: null, beneficiaries: null },
}

/** What an input makes of an outcome; what is not sent stays as it was. */
export async function contentOf(work: Work, organizationId: string, input: OutcomeContent, stored: Stored) {
  const title = line('input.title', input.title ?? stored.title, { max: TITLE_MAX })
  const body = line('input.text', input.text ?? stored.body, { max: TEXT_MAX, min: 0, multiline: true })
  const file = await ownFile(work, organizationId, input.file, 'input.file', stored.fileId)
  const owner =
    input.owner === undefined
      ? { values: ownerIn(stored), errors: [] }
      : await ownerOf(work, organizationId, input.owner)
  const members = await namedMembers(work, organizationId, input.members ?? [])
  const values = {
    ...{ title: title.text, body: body.text, fileId: file.fileId, ...owner.values },
    dueOn: input.dueOn === undefined ? stored.dueOn : input.dueOn,
    deedKind: input.deedKind === undefined ? stored.deedKind : input.deedKind,
    beneficiaries: input.beneficiaries === undefined ? stored.beneficiaries : input.beneficiaries,
  }
  const errors = [...title.errors, ...body.errors, ...file.errors, ...owner.errors, ...members.errors]
  return { values, memberIds: members.memberIds, errors }
}

export const ownersIn = (stored: Pick<Stored, 'ownerName' | 'ownerUnitId' | 'ownerMemberId'>): number =>
  Object.values(ownerIn(stored)).filter(value => value !== null).length

const ownerIn = ({
  ownerName,
  ownerUnitId,
  ownerMemberId,
}: Pick<Stored, 'ownerName' | 'ownerUnitId' | 'ownerMemberId'>) => ({
  ownerName,
  ownerUnitId,
  ownerMemberId,
})

async function ownerOf(work: Work, organizationId: string, owner: OutcomeOwner | null) {
  const name = line('input.owner.name', owner?.name ?? '', { max: OWNER_MAX, min: 0 })
  const unit = await unitOf(work, organizationId, owner?.unit ?? null)
  const member = await namedMembers(work, organizationId, owner?.member == null ? [] : [owner.member])
  const values = {
    ownerName: name.text || null,
    ownerUnitId: unit.id,
    ownerMemberId: member.memberIds[0] ?? null,
  }
  const unknown = member.errors.map(() => unknownMember('input.owner.member'))
  return { values, errors: [...name.errors, ...unit.errors, ...unknown] }
}

async function unitOf({ db }: Work, organizationId: string, globalId: string | null) {
  if (globalId === null) return { id: null, errors: [] }
  const key = parseGlobalId(globalId)
  const isOurs = key?.prefix === 'unit' && key.organizationId === organizationId
  const which = and(eq(undertakingUnits.organizationId, organizationId), eq(undertakingUnits.id, key?.id ?? ''))
  const [unit] = isOurs ? await db.select({ id: undertakingUnits.id }).from(undertakingUnits).where(which) : []
  return unit ? { id: unit.id, errors: [] } : { id: null, errors: [unknownUnit] }
}

const unknownUnit = userError(
  'NOT_FOUND',
  'input.owner.unit',
  '本机构没有这个承办单位',
  'There is no such undertaking unit of this committee',
)

function line(field: string, given: string, rule: TextRule): { text: string; errors: UserError[] } {
  const checked = checkText(field, given, rule)
  return 'error' in checked ? { text: '', errors: [checked.error] } : { text: checked.text, errors: [] }
}
