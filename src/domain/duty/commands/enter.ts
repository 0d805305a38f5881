import { businessDate } from '../../../kernel/clock.ts'
import { Refused, type UserError, userError } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { forbidden, notFound } from '../../../platform/commands/load.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { seesMember } from '../../members/policy.ts'
import { ownSeatsIn } from '../own-seats.ts'
import { recordsDuty } from '../policy.ts'
import { BULK_MAX, type CheckedEntry, checkEntry, type DutyEntry, initialState, outsideSeat } from '../rules.ts'
import { duplicateIn, findDuplicates, lockReplaced } from './earlier.ts'
import { readEvidence } from './evidence.ts'
import { book } from './ledger.ts'
import { type LockedSeat, lockSeats, memberExists, memberKey } from './seats.ts'

export interface DutyRecordsEnterInput extends DutyEntry {
  readonly id?: string | null
  readonly members: readonly string[]
  readonly replaces?: string | null
  readonly onError?: 'ALL_OR_NOTHING' | 'SKIP' | null
}

/** What a bulk command did, item by item. */
export interface BulkResult {
  readonly done: readonly Key[]
  readonly failures: readonly { readonly index: number; readonly errors: readonly UserError[] }[]
}

/** The office records one duty of up to 200 members at once: who organizes, records (rules, section 5). */
export const dutyRecordsEnter = command<{ readonly input: DutyRecordsEnterInput }, BulkResult>(
  'dutyRecordsEnter',
  async (work, { input }) => {
    checkNumber(input)
    const organizationId = await committeeOf(work, input.members)
    const seats = await lockSeats(work, organizationId, idsIn(organizationId, input.members))
    const prepared = await prepare(work, input, organizationId, seats)
    const failures = await failuresOf(work, input, organizationId, seats, prepared.entry)
    if (failures.length > 0 && input.onError !== 'SKIP') throw new Refused(...failures.flatMap(f => f.errors))
    const failed = new Set(failures.map(failure => failure.index))
    const chosen = input.members.flatMap((member, index) => (failed.has(index) ? [] : [memberKey(member)?.id ?? '']))
    return { done: await bookAll(work, organizationId, chosen, prepared), failures }
  },
)

function checkNumber({ members, replaces }: DutyRecordsEnterInput): void {
  if (members.length === 0) {
    throw new Refused(userError('REQUIRED', 'input.members', '请至少选择一名委员', 'Choose at least one member'))
  }
  if (members.length > BULK_MAX) {
    throw new Refused(
      userError('TOO_MANY', 'input.members', `一次最多 ${BULK_MAX} 名委员`, `At most ${BULK_MAX} members at a time`),
    )
  }
  if (replaces && members.length > 1) {
    throw new Refused(
      userError('TOO_MANY', 'input.replaces', '替代旧记录时一次只能录入一名委员', 'A replacement is for one member'),
    )
  }
}

/** All members of one entry are of one committee, that of the first: there the office must have the right. */
async function committeeOf(work: Work, members: readonly string[]): Promise<string> {
  const key = memberKey(members[0] ?? '')
  if (!key) throw notFound('input.members.0')
  if (recordsDuty(work.viewer, key.organizationId)) return key.organizationId
  const isSeen = seesMember(work.viewer, key) && (await memberExists(work, key.organizationId, key.id))
  throw isSeen ? forbidden() : notFound('input.members.0')
}

const idsIn = (organizationId: string, members: readonly string[]): string[] =>
  members.flatMap(member => {
    const key = memberKey(member)
    return key?.organizationId === organizationId ? [key.id] : []
  })

interface Prepared {
  readonly entry: CheckedEntry
  readonly fileIds: readonly string[]
  readonly replacesId: string | undefined
}

/** What is wrong for all members alike refuses the whole, whatever `onError` says. */
async function prepare(
  work: Work,
  input: DutyRecordsEnterInput,
  organizationId: string,
  seats: ReadonlyMap<string, LockedSeat>,
): Promise<Prepared> {
  const { value: entry, errors } = checkEntry(input, 'OFFICE', businessDate(work.now))
  const evidence = await readEvidence(work, organizationId, input.evidence ?? [])
  const [only] = seats.values()
  const replaced = input.replaces && only ? await lockReplaced(work, input.replaces, only) : null
  const all = [...errors, ...evidence.errors, ...(replaced?.errors ?? [])]
  if (all.length > 0 || !entry) throw new Refused(...all)
  return { entry, fileIds: evidence.fileIds, replacesId: replaced?.id }
}

async function failuresOf(
  work: Work,
  { members }: DutyRecordsEnterInput,
  organizationId: string,
  seats: ReadonlyMap<string, LockedSeat>,
  entry: CheckedEntry,
): Promise<BulkResult['failures'][number][]> {
  const twins = await findDuplicates(work, organizationId, [...seats.keys()], entry)
  const earlier = new Set<string>()
  return members.flatMap((member, index) => {
    const error = failureOf(`input.members.${index}`, seats.get(idsIn(organizationId, [member])[0] ?? ''), {
      entry,
      twins,
      earlier,
    })
    return error ? [{ index, errors: [error] }] : []
  })
}

function failureOf(
  field: string,
  seat: LockedSeat | undefined,
  { entry, twins, earlier }: { entry: CheckedEntry; twins: ReadonlySet<string>; earlier: Set<string> },
): UserError | null {
  if (!seat) return unknownMember(field)
  if (earlier.has(seat.memberId)) return userError('DUPLICATE', field, '同一委员重复', 'The same member stands twice')
  earlier.add(seat.memberId)
  return outsideSeat(entry.occurredOn, seat, field) ?? (twins.has(seat.memberId) ? duplicateIn(field) : null)
}

const unknownMember = (field: string) =>
  userError('NOT_FOUND', field, '本机构没有这名委员', 'There is no such member of this committee')

async function bookAll(
  work: Work,
  organizationId: string,
  memberIds: readonly string[],
  { entry, fileIds, replacesId }: Prepared,
): Promise<Key[]> {
  const own = await ownSeatsIn(work, organizationId)
  const { category, title, occurredOn, facts } = entry
  return book(
    work,
    memberIds.map(memberId => ({
      ...{ organizationId, memberId, category: category.code, title, occurredOn, facts },
      state: initialState(category, 'OFFICE', own.has(memberId)),
      evidence: fileIds,
      ...(replacesId ? { replacesId } : {}),
    })),
  )
}
