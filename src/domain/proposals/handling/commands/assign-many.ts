import { Refused, type UserError, userError } from '../../../../kernel/user-error.ts'
import { type Attempt, attempt } from '../../../../platform/commands/attempt.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { keyOf, lockProposal, type ProposalTarget } from '../../commands.ts'
import { BATCH_MAX } from '../rules.ts'
import { type AssignInput, assignTo } from './assign.ts'

interface Item extends ProposalTarget {
  readonly assignment: AssignInput
}

/** What a batch did, item by item. */
export interface BatchResult {
  readonly done: readonly Key[]
  readonly failures: readonly { readonly index: number; readonly errors: readonly UserError[] }[]
}

/** Hands up to 200 proposals on; each that cannot be is told with its reasons, the others are assigned. */
export const proposalsAssign = command<{ readonly items: readonly Item[] }, BatchResult>(
  'proposalsAssign',
  async (work, { items }) => {
    if (items.length === 0 || items.length > BATCH_MAX) throw new Refused(wrongNumber)
    const results = new Map<number, Attempt<Key>>()
    // In the order of their ids, so that two batches cannot wait for each other in a circle.
    const order = [...items.entries()].sort(([, a], [, b]) => (a.id < b.id ? -1 : 1))
    for (const [index, item] of order) results.set(index, await assignItem(work, items, index, item))
    return split(results, items.length)
  },
)

async function assignItem(work: Work, items: readonly Item[], index: number, item: Item): Promise<Attempt<Key>> {
  if (items.findIndex(({ id }) => id === item.id) !== index) return { errors: [twice] }
  return attempt(work, async inner => {
    const locked = await lockProposal(inner, item, 'ASSIGN')
    await assignTo(inner, locked, item.assignment, 'assignment')
    return keyOf(locked.row)
  })
}

/** Results in the order sent; the field of an error is named from the batch's own root. */
function split(results: ReadonlyMap<number, Attempt<Key>>, length: number): BatchResult {
  const [done, failures]: [Key[], BatchResult['failures'][number][]] = [[], []]
  for (let index = 0; index < length; index++) {
    const one = results.get(index)
    if (one && 'result' in one) done.push(one.result)
    if (!one || 'result' in one) continue
    const errors = one.errors.map(error => ({ ...error, field: ['items', String(index), ...(error.field ?? [])] }))
    failures.push({ index, errors })
  }
  return { done, failures }
}

const twice = userError('DUPLICATE', 'id', '同一提案重复', 'The same proposal stands twice')

const wrongNumber = userError(
  'TOO_MANY',
  'items',
  `一次须为 1 到 ${BATCH_MAX} 件`,
  `Give 1 to ${BATCH_MAX} proposals at a time`,
)
