import { checkText } from '../../../kernel/text.ts'
import { Refused, type UserError } from '../../../kernel/user-error.ts'
import { command } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { type ActivityTarget, keyOf, lockActivity, moveActivity, recordActivity, stateAfter } from '../commands.ts'
import { lockInvitations } from './load.ts'

const PLACE_MAX = 50

interface Arrangement {
  readonly invitation: string
  readonly groupName?: string | null
  readonly seat?: string | null
}

interface Arranging extends ActivityTarget {
  readonly items: readonly Arrangement[]
}

/** Gives members their groups and seats, up to 200 at once in one statement. */
export const activityInvitationsArrange = command<Arranging, Key>(
  'activityInvitationsArrange',
  async (work, { items, ...target }) => {
    const locked = await lockActivity(work, target, 'ARRANGE')
    stateAfter(locked, 'ARRANGE')
    const ids = items.map(({ invitation }) => invitation)
    const rows = await lockInvitations(work, locked.row, ids, index => `items.${index}.invitation`)
    const errors: UserError[] = []
    const textIn = (name: 'groupName' | 'seat') =>
      items.map((item, index) => {
        const given = item[name]
        if (given === undefined) return rows[index]?.[name] ?? null
        const checked = checkText(`items.${index}.${name}`, given ?? '', { max: PLACE_MAX, min: 0 })
        if ('error' in checked) errors.push(checked.error)
        return 'text' in checked && checked.text !== '' ? checked.text : null
      })
    const [groupNames, seats] = [textIn('groupName'), textIn('seat')]
    if (errors.length > 0) throw new Refused(...errors)
    const values = [locked.row.organizationId, rows.map(({ id }) => id), groupNames, seats]
    await work.tx.client.query({ ...ARRANGE, values })
    const row = await moveActivity(work, locked.row, {})
    const arranged = rows.map(({ memberId }, index) => ({
      ...{ memberId, groupName: groupNames[index], seat: seats[index] },
    }))
    recordActivity(work, row, { arranged })
    return keyOf(row)
  },
)

const ARRANGE = {
  name: 'activity_arrange',
  text: `update activity_invitations i set group_name = u.group_name, seat = u.seat, version = i.version + 1
    from unnest($2::uuid[], $3::text[], $4::text[]) u (id, group_name, seat) where i.organization_id = $1 and i.id = u.id`,
}
