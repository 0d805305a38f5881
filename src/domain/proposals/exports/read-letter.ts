import type { GlobalId } from '../../../kernel/ids.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { Database } from '../../../platform/db/pool.ts'
import { readRows } from '../../../platform/graphql/compiler/read-rows.ts'
import { visibleReply } from '../handling/policy.ts'
import { visibleProposal } from '../policy.ts'
import { bodyName, committeeName, dateOf, sessionNumber, signerNames, termNumber } from './sql.ts'
import type { SessionNumbers } from './words.ts'

/** What a reply letter says, for one of the proposals it answers. */
export interface LetterFacts extends SessionNumbers {
  readonly unit: string
  readonly committee: string
  readonly caseNumber: number | null
  readonly title: string
  readonly proposers: readonly string[]
  readonly bodyName: string | null
  readonly localLetter: string
  readonly body: string
  readonly items: readonly { readonly suggestion: string; readonly answer: string }[]
  readonly signerName: string
  readonly documentNumber: string | null
  readonly contactName: string
  readonly contactPhone: string
  /** `YYYY-MM-DD` */
  readonly plannedFor: string | null
  /** None of a draft. */
  readonly sentOn: string | null
}

/** A reply that the viewer sees, to the proposal it answers or to one merged into it (`proposal`); else null. */
export async function readLetter(
  database: Database,
  viewer: Viewer,
  reply: GlobalId,
  proposal: GlobalId | null,
): Promise<LetterFacts | null> {
  const [letter] = await readRows<LetterFacts>(database, viewer, ({ row, value }) => {
    const [answer, asked] = [row(), row()]
    const [r, p] = [answer.alias, asked.alias]
    const which = proposal
      ? `${p}.id = ${value(proposal.id, 'uuid')} and (${p}.id = ${r}.proposal_id or ${p}.merged_into_id = ${r}.proposal_id)
        and ${p}.organization_id = ${value(proposal.organizationId, 'bigint')}`
      : `${p}.id = ${r}.proposal_id`
    return `select u.name as unit, ${committeeName(asked, 'short_name')} as committee, ${p}.case_number as "caseNumber",
        ${termNumber(asked)} as "termNumber", ${sessionNumber(asked)} as "sessionNumber", ${p}.title,
        ${signerNames(asked, 'FIRST', 'CO_SIGNER')} as proposers, ${bodyName(asked)} as "bodyName",
        ${r}.local_letter as "localLetter", ${r}.body, ${r}.items, ${r}.signer_name as "signerName",
        ${r}.document_number as "documentNumber",
        ${r}.contact_name as "contactName", ${r}.contact_phone as "contactPhone", ${r}.planned_for as "plannedFor",
        ${dateOf(`${r}.sent_at`)} as "sentOn"
      from proposal_replies ${r}
      join proposal_handlings h on h.organization_id = ${r}.organization_id and h.id = ${r}.handling_id
      join undertaking_units u on u.organization_id = h.organization_id and u.id = h.unit_id
      join proposals ${p} on ${p}.organization_id = ${r}.organization_id and ${which}
      where ${r}.organization_id = ${value(reply.organizationId, 'bigint')} and ${r}.id = ${value(reply.id, 'uuid')}
        and ${visibleReply(answer)} and ${visibleProposal(asked)}`
  })
  return letter ?? null
}
