import { Refused } from '../../../../kernel/user-error.ts'
import { command } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { keyOf } from '../../commands.ts'
import { contentOf, type OutcomeContent, ownersIn } from '../input.ts'
import { lockOutcome, moveOutcome, type OutcomeTarget, outcomeAfter } from '../lock.ts'
import { renameMembers } from '../members.ts'
import { outcomeErrors } from '../rules.ts'

interface Updating extends OutcomeTarget {
  readonly input: OutcomeContent
}

/** Corrects an outcome that is not closed. */
export const activityOutcomeUpdate = command<Updating, Key>(
  'activityOutcomeUpdate',
  async (work, { input, ...target }) => {
    const locked = await lockOutcome(work, target)
    outcomeAfter(locked, 'UPDATE')
    const { row, since, situation } = locked
    const { values, memberIds, errors } = await contentOf(work, row.organizationId, input, row)
    const shape = {
      ...{ kind: situation.kind, hasProblem: row.problemId !== null, since },
      ...{ owners: ownersIn(values), ...values },
    }
    const all = [...errors, ...outcomeErrors(shape)]
    if (all.length > 0) throw new Refused(...all)
    const named = input.members == null ? {} : { members: memberIds }
    const moved = await moveOutcome(work, row, values, named)
    if (input.members != null) await renameMembers(work, moved, memberIds)
    return keyOf(moved)
  },
)
