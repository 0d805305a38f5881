import { newId } from '../../../../kernel/ids.ts'
import { Refused } from '../../../../kernel/user-error.ts'
import { command } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { textOf } from '../../commands.ts'
import * as errors from '../errors.ts'
import { type AttendanceStatus, attended, REASON_MAX } from '../rules.ts'
import { attendElsewhere } from '../sign-in/elsewhere.ts'
import { insertOnce, placeKey } from '../store.ts'
import { invitedMembers, lockHalfDay, refuseEarly, type Target } from '../target.ts'

interface EnterInput {
  readonly members: readonly string[]
  readonly status: AttendanceStatus
  readonly reason: string
}

/** The staff enters attendance by hand, with the reason: all of the members or none. */
export const attendanceEnter = command<Target & { readonly input: EnterInput }, readonly Key[]>(
  'attendanceEnter',
  async (work, { input, ...target }) => {
    const locked = await lockHalfDay(work, target, 'RECORD_ATTENDANCE')
    if (attended(input.status)) refuseEarly(work, locked.halfDay)
    const reason = textOf('input.reason', input.reason, { max: REASON_MAX })
    const members = await invitedMembers(work, locked, input.members, index => `input.members.${index}`)
    const { row, halfDayId } = locked
    const place = { organizationId: row.organizationId, activityId: row.id, halfDayId }
    const { status } = input
    const method = 'BY_HAND' as const
    const rows = members.map(memberId => ({ ...place, id: newId(), memberId, status, method, reason }))
    const standing = await insertOnce(work, rows)
    const found = rows.map(one => standing.get(placeKey(one)))
    const wrong = found.flatMap((one, index) => (one?.isNew ? [] : [errors.alreadyRecorded(`input.members.${index}`)]))
    if (wrong.length > 0) throw new Refused(...wrong)
    const byHand = { status, reason }
    const there = attended(status) ? rows : []
    await attendElsewhere(
      work,
      there.map(({ memberId }) => ({ ...place, memberId, at: work.now, isOffline: false, byHand })),
      method,
    )
    return found.flatMap(one => (one ? [{ organizationId: one.organizationId, id: one.id }] : []))
  },
)
