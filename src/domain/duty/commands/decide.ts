import { and, asc, eq, inArray } from 'drizzle-orm'
import { parseGlobalId } from '../../../kernel/ids.ts'
import { checkText } from '../../../kernel/text.ts'
import { Refused, type UserError, userError } from '../../../kernel/user-error.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import { obstaclesTo } from '../../../kernel/workflow.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { expectVersion, forbidden, lockRow } from '../../../platform/commands/load.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { ownSeatsIn } from '../own-seats.ts'
import { decidesDuty, ownsDuty, seesDuty } from '../policy.ts'
import { BULK_MAX, REASON_MAX } from '../rules.ts'
import { dutyRecords } from '../tables.ts'
import { type DutySituation, dutyWorkflow } from '../workflow.ts'
import type { BulkResult } from './enter.ts'
import { type DutyRow, decide, reverse, stateOf } from './ledger.ts'

interface Target {
  readonly id: string
  readonly expectedVersion: number
}

interface Reasoned extends Target {
  readonly input: { readonly reason: string }
}

export const dutyRecordConfirm = command<Target, Key>('dutyRecordConfirm', async (work, target) => {
  const row = await lockRecord(work, target, decidesDuty)
  await decide(work, row, 'CONFIRM', await situationOf(work, row))
  return keyOf(row)
})

/** Back to whoever entered it, with a reason; a new record may then replace it. */
export const dutyRecordReturn = command<Reasoned, Key>('dutyRecordReturn', async (work, target) => {
  const row = await lockRecord(work, target, decidesDuty)
  await decide(work, row, 'RETURN', await situationOf(work, row), reasonOf(target))
  return keyOf(row)
})

/** The member takes back what he entered of himself, while nobody has decided on it. */
export const dutyRecordWithdraw = command<Target, Key>('dutyRecordWithdraw', async (work, target) => {
  const row = await lockRecord(work, target, (viewer, of) => ownsDuty(viewer, of) && of.recordedBy === viewer.accountId)
  await decide(work, row, 'WITHDRAW', await situationOf(work, row))
  return keyOf(row)
})

/** Takes a confirmed record back by a negative twin with a reason. The key is the reversed record's. */
export const dutyRecordReverse = command<Reasoned, Key>('dutyRecordReverse', async (work, target) => {
  const row = await lockRecord(work, target, decidesDuty)
  await reverse(work, row, await situationOf(work, row), reasonOf(target))
  return keyOf(row)
})

/** Confirms up to 200 records; each that cannot be confirmed is told with its reason, the others are confirmed. */
export const dutyRecordsConfirm = command<{ readonly ids: readonly string[] }, BulkResult>(
  'dutyRecordsConfirm',
  async (work, { ids }) => {
    if (ids.length === 0 || ids.length > BULK_MAX) throw new Refused(wrongNumber)
    const rows = await lockRecords(work, ids)
    const own = new Map<string, ReadonlySet<string>>()
    for (const { organizationId } of rows.values()) {
      if (!own.has(organizationId)) own.set(organizationId, await ownSeatsIn(work, organizationId))
    }
    const [done, failures]: [Key[], BulkResult['failures'][number][]] = [[], []]
    for (const [index, id] of ids.entries()) {
      const row = ids.indexOf(id) === index ? rows.get(id) : 'REPEATED'
      const errors = confirmErrors(work.viewer, row, own, `ids.${index}`)
      if (errors.length > 0 || !row || row === 'REPEATED') failures.push({ index, errors })
      else done.push(await confirmOne(work, row))
    }
    return { done, failures }
  },
)

async function confirmOne(work: Work, row: DutyRow): Promise<Key> {
  await decide(work, row, 'CONFIRM', {
    isOwnSeat: false,
    isFromWorkflow: row.sourceType !== 'ENTRY',
    isReplaced: false,
  })
  return keyOf(row)
}

function confirmErrors(
  viewer: Viewer,
  row: DutyRow | 'REPEATED' | undefined,
  own: ReadonlyMap<string, ReadonlySet<string>>,
  field: string,
): UserError[] {
  if (row === 'REPEATED') return [userError('DUPLICATE', field, '同一记录重复', 'The same record stands twice')]
  if (!row || !seesDuty(viewer, row)) {
    return [userError('NOT_FOUND', field, '记录不存在，或您无权查看', 'There is no such record, or you may not see it')]
  }
  const situation: DutySituation = {
    isOwnSeat: own.get(row.organizationId)?.has(row.memberId) ?? false,
    isFromWorkflow: row.sourceType !== 'ENTRY',
    isReplaced: false,
  }
  return obstaclesTo(dutyWorkflow, 'CONFIRM', stateOf(row), situation).map(({ code, message }) =>
    userError(code, field, message.zh, message.en),
  )
}

/** Locks in the order of ids, so that two bulk confirmations cannot wait for each other in a circle. */
async function lockRecords(work: Work, ids: readonly string[]): Promise<Map<string, DutyRow>> {
  const keys = new Map<string, string[]>()
  for (const id of ids) {
    const key = parseGlobalId(id)
    if (key?.prefix === 'duty') keys.set(key.organizationId, [...(keys.get(key.organizationId) ?? []), key.id])
  }
  const found = new Map<string, DutyRow>()
  for (const [organizationId, own] of [...keys].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!work.viewer.can('DUTY_CONFIRM', organizationId)) {
      if (work.viewer.can('DUTY_READ', organizationId)) throw forbidden()
      continue
    }
    const which = and(eq(dutyRecords.organizationId, organizationId), inArray(dutyRecords.id, own))
    const rows = await work.db.select().from(dutyRecords).where(which).orderBy(asc(dutyRecords.id)).for('update')
    for (const row of rows) found.set(`duty_${organizationId}_${row.id}`, row)
  }
  return found
}

async function lockRecord(
  work: Work,
  { id, expectedVersion }: Target,
  may: (viewer: Viewer, row: DutyRow) => boolean,
): Promise<DutyRow> {
  const row = await lockRow(work, dutyRecords, 'duty', id, { see: seesDuty, may })
  expectVersion(row, expectedVersion)
  return row
}

async function situationOf(work: Work, row: DutyRow): Promise<DutySituation> {
  const own = await ownSeatsIn(work, row.organizationId)
  return { isOwnSeat: own.has(row.memberId), isFromWorkflow: row.sourceType !== 'ENTRY', isReplaced: false }
}

function reasonOf({ input }: Reasoned): string {
  const checked = checkText('input.reason', input.reason, { max: REASON_MAX, multiline: true })
  if ('error' in checked) throw new Refused(checked.error)
  return checked.text
}

const wrongNumber = userError(
  'TOO_MANY',
  'ids',
  `一次须为 1 到 ${BULK_MAX} 条`,
  `Give 1 to ${BULK_MAX} records at a time`,
)

const keyOf = ({ organizationId, id }: DutyRow): Key => ({ organizationId, id })
