import { Refused, userError } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { type ActivityTarget, keyOf, lockActivity, moveActivity, recordActivity, stateAfter } from '../commands.ts'
import { type InvitationRow, lockInvitations } from './load.ts'

interface ActivityUninvite extends ActivityTarget {
  readonly input: { readonly invitations: readonly string[] }
}

const fieldOf = (index: number): string => `input.invitations.${index}`

/** Takes invitations back, with the leave that hung on them. Whoever attended already stays. */
export const activityUninvite = command<ActivityUninvite, Key>(
  'activityUninvite',
  async (work, { input, ...target }) => {
    const locked = await lockActivity(work, target, 'UNINVITE')
    stateAfter(locked, 'UNINVITE')
    const invitations = await lockInvitations(work, locked.row, input.invitations, fieldOf)
    await refuseAttended(work, locked.row, invitations)
    const values = [locked.row.organizationId, invitations.map(({ id }) => id)]
    await work.tx.client.query({ ...WITHDRAW, values })
    await work.tx.client.query({ ...WITHDRAW_LEAVE, values })
    const row = await moveActivity(work, locked.row, {})
    recordActivity(work, row, { uninvited: invitations.map(({ memberId }) => memberId) })
    return keyOf(row)
  },
)

async function refuseAttended({ tx }: Work, { organizationId, id }: Key, asked: readonly InvitationRow[]) {
  const values = [organizationId, id, asked.map(({ memberId }) => memberId)]
  const { rows } = await tx.client.query<{ memberId: string }>({ ...ATTENDED, values })
  const attended = new Set(rows.map(row => row.memberId))
  const errors = asked.flatMap(({ memberId }, index) => (attended.has(memberId) ? [hasAttended(fieldOf(index))] : []))
  if (errors.length > 0) throw new Refused(...errors)
}

const hasAttended = (field: string) =>
  userError(
    'HAS_ATTENDANCE',
    field,
    '该委员已有出席记录，不能撤回',
    'The attendance of the member is recorded already; the invitation stays',
  )

const ATTENDED = {
  name: 'activity_attended',
  text: `select distinct member_id as "memberId" from activity_attendances
    where organization_id = $1 and activity_id = $2 and member_id = any($3::uuid[])`,
}

const WITHDRAW = {
  name: 'activity_uninvite',
  text: `update activity_invitations set state = 'WITHDRAWN', version = version + 1
    where organization_id = $1 and id = any($2::uuid[]) and state <> 'WITHDRAWN'`,
}

const WITHDRAW_LEAVE = {
  name: 'activity_uninvite_leave',
  text: `update activity_leave_requests set state = 'WITHDRAWN', version = version + 1
    where organization_id = $1 and invitation_id = any($2::uuid[]) and state in ('REQUESTED', 'APPROVED')`,
}
