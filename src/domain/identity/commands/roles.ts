import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { newId, parseGlobalId } from '../../../kernel/ids.ts'
import { Refused, userError } from '../../../kernel/user-error.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { lockRow, notFound, requirePermission } from '../../../platform/commands/load.ts'
import { organizationNumber } from '../../organizations/queries.ts'
import { organizations } from '../../organizations/tables.ts'
import { canSeeGrant, requireSession } from '../policy.ts'
import { ACCOUNT_PREFIX, GRANT_PREFIX } from '../prefixes.ts'
import { isRole, type Role, worksFor } from '../roles.ts'
import { MOST_AT_ONCE, roleAgainst } from '../rules.ts'
import { roleGrants } from '../tables.ts'
import { rolesOf } from './shared.ts'
import { lockWorkplace, NOWHERE, type Workplace } from './workplaces.ts'

interface Holder {
  readonly organizationId: string
  readonly id: string
}

export interface Grant {
  readonly organizationId: string
  readonly account: Holder
  readonly role: Role
  /** RFC 3339; null: until taken away. */
  readonly validUntil: string | null
  /** The unit or office that the role is for; none for most roles. */
  readonly workplace?: Workplace
}

interface GrantInput {
  readonly input: {
    readonly account: string
    readonly organization: string
    readonly role: Role
    readonly undertakingUnit?: string | null
    readonly assigningOffice?: string | null
    readonly validUntil?: string | null
  }
}

/** Gives a role that counts in `organization` to an account, of this committee or of another one. */
export const grantRole = command('roleGrant', async (work: Work, { input }: GrantInput) => {
  const given = await grantOf(work, input)
  return insertGrant(work, { ...given, account: holderOf(input.account, 'input.account') }, 'input.account')
})

interface GrantManyInput {
  readonly input: Omit<GrantInput['input'], 'account'> & { readonly accounts: readonly string[] }
}

/** The same role to up to 200 accounts; all or none. */
export const grantRoleToMany = command('roleGrantMany', async (work: Work, { input }: GrantManyInput) => {
  const given = await grantOf(work, input)
  const ids = [...new Set(input.accounts)]
  if (ids.length === 0 || ids.length > MOST_AT_ONCE) {
    throw new Refused(
      userError(
        'OUT_OF_RANGE',
        'input.accounts',
        `一次 1 至 ${MOST_AT_ONCE} 个账号`,
        `1 to ${MOST_AT_ONCE} accounts at a time`,
      ),
    )
  }
  const granted = []
  for (const [index, id] of ids.entries()) {
    const field = `input.accounts.${index}`
    granted.push(await insertGrant(work, { ...given, account: holderOf(id, field) }, field))
  }
  return granted
})

/** What is the same for everybody who gets the role. */
async function grantOf(work: Work, input: Omit<GrantInput['input'], 'account'>): Promise<Omit<Grant, 'account'>> {
  requireSession(work.viewer)
  const organizationId = organizationNumber(input.organization)
  if (organizationId === null) throw notFound('input.organization')
  requirePermission(work.viewer, 'ROLE_MANAGE', organizationId)
  const validUntil = input.validUntil ?? null
  if (validUntil !== null && new Date(validUntil) <= work.now) {
    throw new Refused(
      userError('OUT_OF_RANGE', 'input.validUntil', '截止时间须晚于现在', 'The end must lie in the future'),
    )
  }
  await lockRoles(work, organizationId)
  const workplace = await lockWorkplace(work, organizationId, worksFor(input.role), input)
  return { organizationId, role: input.role, validUntil, workplace }
}

/** Roles of one committee are given one at a time, so that two at once cannot put together what must be apart. */
async function lockRoles({ db }: Work, organizationId: string): Promise<void> {
  const [locked] = await db
    .select({ id: organizations.organizationId })
    .from(organizations)
    .where(eq(organizations.organizationId, organizationId))
    .for('no key update')
  if (!locked) throw notFound('input.organization')
}

function holderOf(globalId: string, field: string): Holder {
  const key = parseGlobalId(globalId)
  if (key?.prefix !== ACCOUNT_PREFIX) throw notFound(field)
  return key
}

/** Checks the duties and writes the grant. The committee's roles are locked by the caller. */
export async function insertGrant(work: Work, grant: Grant, field: string) {
  const { organizationId, account, role, validUntil, workplace = NOWHERE } = grant
  if (isSelf(work.viewer, account)) throw new Refused(ownRole('input.account'))
  if ((await rolesOf(work.tx, account)) === null) throw notFound(field)
  const held = await heldIn(work, organizationId, account)
  if (held.some(one => one.role === role && isSamePlace(one, workplace))) {
    throw new Refused(userError('ALREADY_GRANTED', field, '该账号已有此角色', 'The account holds this role already'))
  }
  const against = roleAgainst(
    role,
    held.map(one => one.role),
  )
  if (against) throw new Refused(notSeparated(against, field))
  const id = newId()
  await work.db.insert(roleGrants).values({
    organizationId,
    id,
    accountOrganizationId: account.organizationId,
    accountId: account.id,
    role,
    validUntil,
    ...workplace,
  })
  const holder = { accountOrganizationId: account.organizationId, accountId: account.id }
  const payload = { ...holder, role, validUntil, ...workplace }
  work.record(organizationId, { recordType: 'RoleGrant', recordId: id, version: 1, op: 'CREATE', payload })
  return { organizationId, id }
}

const isSelf = (viewer: Viewer, account: Holder): boolean =>
  viewer.accountId === account.id && viewer.organizationId === account.organizationId

const ownRole = (field: string) =>
  userError(
    'OWN_ACCOUNT',
    field,
    '不能变更自己的角色，请由另一位安全管理员办理',
    'Not your own roles; ask another security administrator',
  )

const notSeparated = (against: Role, field: string) =>
  userError(
    'DUTIES_NOT_SEPARATED',
    field,
    `该账号在本单位已有角色 ${against}，系统管理、安全管理、审计三员必须分设`,
    `The account holds ${against} here; administrator, security administrator and auditor must be three people`,
  )

/** A role may be held for several units at once. */
const isSamePlace = (one: Workplace, other: Workplace): boolean =>
  one.undertakingUnitId === other.undertakingUnitId && one.assigningOfficeId === other.assigningOfficeId

/** Roles held now or later in one committee. */
async function heldIn(
  { db }: Work,
  organizationId: string,
  account: Holder,
): Promise<(Workplace & { readonly role: Role })[]> {
  const { role, undertakingUnitId, assigningOfficeId } = roleGrants
  const rows = await db
    .select({ role, undertakingUnitId, assigningOfficeId })
    .from(roleGrants)
    .where(
      and(
        eq(roleGrants.organizationId, organizationId),
        eq(roleGrants.accountOrganizationId, account.organizationId),
        eq(roleGrants.accountId, account.id),
        or(isNull(roleGrants.validUntil), gt(roleGrants.validUntil, sql`now()`)),
      ),
    )
  return rows.flatMap(({ role, ...place }) => (isRole(role) ? [{ role, ...place }] : []))
}

/** Takes a role away; it stops within seconds. The grant stays as history. */
export const revokeRole = command('roleRevoke', async (work: Work, { id }: { id: string }) => {
  requireSession(work.viewer)
  const grant = await lockRow(work, roleGrants, GRANT_PREFIX, id, {
    see: canSeeGrant,
    may: (viewer, row) => viewer.can('ROLE_MANAGE', row.organizationId),
  })
  const { organizationId, accountOrganizationId, accountId, role, undertakingUnitId, assigningOfficeId } = grant
  // Also keeps at least one security administrator: nobody can take away the last one's role but another.
  if (isSelf(work.viewer, { organizationId: accountOrganizationId, id: accountId })) throw new Refused(ownRole('id'))
  const [ended] = await work.db
    .update(roleGrants)
    .set({ validUntil: sql`now()`, version: grant.version + 1 })
    .where(
      and(
        eq(roleGrants.organizationId, organizationId),
        eq(roleGrants.id, grant.id),
        or(isNull(roleGrants.validUntil), gt(roleGrants.validUntil, sql`now()`)),
      ),
    )
    .returning({ validUntil: roleGrants.validUntil })
  if (!ended)
    throw new Refused(
      userError('INVALID_STATE', 'id', '该角色已收回或已到期', 'The role was taken away or has ended already'),
    )
  const place = { undertakingUnitId, assigningOfficeId }
  const payload = { accountOrganizationId, accountId, role, validUntil: ended.validUntil, ...place }
  work.record(organizationId, {
    recordType: 'RoleGrant',
    recordId: grant.id,
    version: grant.version + 1,
    op: 'UPDATE',
    payload,
  })
  return { organizationId, id: grant.id }
})
