import type { Work } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { type DutySource, recordDuties } from '../../duty/port.ts'
import type { OutcomeRow } from './lock.ts'
import { membersOfOutcome } from './members.ts'

export const outcomeSource = ({ organizationId, id }: Key): DutySource => ({
  organizationId,
  sourceType: 'ACTIVITY_OUTCOME',
  sourceId: id,
})

/** A service deed that is done and proven is a duty done by each member who is named. */
export async function recordDeeds(work: Work, row: OutcomeRow, occurredOn: string): Promise<void> {
  if (row.kind !== 'SERVICE_DEED') return
  const { deedKind, beneficiaries } = row
  const facts = { kind: deedKind, ...(beneficiaries === null ? {} : { beneficiaries }) }
  const memberIds = await membersOfOutcome(work, row)
  await recordDuties(
    work,
    memberIds.map(memberId => ({
      ...{ ...outcomeSource(row), memberId, category: 'SERVICE_DEED', title: row.title, occurredOn, facts },
    })),
  )
}
