import type { Context } from '../../../platform/context.ts'
import { readRows, type Statement } from '../../../platform/graphql/compiler/read-rows.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import { handledAs, visibleProposal, wasWithdrawn } from '../policy.ts'
import { citation } from '../queries.ts'
import { askedKeys } from './keys.ts'
import { setPhrasesOf } from './set-phrases.ts'
import type { ProposalTexts, Symbols } from './symbols.ts'

/** An earlier proposal with what became of it. */
export interface Candidate extends Key, ProposalTexts {
  readonly committee: string
  readonly citation: string | null
  readonly submittedAt: string | null
  readonly state: string
  readonly replyClasses: readonly string[]
  readonly units: readonly string[]
  /** The viewer may read its text. */
  readonly isVisible: boolean
}

/** A key that more proposals have is a set phrase and tells nothing. */
const TOO_COMMON = 300
/** Compared in full. */
const COMPARED = 50
/** Found by keys; among them are some that do not concern the viewer. */
const FOUND = 150

/**
 * On file, its title and what became of it are for every member and reader of the committee, so that nobody writes again
 * what has been answered; before that only for those who see it. The text is for those who see it (rank.ts compares it for
 * all, and tells the others no more than how much is the same).
 */
const isTold = (row: Scope): string =>
  `((${row.alias}.filed_at is not null and not ${wasWithdrawn(row)} and (${row.allowed('PROPOSAL_OWN')} or ${row.allowed('PROPOSAL_READ')}))
    or (${row.alias}.submitted_at is not null and ${visibleProposal(row)}))`

/** The committee, and those below it whose proposals the viewer reads. */
const committees = (row: Scope, organization: string): string =>
  `array(select ${row.alias}.organization_id from organizations ${row.alias} join organizations asked on asked.organization_id = ${organization}
    where ${row.alias}.organization_id = asked.organization_id or (starts_with(${row.alias}.path, asked.path) and ${row.allowed('PROPOSAL_READ')}))`

const replyClasses = (
  p: string,
): string => `(select coalesce(json_agg(distinct r.reply_class), '[]') from proposal_replies r
  where r.organization_id = ${p}.organization_id and r.proposal_id = ${handledAs(p)} and r.state = 'SENT')`

const units = (p: string): string => `(select coalesce(json_agg(distinct u.name), '[]') from proposal_handlings h
  join undertaking_units u on u.organization_id = h.organization_id and u.id = h.unit_id
  where h.organization_id = ${p}.organization_id and h.proposal_id = ${handledAs(p)} and h.state <> 'REASSIGNED')`

interface Answer {
  readonly isWithinWalls: boolean
  readonly candidates: readonly Candidate[]
  readonly setPhrases: readonly string[]
}

/** Proposals that share keys, those with the most telling ones first; null for a committee behind the viewer's walls. */
export async function candidatesOf(
  { database, viewer, clock }: Context,
  organizationId: string,
  symbols: Symbols,
  except: Key | null,
): Promise<readonly Candidate[] | null> {
  const phrases = setPhrasesOf(database)
  const keys = askedKeys(symbols).filter(key => phrases.get(key) === undefined)
  const asked = (statement: Statement) => answerSql(statement, { organizationId, keys, except })
  const [answer] = await readRows<Answer>(database, viewer, asked, clock())
  for (const key of answer?.setPhrases ?? []) phrases.set(key, true)
  return answer?.isWithinWalls ? answer.candidates : null
}

function answerSql(
  { row: newRow, value }: Statement,
  { organizationId, keys, except }: { organizationId: string; keys: readonly string[]; except: Key | null },
): string {
  const [row, organization] = [newRow(), newRow()]
  const p = row.alias
  const asked = value(organizationId, 'bigint')
  const itself = except
    ? `${p}.organization_id = ${value(except.organizationId, 'bigint')} and ${p}.id = ${value(except.id, 'uuid')}`
    : 'false'
  return `with found as materialized (
      select * from similar_proposals(${value(keys, 'text[]')}, ${committees(organization, asked)}, ${TOO_COMMON}, ${FOUND})
    )
    select coalesce(${asked} = any(visible_organizations()), false) as "isWithinWalls",
      (select coalesce(json_agg(f.set_phrase), '[]') from found f where f.set_phrase is not null) as "setPhrases",
      (select coalesce(json_agg(row_to_json(c)), '[]') from (
        select ${p}.organization_id::text as "organizationId", ${p}.id, ${p}.title, ${p}.situation, ${p}.analysis, ${p}.suggestions,
          ${p}.state, ${p}.submitted_at as "submittedAt", o.short_name as committee, ${citation(row)} as citation,
          ${replyClasses(p)} as "replyClasses", ${units(p)} as units, ${visibleProposal(row)} as "isVisible"
        from found f join proposals ${p} on ${p}.organization_id = f.organization_id and ${p}.id = f.proposal_id
          join organizations o on o.organization_id = ${p}.organization_id
        where not (${itself}) and ${isTold(row)} order by f.weight desc, ${p}.id limit ${COMPARED}) c) as candidates`
}
