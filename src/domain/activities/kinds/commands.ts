import { and, eq } from 'drizzle-orm'
import { Refused, type UserError, userError } from '../../../kernel/user-error.ts'
import { command } from '../../../platform/commands/command.ts'
import { expectVersion, lockRow } from '../../../platform/commands/load.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { lockCommitteeOf, managed } from '../../organizations/commands/shared.ts'
import { activityKinds } from '../../organizations/tables.ts'
import type { ActivityTarget } from '../commands.ts'
import { dutyCategoryErrors, type LeaveRule, leaveRuleErrors } from './rules.ts'

interface KindRules extends ActivityTarget {
  readonly input: {
    readonly recordedBy?: string | null
    readonly countsHalfDays?: boolean | null
    readonly leaveRules?:
      | readonly { readonly upToHalfDays?: number | null; readonly approver: LeaveRule['approver'] }[]
      | null
    readonly mayRepeat?: boolean | null
    readonly outcomes?: readonly string[] | null
    readonly dutyCategory?: string | null
  }
}

/** Changes what is done in activities of a kind; leave that was asked for keeps the approver it had. */
export const activityKindRulesUpdate = command<KindRules, Key>(
  'activityKindRulesUpdate',
  async (work, { id: globalId, expectedVersion, input }) => {
    await lockCommitteeOf(work, globalId)
    const row = await lockRow(work, activityKinds, 'akd', globalId, managed)
    expectVersion(row, expectedVersion)
    const leaveRules = input.leaveRules?.map(({ upToHalfDays = null, approver }) => ({ upToHalfDays, approver }))
    const errors = [
      ...missing(input),
      ...(leaveRules ? leaveRuleErrors(leaveRules) : []),
      ...dutyCategoryErrors(input.dutyCategory),
    ]
    if (errors.length > 0) throw new Refused(...errors)
    const rules = {
      recordedBy: input.recordedBy ?? row.recordedBy,
      countsHalfDays: input.countsHalfDays ?? row.countsHalfDays,
      leaveRules: leaveRules ?? row.leaveRules,
      mayRepeat: input.mayRepeat ?? row.mayRepeat,
      outcomes: input.outcomes ? [...new Set(input.outcomes)] : row.outcomes,
      dutyCategory: input.dutyCategory === undefined ? row.dutyCategory : input.dutyCategory,
    }
    const { organizationId, id } = row
    const version = row.version + 1
    await work.db
      .update(activityKinds)
      .set({ ...rules, version })
      .where(and(eq(activityKinds.organizationId, organizationId), eq(activityKinds.id, id)))
    work.record(organizationId, { recordType: 'ActivityKind', recordId: id, version, op: 'UPDATE', payload: rules })
    return { organizationId, id }
  },
)

/** Null clears the duty category, and nothing else. */
const missing = (input: KindRules['input']): UserError[] =>
  (['recordedBy', 'countsHalfDays', 'leaveRules', 'mayRepeat', 'outcomes'] as const)
    .filter(name => input[name] === null)
    .map(name => userError('REQUIRED', ['input', name], '必填，不能为空', 'Required: it must not be empty'))
