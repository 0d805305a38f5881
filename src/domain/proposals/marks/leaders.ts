import { parseGlobalId } from '../../../kernel/ids.ts'
import { Refused, userError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { notFound } from '../../../platform/commands/load.ts'
import { LEADING_POSITIONS } from './rules.ts'

/** The member whom an input names as a leader: in office, and of the Chairpersons' meeting (rules, section 1, Marks). */
export async function leaderOf({ tx }: Work, organizationId: string, globalId: string, field: string): Promise<string> {
  const key = parseGlobalId(globalId)
  if (key?.prefix !== 'mem' || key.organizationId !== organizationId) throw notFound(field)
  const values = [organizationId, key.id, LEADING_POSITIONS]
  const { rows } = await tx.client.query<{ leads: boolean }>({ ...LEADS, values })
  const [member] = rows
  if (!member) throw notFound(field)
  if (member.leads) return key.id
  throw new Refused(
    userError(
      'NOT_A_LEADER',
      field,
      '重点提案由在任的主席、副主席或秘书长领衔督办，请另选',
      'A key proposal is led by a chairperson, vice-chairperson or secretary-general in office; choose another one',
    ),
  )
}

const LEADS = {
  name: 'leads_key_proposals',
  text: `select m.status = 'ACTIVE' and exists (select from member_positions h
      join positions p on p.organization_id = h.organization_id and p.id = h.position_id
      where h.organization_id = m.organization_id and h.member_id = m.id and p.code = any($3)) as leads
    from members m where m.organization_id = $1 and m.id = $2`,
}
