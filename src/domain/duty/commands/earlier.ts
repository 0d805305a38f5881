import { and, eq } from 'drizzle-orm'
import { type UserError, userError } from '../../../kernel/user-error.ts'
import { obstaclesTo } from '../../../kernel/workflow.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { lockRow } from '../../../platform/commands/load.ts'
import { ownsDuty, recordsDuty, seesDuty } from '../policy.ts'
import type { CheckedEntry } from '../rules.ts'
import { dutyRecords } from '../tables.ts'
import { dutyWorkflow } from '../workflow.ts'
import { stateOf } from './ledger.ts'
import { ofMembers, type StatementOfMembers } from './seats.ts'

interface Replaced {
  readonly id: string
  readonly errors: readonly UserError[]
}

/** The record that a new one is to stand for: of the same member, no longer counting, not yet replaced. */
export async function lockReplaced(
  work: Work,
  globalId: string,
  seat: { readonly organizationId: string; readonly memberId: string },
): Promise<Replaced> {
  const field = 'input.replaces'
  const row = await lockRow(work, dutyRecords, 'duty', globalId, {
    field,
    see: seesDuty,
    may: (viewer, { organizationId, memberId, recordedBy }) =>
      recordsDuty(viewer, organizationId) ||
      (ownsDuty(viewer, { organizationId, memberId }) && recordedBy === viewer.accountId),
  })
  if (row.organizationId !== seat.organizationId || row.memberId !== seat.memberId) {
    const other = userError(
      'OTHER_MEMBER',
      field,
      '被替代的记录不属于该委员',
      'The record to replace is of another member',
    )
    return { id: row.id, errors: [other] }
  }
  const which = and(eq(dutyRecords.organizationId, row.organizationId), eq(dutyRecords.replacesId, row.id))
  const [successor] = await work.db.select({ id: dutyRecords.id }).from(dutyRecords).where(which)
  const situation = {
    isOwnSeat: work.viewer.memberIds.includes(row.memberId),
    isFromWorkflow: row.sourceType !== 'ENTRY',
    isReplaced: successor !== undefined,
  }
  const obstacles = obstaclesTo(dutyWorkflow, 'REPLACE', stateOf(row), situation)
  return { id: row.id, errors: obstacles.map(({ code, message }) => userError(code, field, message.zh, message.en)) }
}

/**
 * Members who have this very entry already, pending or confirmed: the same duty entered by two hands counts once. The
 * seats are locked, so that the other hand's record is either here or waits.
 */
export async function findDuplicates(
  { tx }: Work,
  organizationId: string,
  memberIds: readonly string[],
  { category, occurredOn, title }: CheckedEntry,
): Promise<ReadonlySet<string>> {
  if (memberIds.length === 0) return new Set()
  const which = [occurredOn, category.code, title]
  const { rows } = await tx.client.query<{ member: string }>(
    ofMembers(FIND_DUPLICATES, organizationId, memberIds, ...which),
  )
  return new Set(rows.map(row => row.member))
}

// By hand, as what every audited write runs. Within `coalesce` a condition is none for an index: by the category and the day all
// entries of a plenary session would be looked at, for each member of it.
const FIND_DUPLICATES: StatementOfMembers = {
  name: 'find_duplicates',
  text: areThese => `select member_id as member from duty_records
    where organization_id = $1 and member_id ${areThese} and occurred_on = $3
      and coalesce(category = $4 and title = $5 and state in ('PENDING', 'CONFIRMED'), false)`,
}

export const duplicateIn = (field: string): UserError =>
  userError(
    'DUPLICATE_RECORD',
    field,
    '该委员当天已有同类别、同标题的有效记录，请勿重复录入',
    'The member has a record of this category, title and date already; do not enter it twice',
  )
