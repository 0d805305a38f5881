import { businessDate } from '../../../kernel/clock.ts'
import { Refused } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { notFound } from '../../../platform/commands/load.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { type CheckedEntry, checkEntry, type DutyEntry, initialState, outsideSeat } from '../rules.ts'
import { duplicateIn, findDuplicates, lockReplaced } from './earlier.ts'
import { readEvidence } from './evidence.ts'
import { book } from './ledger.ts'
import { ownSeat } from './own-seat.ts'
import { lockSeats } from './seats.ts'

export interface DutyRecordCreateInput extends DutyEntry {
  readonly id?: string | null
  /** Global id of the own seat; not needed by whoever has one seat. */
  readonly member?: string | null
  /** Global id of the returned, withdrawn or reversed record that this one stands for. */
  readonly replaces?: string | null
}

interface Prepared {
  readonly entry: CheckedEntry
  readonly fileIds: readonly string[]
  readonly replacesId: string | undefined
}

/** A member records a duty of his own seat; it waits for the office (rules, section 5). */
export const dutyRecordCreate = command<{ readonly input: DutyRecordCreateInput }, Key>(
  'dutyRecordCreate',
  async (work, { input }) => {
    const { organizationId, id: memberId } = await ownSeat(work, input.member ?? null, 'DUTY_OWN')
    const { entry, fileIds, replacesId } = await prepare(work, input, organizationId, memberId)
    const { category, title, occurredOn, facts } = entry
    const [key] = await book(work, [
      {
        ...(input.id ? { id: input.id } : {}),
        ...{ organizationId, memberId, category: category.code, title, occurredOn, facts },
        state: initialState(category, 'MEMBER', true),
        evidence: fileIds,
        ...(replacesId ? { replacesId } : {}),
      },
    ])
    if (!key) throw new Error('nothing was booked')
    return key
  },
)

/**
 * Everything that can be wrong with the entry, all at once. The questions are sent together behind the lock of the seat,
 * so that each is answered after it was got, and the lock is held for one round trip less each.
 */
async function prepare(
  work: Work,
  input: DutyRecordCreateInput,
  organizationId: string,
  memberId: string,
): Promise<Prepared> {
  const { value: entry, errors } = checkEntry(input, 'MEMBER', businessDate(work.now))
  const [seats, evidence, twins] = await Promise.all([
    lockSeats(work, organizationId, [memberId]),
    readEvidence(work, organizationId, input.evidence ?? []),
    entry ? findDuplicates(work, organizationId, [memberId], entry) : null,
  ])
  const seat = seats.get(memberId)
  if (!seat) throw notFound('input.member')
  const replaced = input.replaces ? await lockReplaced(work, input.replaces, seat) : null
  const outside = entry && outsideSeat(entry.occurredOn, seat)
  const all = [
    ...errors,
    ...(outside ? [outside] : []),
    ...evidence.errors,
    ...(replaced?.errors ?? []),
    ...(twins?.has(memberId) ? [duplicateIn('input.title')] : []),
  ]
  if (all.length > 0 || !entry) throw new Refused(...all)
  return { entry, fileIds: evidence.fileIds, replacesId: replaced?.id }
}
