import { and, eq, inArray } from 'drizzle-orm'
import { Refused, userError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { forbidden, notFound } from '../../../platform/commands/load.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { seesMember } from '../../members/policy.ts'
import { members } from '../../members/tables.ts'
import { memberExists, memberKey } from './seats.ts'

/** Rights to act for one's own seat. */
type OwnRight = 'DUTY_OWN' | 'ACTIVITY_OWN'

/** The seat that a member's entry is for, by `input.member`, which must be his own. */
export async function ownSeat(work: Work, globalId: string | null, right: OwnRight): Promise<Key> {
  const { viewer } = work
  const key = globalId === null ? await onlySeat(work, right) : memberKey(globalId)
  if (!key) throw notFound('input.member')
  if (viewer.can(right, key.organizationId) && viewer.memberIds.includes(key.id)) return key
  const isSeen = seesMember(viewer, key) && (await memberExists(work, key.organizationId, key.id))
  throw isSeen ? forbidden() : notFound('input.member')
}

/** The seat of whoever has one; to choose among several is the client's. */
async function onlySeat({ db, viewer }: Work, right: OwnRight): Promise<Key> {
  const organizations = [...viewer.organizationsWith(right)]
  const which = and(inArray(members.organizationId, organizations), inArray(members.id, [...viewer.memberIds]))
  const isPossible = organizations.length > 0 && viewer.memberIds.length > 0
  const seats = isPossible
    ? await db
        .select({ organizationId: members.organizationId, id: members.id })
        .from(members)
        .where(and(which, eq(members.status, 'ACTIVE')))
    : []
  const [seat] = seats
  if (seat && seats.length === 1) return seat
  throw new Refused(
    userError(
      'REQUIRED',
      'input.member',
      seats.length === 0 ? '您目前没有在任的委员席位' : '您有多个委员席位，请指明是哪一个',
      seats.length === 0 ? 'You hold no seat now' : 'You hold several seats; say which one',
    ),
  )
}
