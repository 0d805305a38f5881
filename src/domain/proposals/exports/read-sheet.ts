import type { GlobalId } from '../../../kernel/ids.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import type { Database } from '../../../platform/db/pool.ts'
import { readRows } from '../../../platform/graphql/compiler/read-rows.ts'
import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import { visibleHandling } from '../handling/policy.ts'
import { handledAs, insideProposal, visibleProposal } from '../policy.ts'
import { bodyName, committeeName, dateOf, groundName, sessionNumber, signerNames, termNumber } from './sql.ts'
import type { SessionNumbers } from './words.ts'

/** What a proposal sheet says. */
export interface SheetFacts extends SessionNumbers {
  readonly committee: string
  readonly title: string
  readonly situation: string
  readonly analysis: string
  readonly suggestions: string
  readonly proposerKind: string
  readonly bodyName: string | null
  readonly firstProposers: readonly string[]
  readonly coSigners: readonly string[]
  readonly endorsers: readonly string[]
  readonly period: string | null
  readonly receiptNumber: number | null
  readonly caseNumber: number | null
  readonly submittedOn: string | null
  readonly filedOn: string | null
  readonly isResearched: boolean
  readonly isSelfWritten: boolean
  readonly consentsToPublication: boolean
  readonly suggestedUnits: string
  readonly state: string
  readonly ground: string | null
  readonly disposition: string | null
  /** For those inside only. */
  readonly decisionNote: string | null
  readonly handlings: readonly PartFacts[]
  readonly attachments: readonly string[]
}

export interface PartFacts {
  readonly unit: string
  readonly role: string
}

/** Units' parts that the viewer sees, of a merged proposal those of its target. */
export function partsOf(proposal: Scope): string {
  const part = proposal.another()
  return `(select coalesce(json_agg(json_build_object('unit', u.name, 'role', ${part.alias}.role) order by ${part.alias}.id), '[]')
    from proposal_handlings ${part.alias}
    join undertaking_units u on u.organization_id = ${part.alias}.organization_id and u.id = ${part.alias}.unit_id
    where ${part.alias}.organization_id = ${proposal.alias}.organization_id
      and ${part.alias}.proposal_id = ${handledAs(proposal.alias)}
      and ${part.alias}.round = ${proposal.alias}.round and ${part.alias}.state <> 'REASSIGNED' and ${visibleHandling(part)})`
}

const attachmentNames = ({ alias }: Scope): string =>
  `(select coalesce(json_agg(f.name order by a.rank), '[]') from proposal_attachments a
    join files f on f.organization_id = a.organization_id and f.id = a.file_id
    where a.organization_id = ${alias}.organization_id and a.proposal_id = ${alias}.id)`

/** The proposal, or null when the viewer does not see it. */
export async function readSheet(database: Database, viewer: Viewer, key: GlobalId): Promise<SheetFacts | null> {
  const [sheet] = await readRows<SheetFacts>(database, viewer, ({ row, value }) => {
    const proposal = row()
    const p = proposal.alias
    return `select ${committeeName(proposal, 'name')} as committee, ${termNumber(proposal)} as "termNumber",
        ${sessionNumber(proposal)} as "sessionNumber", ${p}.title, ${p}.situation, ${p}.analysis, ${p}.suggestions,
        ${p}.proposer_kind as "proposerKind", ${bodyName(proposal)} as "bodyName", ${signerNames(proposal, 'FIRST')} as "firstProposers",
        ${signerNames(proposal, 'CO_SIGNER')} as "coSigners", ${signerNames(proposal, 'ENDORSER')} as endorsers,
        ${p}.period, ${p}.receipt_number as "receiptNumber", ${p}.case_number as "caseNumber",
        ${dateOf(`${p}.submitted_at`)} as "submittedOn", ${dateOf(`${p}.filed_at`)} as "filedOn",
        ${p}.is_researched as "isResearched", ${p}.is_self_written as "isSelfWritten",
        ${p}.consents_to_publication as "consentsToPublication", ${p}.suggested_units as "suggestedUnits", ${p}.state,
        ${groundName(proposal)} as ground, ${p}.disposition,
        case when ${insideProposal(proposal)} then ${p}.decision_note end as "decisionNote",
        ${partsOf(proposal)} as handlings, ${attachmentNames(proposal)} as attachments
      from proposals ${p}
      where ${p}.organization_id = ${value(key.organizationId, 'bigint')} and ${p}.id = ${value(key.id, 'uuid')}
        and ${visibleProposal(proposal)}`
  })
  return sheet ?? null
}
