import { and, eq } from 'drizzle-orm'
import { newId } from '../../../../kernel/ids.ts'
import { Refused } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import { expectVersion, lockRow } from '../../../../platform/commands/load.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { keyOf, textOf } from '../../commands.ts'
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

interface Updating {
  readonly id: string
  readonly expectedVersion: number
  readonly input: Content
}

export const activityDelegationUpdate = command<Updating, Key>('activityDelegationUpdate', async (work, given) => {
  const row = await lockRow(work, activityDelegations, DELEGATION_PREFIX, given.id, {
    see: (viewer, { organizationId }) => viewer.can('ACTIVITY_READ', organizationId),
    may: (viewer, { organizationId }) => viewer.can('ACTIVITY_MANAGE', organizationId),
  })
  expectVersion(row, given.expectedVersion)
  const content = contentOf(given.input)
  await work.db
    .update(activityDelegations)
    .set({ ...content, version: row.version + 1 })
    .where(and(eq(activityDelegations.organizationId, row.organizationId), eq(activityDelegations.id, row.id)))
  record(work, row, row.version + 1, content, 'UPDATE')
  return keyOf(row)
})

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
  op: 'CREATE' | 'UPDATE',
): void => work.record(organizationId, { recordType: 'ActivityDelegation', recordId: id, version, op, payload })
