import { checkText, type TextRule } from '../../../kernel/text.ts'
import { type UserError, userError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { memberReferences, resolveReferences } from '../../members/references.ts'
import { ownFile } from '../own-file.ts'
import { bodyErrors, bodyFieldOf, type SpeakerKind, TEXT_MAX, TITLE_MAX, wordsOf } from './rules.ts'

export interface SpeechContent {
  readonly speakerKind?: SpeakerKind | null
  readonly party?: string | null
  readonly sector?: string | null
  readonly specialCommittee?: string | null
  readonly title?: string | null
  readonly text?: string | null
  readonly file?: string | null
  readonly form?: string | null
}

/** The body for which a contact member speaks, checked. */
export async function bodyOf(work: Work, organizationId: string, memberId: string, input: SpeechContent) {
  const kind = input.speakerKind ?? 'MEMBER'
  const { party, sector, specialCommittee } = input
  const given = {
    ...(party === undefined ? {} : { party }),
    ...(sector === undefined ? {} : { sector }),
    ...(specialCommittee === undefined ? {} : { specialCommittee }),
  }
  const { ids, errors } = await resolveReferences(work, organizationId, memberReferences(given))
  const field = bodyFieldOf(kind)
  const bodyId = field === null ? null : (ids.get(`input.${field}`) ?? null)
  const values = {
    speakerKind: kind,
    partyId: field === 'party' ? bodyId : null,
    sectorId: field === 'sector' ? bodyId : null,
    specialCommitteeId: field === 'specialCommittee' ? bodyId : null,
  }
  const stranger = field !== null && bodyId !== null && !(await belongs(work, organizationId, memberId, bodyId))
  return { values, errors: [...bodyErrors(kind, given), ...errors, ...(stranger ? [notOfBody(`input.${field}`)] : [])] }
}

/** A body is spoken for by one of its own. */
async function belongs({ tx }: Work, organizationId: string, memberId: string, bodyId: string): Promise<boolean> {
  const { rowCount } = await tx.client.query({
    name: 'speaks_for_body',
    text: `select 1 from members m join persons p on p.organization_id = m.organization_id and p.id = m.person_id
      where m.organization_id = $1 and m.id = $2 and $3::uuid in (p.party_id, m.sector_id, m.special_committee_id)`,
    values: [organizationId, memberId, bodyId],
  })
  return rowCount === 1
}

/** A speech before anything of it is given. */
export const NOTHING = { title: '', body: '', fileId: null, form: 'ORAL' }

interface Stored {
  readonly title: string
  readonly body: string
  readonly fileId: string | null
  readonly form: string
}

/** Title, text, file and form; what is not sent stays as it was. */
export async function contentOf(work: Work, organizationId: string, input: SpeechContent, stored: Stored) {
  const errors: UserError[] = []
  const text = (field: string, given: string, rule: TextRule): string => {
    const checked = checkText(field, given, rule)
    if ('text' in checked) return checked.text
    errors.push(checked.error)
    return ''
  }
  const title = text('input.title', input.title ?? stored.title, { max: TITLE_MAX })
  const body = text('input.text', input.text ?? stored.body, { max: TEXT_MAX, min: 0, multiline: true })
  const file = await ownFile(work, organizationId, input.file, 'input.file', stored.fileId)
  errors.push(...file.errors)
  const values = { title, body, words: wordsOf(body), fileId: file.fileId, form: input.form ?? stored.form }
  return { values, errors }
}

const notOfBody = (field: string): UserError =>
  userError(
    'NOT_OF_BODY',
    field,
    '发言联系人须是该单位的委员',
    'A body is spoken for by a member who belongs to it; choose your own',
  )
