import { Refused, type UserError } from '../../../../kernel/user-error.ts'
import { command } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { memberCodeTimeliness, readMemberCode } from '../codes.ts'
import * as errors from '../errors.ts'
import { signIn } from '../sign-in/sign-in.ts'
import { lockHalfDay, type Target } from '../target.ts'

/** The staff scans a member's own code. Two who scan at once make one record. */
export const attendanceScan = command<Target & { readonly code: string }, Key>(
  'attendanceScan',
  async (work, { code, ...target }) => {
    const { row, halfDayId } = await lockHalfDay(work, target, 'RECORD_ATTENDANCE')
    const genuine = readMemberCode(work.context.keyRing.current(), code)
    if (!genuine) throw new Refused(errors.invalidCode('code'))
    if (genuine.organizationId !== row.organizationId) throw new Refused(errors.notInvited('code'))
    const occasion = { organizationId: row.organizationId, activityId: row.id, halfDayId }
    const entry = {
      ...{ occasion, id: null, at: work.now, isOffline: false, position: null },
      // Whoever scans is at the place: the scanner's position says nothing of the member's.
      ...{ isAtPlace: true, lateness: latenessOf(genuine.slot, work.now) },
      fields: { code: 'code', position: 'code' },
    }
    const members = [genuine.memberId]
    const [outcome] = await signIn(work, [entry], { method: 'MEMBER_CODE', members, permission: 'ACTIVITY_MANAGE' })
    if (!outcome) throw new Error('a scan without an outcome')
    if ('error' in outcome) throw new Refused(outcome.error)
    return outcome.key
  },
)

function latenessOf(slot: number, now: Date): UserError | null {
  const timeliness = memberCodeTimeliness(slot, now)
  if (timeliness === 'IN_TIME') return null
  return timeliness === 'STALE' ? errors.staleCode('code') : errors.futureCode('code')
}
