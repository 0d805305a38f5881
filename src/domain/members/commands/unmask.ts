import { and, eq } from 'drizzle-orm'
import { Refused, userError } from '../../../kernel/user-error.ts'
import { command } from '../../../platform/commands/command.ts'
import { lockRow } from '../../../platform/commands/load.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { seesMember, unmasksMember } from '../policy.ts'
import { sealedAt } from '../records.ts'
import { members, persons } from '../tables.ts'
import { checkReason } from './leave.ts'

export interface PersonalDataUnmask {
  /** A member. */
  readonly id: string
  readonly fields: readonly ('PHONE' | 'IDENTITY_NUMBER')[]
  readonly reason: string
}

export interface PersonalData {
  readonly member: Key
  readonly phone: string | null
  readonly identityNumber: string | null
}

/** Gives plain numbers to whoever may have them. The entry of who looked, at what and why, commits before the answer. */
export const personalDataUnmask = command(
  'personalDataUnmask',
  async (work, args: PersonalDataUnmask): Promise<PersonalData> => {
    const { organizationId, personId, id } = await lockRow(work, members, 'mem', args.id, {
      see: seesMember,
      may: unmasksMember,
    })
    const { reason, errors } = checkReason('reason', args.reason, 2)
    const noField =
      args.fields.length === 0 ? [userError('REQUIRED', 'fields', '请至少选择一项', 'Choose at least one field')] : []
    if (errors.length + noField.length > 0) throw new Refused(...errors, ...noField)
    const [person] = await work.db
      .select()
      .from(persons)
      .where(and(eq(persons.organizationId, organizationId), eq(persons.id, personId)))
    if (!person) throw new Error(`member ${id} has no person`)
    const { sealer } = work.context
    const open = (field: 'phone' | 'identityNumber', sealed: string | null) =>
      sealed && sealer.open(sealed, sealedAt(organizationId, personId, field))
    const fields = [...new Set(args.fields)].sort()
    work.record(organizationId, {
      recordType: 'Person',
      recordId: personId,
      version: person.version,
      op: 'READ',
      payload: { fields, reason, memberId: id },
    })
    return {
      member: { organizationId, id },
      phone: fields.includes('PHONE') ? open('phone', person.phoneSealed) : null,
      identityNumber: fields.includes('IDENTITY_NUMBER') ? open('identityNumber', person.identityNumberSealed) : null,
    }
  },
)
