import { parseGlobalId } from '../../../kernel/ids.ts'
import { Refused, type UserError, userError } from '../../../kernel/user-error.ts'
import type { Work } from '../../../platform/commands/command.ts'
import { GROUPS_MAX, NAMED_MEMBERS_MAX } from '../rules.ts'

/** Who is asked to attend: all who are in one of these. */
export interface ActivityScope {
  readonly isForAll?: boolean | null
  readonly isForStanding?: boolean | null
  readonly sectors?: readonly string[] | null
  readonly specialCommittees?: readonly string[] | null
  readonly members?: readonly string[] | null
}

interface Ids {
  readonly sectors: readonly string[]
  readonly specialCommittees: readonly string[]
  readonly members: readonly string[]
}

/** Members in office within a scope, by their ids; those who were named apart. Throws Refused. */
export async function membersIn(
  work: Work,
  organizationId: string,
  scope: ActivityScope,
): Promise<{ readonly all: readonly string[]; readonly named: readonly string[] }> {
  const ids = idsOf(organizationId, scope)
  await refuseUnknown(work, organizationId, ids)
  const values = [
    ...[organizationId, scope.isForAll ?? false, scope.isForStanding ?? false],
    ...[ids.sectors, ids.specialCommittees, ids.members],
  ]
  const { rows } = await work.tx.client.query<{ id: string }>({ ...IN_SCOPE, values })
  const all = rows.map(row => row.id)
  refuseGone(ids.members, new Set(all))
  if (all.length === 0) throw new Refused(nobody)
  return { all, named: ids.members }
}

const IN_SCOPE = {
  name: 'activity_scope',
  text: `select m.id from members m where m.organization_id = $1 and m.status = 'ACTIVE'
    and ($2 or ($3 and m.is_standing) or m.sector_id = any($4::uuid[]) or m.special_committee_id = any($5::uuid[]) or m.id = any($6::uuid[]))
    order by m.id`,
}

function idsOf(organizationId: string, scope: ActivityScope): Ids {
  const errors: UserError[] = []
  const list = (name: keyof Ids, prefix: string, max: number): string[] => {
    const given = scope[name] ?? []
    const field = `input.scope.${name}`
    if (given.length > max) errors.push(tooMany(field, max))
    return given.slice(0, max).flatMap((globalId, index) => {
      const key = parseGlobalId(globalId)
      if (key?.prefix === prefix && key.organizationId === organizationId) return [key.id]
      errors.push(unknown(`${field}.${index}`))
      return []
    })
  }
  const ids = {
    sectors: list('sectors', 'sec', GROUPS_MAX),
    specialCommittees: list('specialCommittees', 'spc', GROUPS_MAX),
    members: list('members', 'mem', NAMED_MEMBERS_MAX),
  }
  if (errors.length > 0) throw new Refused(...errors)
  return ids
}

/** Who or what was named must be there, and a member in office: nobody is left out in silence. */
async function refuseUnknown({ tx }: Work, organizationId: string, ids: Ids): Promise<void> {
  const values = [organizationId, ids.sectors, ids.specialCommittees, ids.members]
  const { rows } = await tx.client.query<{ list: keyof Ids; index: number; known: boolean }>({ ...UNKNOWN, values })
  const errors = rows.map(({ list, index, known }) => {
    const field = `input.scope.${list}.${index}`
    return known ? notActive(field) : unknown(field)
  })
  if (errors.length > 0) throw new Refused(...errors)
}

/** Who left office since the look before is not left out in silence either. */
function refuseGone(named: readonly string[], inOffice: ReadonlySet<string>): void {
  const gone = named.flatMap((id, index) => (inOffice.has(id) ? [] : [notActive(`input.scope.members.${index}`)]))
  if (gone.length > 0) throw new Refused(...gone)
}

const missing = (list: keyof Ids, table: string, parameter: number): string =>
  `select '${list}' as list, (u.index - 1)::int as index, false as known from unnest($${parameter}::uuid[]) with ordinality u (id, index)
    where not exists (select from ${table} k where k.organization_id = $1 and k.id = u.id)`

const UNKNOWN = {
  name: 'activity_scope_unknown',
  text: `${missing('sectors', 'sectors', 2)} union all ${missing('specialCommittees', 'special_committees', 3)}
    union all ${missing('members', 'members', 4)}
    union all select 'members', (u.index - 1)::int, true from unnest($4::uuid[]) with ordinality u (id, index)
      join members m on m.organization_id = $1 and m.id = u.id where m.status <> 'ACTIVE' order by 1, 2`,
}

const unknown = (field: string) =>
  userError('NOT_FOUND', field, '记录不存在，或您无权查看', 'There is no such record, or you may not see it')

const notActive = (field: string) =>
  userError('NOT_ACTIVE', field, '该委员已不在任，不能通知', 'The member is not in office and cannot be asked')

const tooMany = (field: string, max: number) => userError('TOO_MANY', field, `最多 ${max} 个`, `At most ${max}`)

const nobody = userError(
  'NOBODY_IN_SCOPE',
  'input.scope',
  '通知范围内没有在任委员，请调整范围',
  'No member in office is in the scope; widen it',
)
