import type { Viewer } from '../../../kernel/viewer.ts'
import type { Database } from '../../../platform/db/pool.ts'
import { filterPredicates } from '../../../platform/graphql/compiler/connection.ts'
import { readRows } from '../../../platform/graphql/compiler/read-rows.ts'
import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import { visibleFeedback, visibleReply } from '../handling/policy.ts'
import { handledAs, visibleProposal } from '../policy.ts'
import { proposal } from '../queries.ts'
import { type PartFacts, partsOf } from './read-sheet.ts'
import { bodyName, groundName, sessionNumber, signerNames, termNumber } from './sql.ts'
import type { SessionNumbers } from './words.ts'

/** A proposal as the list shows it. */
export interface ListedProposal extends SessionNumbers {
  readonly id: string
  readonly listedAt: string
  readonly receiptNumber: number | null
  readonly caseNumber: number | null
  readonly title: string
  readonly proposerKind: string
  readonly bodyName: string | null
  readonly firstProposers: readonly string[]
  readonly coSigners: readonly string[]
  readonly period: string | null
  /** RFC 3339 in Asia/Shanghai. */
  readonly submittedAt: string | null
  readonly filedAt: string | null
  readonly closedAt: string | null
  readonly state: string
  readonly ground: string | null
  readonly disposition: string | null
  readonly handlings: readonly PartFacts[]
  readonly replies: readonly { readonly unit: string; readonly letter: string; readonly replyClass: string }[]
  /** Overall ratings that the viewer sees, by how many proposers. */
  readonly ratings: Readonly<Record<string, number>>
  readonly isKey: boolean
  readonly excellentYear: number | null
  readonly isPublic: boolean
}

export interface ListScope {
  readonly organizationId: string
  /** As the API's `ProposalFilter`. */
  readonly filter: Readonly<Record<string, unknown>>
  readonly now: Date
}

const PAGE = 500

/** Proposals that the viewer sees, the earliest first, page by page: one page in memory, whatever the size. */
export async function* proposalPages(
  database: Database,
  viewer: Viewer,
  scope: ListScope,
  pageSize = PAGE,
): AsyncGenerator<readonly ListedProposal[]> {
  let after: ListedProposal | undefined
  do {
    const page: ListedProposal[] = await readPage(database, viewer, scope, after, pageSize)
    if (page.length > 0) yield page
    after = page.length === pageSize ? page.at(-1) : undefined
  } while (after)
}

const readPage = (
  database: Database,
  viewer: Viewer,
  { organizationId, filter, now }: ListScope,
  after: ListedProposal | undefined,
  pageSize: number,
): Promise<ListedProposal[]> =>
  readRows<ListedProposal>(
    database,
    viewer,
    ({ row: newRow, value, rows, argument }) => {
      const row = newRow()
      const p = row.alias
      const where = [
        `${p}.organization_id = ${value(organizationId, 'bigint')}`,
        visibleProposal(row),
        ...filterPredicates(proposal, argument({ organization: `org_${organizationId}`, filter }), row),
        ...(after
          ? [`(${p}.listed_at, ${p}.id) > (${value(after.listedAt, 'timestamptz')}, ${value(after.id, 'uuid')})`]
          : []),
      ]
      return `select ${columns(row)} from proposals ${p} where ${where.join(' and ')}
        order by ${p}.listed_at, ${p}.id limit ${rows(pageSize)}`
    },
    now,
  )

const columns = (row: Scope): string => {
  const p = row.alias
  return `${p}.id, ${p}.listed_at as "listedAt", ${termNumber(row)} as "termNumber", ${sessionNumber(row)} as "sessionNumber",
    ${p}.receipt_number as "receiptNumber", ${p}.case_number as "caseNumber", ${p}.title, ${p}.proposer_kind as "proposerKind",
    ${bodyName(row)} as "bodyName", ${signerNames(row, 'FIRST')} as "firstProposers", ${signerNames(row, 'CO_SIGNER')} as "coSigners",
    ${p}.period, ${p}.submitted_at as "submittedAt", ${p}.filed_at as "filedAt", ${p}.closed_at as "closedAt", ${p}.state,
    ${groundName(row)} as ground, ${p}.disposition, ${partsOf(row)} as handlings, ${repliesOf(row)} as replies,
    ${ratingsOf(row)} as ratings,
    ${p}.is_key as "isKey", ${p}.excellent_year as "excellentYear",
    (${p}.published_at is not null and ${p}.consents_to_publication) as "isPublic"`
}

/** Letters in force that the viewer sees. */
function repliesOf(row: Scope): string {
  const reply = row.another()
  const r = reply.alias
  return `(select coalesce(json_agg(json_build_object('unit', u.name, 'letter', ${r}.local_letter, 'replyClass', ${r}.reply_class)
      order by ${r}.id), '[]')
    from proposal_replies ${r} join proposal_handlings h on h.organization_id = ${r}.organization_id and h.id = ${r}.handling_id
    join undertaking_units u on u.organization_id = h.organization_id and u.id = h.unit_id
    where ${r}.organization_id = ${row.alias}.organization_id and ${r}.state = 'SENT'
      and ${r}.proposal_id = ${handledAs(row.alias)} and ${visibleReply(reply)})`
}

/** What was said in time. */
function ratingsOf(row: Scope): string {
  const feedback = row.another()
  const f = feedback.alias
  return `(select coalesce(json_object_agg(x.overall, x.n), '{}') from (
    select ${f}.overall, count(*) as n from proposal_feedback ${f} where ${f}.organization_id = ${row.alias}.organization_id
      and ${f}.proposal_id = ${row.alias}.id and not ${f}.is_late and ${visibleFeedback(feedback)} group by ${f}.overall) x)`
}
