import { and, eq } from 'drizzle-orm'
import { businessDate } from '../../../kernel/clock.ts'
import { latestErrors } from '../../../kernel/date-bounds.ts'
import { newId } from '../../../kernel/ids.ts'
import { Refused, type UserError, userError } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { expectVersion } from '../../../platform/commands/load.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { policyKeyOf, policyKeys, policyValueErrors } from '../policy-keys.ts'
import { policies } from '../tables.ts'
import { manageCommittee, refuse } from './shared.ts'

export interface PolicySet {
  readonly organization?: string | null
  readonly expectedVersion?: number | null
  readonly input: {
    readonly id?: string | null
    readonly key: string
    readonly effectiveFrom: string
    readonly value: unknown
  }
}

/**
 * Sets what holds from a date on. A version whose date has come is never changed, only superseded by a later one; one
 * still to come may be changed by whoever names its present version (none: 0, so that nobody overwrites unseen).
 */
export const policySet = command(
  'policySet',
  async (work: Work, { organization, expectedVersion, input }: PolicySet): Promise<Key> => {
    const { organizationId } = await manageCommittee(work, organization)
    const { key, effectiveFrom, value } = input
    const known = policyKeyOf(key)
    if (!known) throw new Refused(unknownPolicy)
    const [existing] = await work.db
      .select()
      .from(policies)
      .where(
        and(
          eq(policies.organizationId, organizationId),
          eq(policies.key, key),
          eq(policies.effectiveFrom, effectiveFrom),
        ),
      )
    refuse([
      ...dateErrors(effectiveFrom, businessDate(work.now), existing !== undefined),
      ...policyValueErrors(known, value),
    ])
    expectVersion(existing ?? { version: 0 }, expectedVersion ?? 0)
    const id = existing?.id ?? input.id ?? newId()
    const version = (existing?.version ?? 0) + 1
    if (existing)
      await work.db
        .update(policies)
        .set({ value, version })
        .where(and(eq(policies.organizationId, organizationId), eq(policies.id, id)))
    else await work.db.insert(policies).values({ organizationId, id, key, effectiveFrom, value })
    const op = existing ? 'UPDATE' : 'CREATE'
    work.record(organizationId, {
      recordType: 'Policy',
      recordId: id,
      version,
      op,
      payload: { key, effectiveFrom, value },
    })
    return { organizationId, id }
  },
)

const unknownPolicy = userError(
  'UNKNOWN_POLICY',
  'input.key',
  `没有这项政策参数，可用：${policyKeys.map(({ key, name }) => `${key}（${name.zh}）`).join('、')}`,
  `There is no such policy; known: ${policyKeys.map(({ key, name }) => `${key} (${name.en})`).join(', ')}`,
)

function dateErrors(effectiveFrom: string, today: string, exists: boolean): UserError[] {
  const at = (code: string, zh: string, en: string) => [userError(code, 'input.effectiveFrom', zh, en)]
  const beyond = latestErrors('input.effectiveFrom', effectiveFrom)
  if (beyond.length > 0) return beyond
  if (effectiveFrom < today) {
    return at(
      'ALREADY_EFFECTIVE',
      `不得早于今天（${today}）：已过去的日期不能改变`,
      `It is today (${today}) or later: what held in the past is not changed`,
    )
  }
  if (effectiveFrom === today && exists) {
    return at(
      'ALREADY_EFFECTIVE',
      '今天已有生效的设置，不能修改，请设置今后的日期',
      'A value holds from today already and is not changed; give a later date',
    )
  }
  return []
}
