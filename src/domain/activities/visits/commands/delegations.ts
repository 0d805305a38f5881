import { and, eq } from 'drizzle-orm'
import { newId } from '../../../../kernel/ids.ts'
import { Refused } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import { expectVersion, lockRow } from '../../../../platform/commands/load.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { keyOf, textOf } from '../../commands.ts'
import { REASON_MAX } from '../../rules.ts'
import { lockOfKind } from '../kind.ts'
import { DELEGATION_RECEIVED, type DelegationLevel, delegationErrors, NAME_MAX } from '../rules.ts'
import { activityDelegations } from '../tables.ts'

export const DELEGATION_PREFIX = 'deleg'

interface Content {
  readonly name: string
  readonly level: DelegationLevel
  readonly provinceCode?: string | null
  readonly leader: string
  readonly persons: number
}

interface Creating {
  readonly activity: string
  readonly input: Content & { readonly id?: string | null }
}

/** Notes a delegation that was received (来访团组). */
export const activityDelegationCreate = command<Creating, Key>('activityDelegationCreate', async (work, given) => {
  const { organizationId, id: activityId } = await lockOfKind(work, given.activity, DELEGATION_RECEIVED)
  const key = { organizationId, id: given.input.id ?? newId() }
  const row = { activityId, ...contentOf(given.input) }
  await work.db.insert(activityDelegations).values({ ...key, ...row, createdAt: work.now.toISOString() })
  record(work, key, 1, row, 'CREATE')
  return key
})

type DelegationRow = typeof activityDelegations.$inferSelect

interface DelegationTarget {
  readonly id: string
  readonly expectedVersion: number
}

interface Updating extends DelegationTarget {
  readonly input: Content
}

export const activityDelegationUpdate = command<Updating, Key>('activityDelegationUpdate', async (work, given) => {
  const row = await lockDelegation(work, given)
  const content = contentOf(given.input)
  await work.db
    .update(activityDelegations)
    .set({ ...content, version: row.version + 1 })
    .where(delegationIs(row))
  record(work, row, row.version + 1, content, 'UPDATE')
  return keyOf(row)
})

interface Removing extends DelegationTarget {
  readonly input: { readonly reason: string }
}

/** Removes a delegation that was entered by mistake; the change log keeps what it was, and why it went. Gives the activity. */
export const activityDelegationRemove = command<Removing, Key>('activityDelegationRemove', async (work, given) => {
  const row = await lockDelegation(work, given)
  const reason = textOf('input.reason', given.input.reason, { max: REASON_MAX, multiline: true })
  await work.db.delete(activityDelegations).where(delegationIs(row))
  const { organizationId, activityId, name, level, provinceCode, leader, persons } = row
  const was = { activityId, name, level, provinceCode, leader, persons }
  record(work, row, row.version + 1, { ...was, reason }, 'DELETE')
  return { organizationId, id: activityId }
})

async function lockDelegation(work: Work, { id, expectedVersion }: DelegationTarget): Promise<DelegationRow> {
  const row = await lockRow(work, activityDelegations, DELEGATION_PREFIX, id, {
    see: (viewer, { organizationId }) => viewer.can('ACTIVITY_READ', organizationId),
    may: (viewer, { organizationId }) => viewer.can('ACTIVITY_MANAGE', organizationId),
  })
  expectVersion(row, expectedVersion)
  return row
}

const delegationIs = ({ organizationId, id }: Key) =>
  and(eq(activityDelegations.organizationId, organizationId), eq(activityDelegations.id, id))

function contentOf({ name, level, provinceCode, leader, persons }: Content) {
  const errors = delegationErrors({ level, provinceCode: provinceCode ?? null, persons })
  if (errors.length > 0) throw new Refused(...errors)
  return {
    name: textOf('input.name', name, { max: NAME_MAX }),
    leader: textOf('input.leader', leader, { max: NAME_MAX }),
    ...{ level, provinceCode: provinceCode ?? null, persons },
  }
}

const record = (
  work: Work,
  { organizationId, id }: Key,
  version: number,
  payload: Readonly<Record<string, unknown>>,
  op: 'CREATE' | 'UPDATE' | 'DELETE',
): void => work.record(organizationId, { recordType: 'ActivityDelegation', recordId: id, version, op, payload })
