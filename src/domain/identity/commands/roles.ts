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
import { isRole, type Role } from '../roles.ts'
import { MOST_AT_ONCE, roleAgainst } from '../rules.ts'
import { roleGrants } from '../tables.ts'
import { rolesOf } from './shared.ts'

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
}

interface GrantInput {
  readonly input: {
    readonly account: string
    readonly organization: string
    readonly role: Role
    readonly validUntil?: string | null
  }
}

/** Gives a role that counts in `organization` to an account, of this committee or of another one. */
export const grantRole = command('roleGrant', async (work: Work, { input }: GrantInput) => {
  const { organizationId, validUntil } = await placeOf(work, input)
  const account = holderOf(input.account, 'input.account')
  return insertGrant(work, { organizationId, account, role: input.role, validUntil }, 'input.account')
})

interface GrantManyInput {
  readonly input: Omit<GrantInput['input'], 'account'> & { readonly accounts: readonly string[] }
}

/** The same role to up to 200 accounts; all or none. */
export const grantRoleToMany = command('roleGrantMany', async (work: Work, { input }: GrantManyInput) => {
  const { organizationId, validUntil } = await placeOf(work, input)
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
    granted.push(
      await insertGrant(work, { organizationId, account: holderOf(id, field), role: input.role, validUntil }, field),
    )
  }
  return granted
})

async function placeOf(work: Work, input: { organization: string; validUntil?: string | null }) {
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
  return { organizationId, validUntil }
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
export async function insertGrant(work: Work, { organizationId, account, role, validUntil }: Grant, field: string) {
  if (isSelf(work.viewer, account)) throw new Refused(ownRole('input.account'))
  if ((await rolesOf(work.tx, account)) === null) throw notFound(field)
  const held = await heldIn(work, organizationId, account)
  if (held.includes(role)) {
    throw new Refused(userError('ALREADY_GRANTED', field, '该账号已有此角色', 'The account holds this role already'))
  }
  const against = roleAgainst(role, held)
  if (against) throw new Refused(notSeparated(against, field))
  const id = newId()
  await work.db.insert(roleGrants).values({
    organizationId,
    id,
    accountOrganizationId: account.organizationId,
    accountId: account.id,
    role,
    validUntil,
  })
  const payload = { accountOrganizationId: account.organizationId, accountId: account.id, role, validUntil }
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

/** Roles held now or later in one committee. */
async function heldIn({ db }: Work, organizationId: string, account: Holder): Promise<Role[]> {
  const rows = await db
    .select({ role: roleGrants.role })
    .from(roleGrants)
    .where(
      and(
        eq(roleGrants.organizationId, organizationId),
        eq(roleGrants.accountOrganizationId, account.organizationId),
        eq(roleGrants.accountId, account.id),
        or(isNull(roleGrants.validUntil), gt(roleGrants.validUntil, sql`now()`)),
      ),
    )
  return rows.map(({ role }) => role).filter(isRole)
}

/** Takes a role away; it stops within seconds. The grant stays as history. */
export const revokeRole = command('roleRevoke', async (work: Work, { id }: { id: string }) => {
  requireSession(work.viewer)
  const grant = await lockRow(work, roleGrants, GRANT_PREFIX, id, {
    see: canSeeGrant,
    may: (viewer, row) => viewer.can('ROLE_MANAGE', row.organizationId),
  })
  const { organizationId, accountOrganizationId, accountId, role } = grant
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
  const payload = { accountOrganizationId, accountId, role, validUntil: ended.validUntil }
  work.record(organizationId, {
    recordType: 'RoleGrant',
    recordId: grant.id,
    version: grant.version + 1,
    op: 'UPDATE',
    payload,
  })
  return { organizationId, id: grant.id }
})
