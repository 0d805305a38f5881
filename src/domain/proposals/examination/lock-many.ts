import { asc, sql } from 'drizzle-orm'
import { type GlobalId, parseGlobalId } from '../../../kernel/ids.ts'
import { type UserError, userError } from '../../../kernel/user-error.ts'
import { obstaclesTo } from '../../../kernel/workflow.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { forbidden } from '../../../platform/commands/load.ts'
import { rowsWithin } from '../../../platform/graphql/compiler/read-rows.ts'
import type { Locked, ProposalRow, ProposalTarget } from '../commands.ts'
import { visibleProposal } from '../policy.ts'
import { factsSql, holder, type ProposalFacts, situationFrom } from '../situation.ts'
import { proposals } from '../tables.ts'
import { type ProposalAction, proposalWorkflow, stateOf } from '../workflow.ts'
import { repeated } from './rules.ts'

/** What became of one item of a list: a locked proposal that may take the action, or why not. */
export type Item = { readonly locked: Locked } | { readonly errors: readonly UserError[] }

/**
 * Locks the proposals of a list for one action, in three statements and in the order of their ids, so that two lists cannot
 * wait for each other in a circle. An item that is unknown, repeated, changed meanwhile or in a wrong state is told; one
 * that the viewer sees and may not touch forbids the whole.
 */
export async function lockProposals(
  work: Work,
  targets: readonly ProposalTarget[],
  action: ProposalAction,
  field: string,
): Promise<readonly Item[]> {
  const keys = keysOf(targets)
  const asked = keys.filter(key => key !== null)
  const rows = new Map((await lockRows(work, asked)).map(row => [row.id, row]))
  const seen = new Map((await lookAtAll(work, asked)).map(one => [one.id, one.facts]))
  const twice = repeated(targets.map(({ id }) => id))
  return targets.map((target, index) => {
    if (twice.has(index)) return { errors: [duplicate(`${field}.${index}.id`)] }
    const facts = seen.get(keys[index]?.id ?? '')
    if (!facts) return { errors: [unknown(`${field}.${index}.id`)] }
    const row = rows.get(keys[index]?.id ?? '')
    // Row-level security hides from a lock what the viewer may see but not write.
    if (!row || !proposalWorkflow.transitions[action].by.some(holder(work.viewer, facts))) throw forbidden()
    return itemOf(work, row, facts, target, action, `${field}.${index}`)
  })
}

/** Locks proposals of any part in a command in the order of their ids, before it looks at each. */
export const lockInOrder = (work: Work, targets: readonly ProposalTarget[]): Promise<ProposalRow[]> =>
  lockRows(
    work,
    keysOf(targets).filter(key => key !== null),
  )

const keysOf = (targets: readonly ProposalTarget[]): (GlobalId | null)[] =>
  targets.map(({ id }) => parseGlobalId(id)).map(key => (key?.prefix === 'prop' ? key : null))

function itemOf(
  { now, viewer }: Work,
  row: ProposalRow,
  facts: ProposalFacts,
  { expectedVersion }: ProposalTarget,
  action: ProposalAction,
  field: string,
): Item {
  const locked = { row, state: stateOf(row), situation: situationFrom(facts, now, viewer) }
  if (row.version !== expectedVersion) return { errors: [changed(`${field}.expectedVersion`, row.version)] }
  const obstacles = obstaclesTo(proposalWorkflow, action, locked.state, locked.situation)
  if (obstacles.length === 0) return { locked }
  return { errors: obstacles.map(({ code, message }) => userError(code, `${field}.id`, message.zh, message.en)) }
}

const lockRows = (work: Work, keys: readonly GlobalId[]): Promise<ProposalRow[]> =>
  work.db
    .select()
    .from(proposals)
    .where(
      sql`(${proposals.organizationId}, ${proposals.id}) in (select * from unnest(
        ${sql.param(keys.map(key => key.organizationId))}::bigint[], ${sql.param(keys.map(key => key.id))}::uuid[]))`,
    )
    .orderBy(asc(proposals.organizationId), asc(proposals.id))
    .for('update')

interface Seen {
  readonly id: string
  readonly facts: ProposalFacts
}

/** Asked behind the locks: a statement that waits for one answers the rest as it was before the wait. */
const lookAtAll = ({ tx }: Work, keys: readonly GlobalId[]): Promise<Seen[]> =>
  rowsWithin<Seen>(tx, ({ row, value }) => {
    const [proposal, ids] = [row(), keys.map(key => key.id)]
    const organizations = keys.map(key => key.organizationId)
    return `select ${proposal.alias}.id, ${factsSql(proposal)} as facts from proposals ${proposal.alias}
      where (${proposal.alias}.organization_id, ${proposal.alias}.id) in
        (select * from unnest(${value(organizations, 'bigint[]')}, ${value(ids, 'uuid[]')})) and ${visibleProposal(proposal)}`
  })

const duplicate = (field: string) => userError('DUPLICATE', field, '同一提案重复', 'The same proposal stands twice')

const unknown = (field: string) =>
  userError('NOT_FOUND', field, '提案不存在，或您无权查看', 'There is no such proposal, or you may not see it')

const changed = (field: string, version: number) =>
  userError(
    'VERSION_CONFLICT',
    field,
    `提案已被修改，当前版本为 ${version}，请刷新后重试`,
    `The proposal was changed meanwhile; its version is now ${version}. Read it again and retry`,
  )
