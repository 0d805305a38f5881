import { and, count, eq, isNull } from 'drizzle-orm'
import { newId, parseGlobalId } from '../../../kernel/ids.ts'
import { Refused, userError } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { forbidden, notFound } from '../../../platform/commands/load.ts'
import { hashToken, newOpaqueToken } from '../../../platform/security/opaque-token.ts'
import { requireSession } from '../policy.ts'
import { TOKEN_PREFIX } from '../prefixes.ts'
import type { Permission } from '../roles.ts'
import { rightsOf } from '../roles.ts'
import { checkedText, checkToken, endOfDay, MAX_NAME_LENGTH, MOST_TOKENS, type TokenWish } from '../rules.ts'
import { personalAccessTokens } from '../tables.ts'
import { rolesOf } from './shared.ts'

export interface NewToken {
  readonly organizationId: string
  readonly id: string
  /** Shown once; only its hash is stored. */
  readonly token: string
}

/** A token for one's scripts. It can do what its scopes and its owner's roles both allow. */
export const createToken = command('personalAccessTokenCreate', async (work: Work, { input }: { input: TokenWish }) => {
  const { viewer } = work
  requireSession(viewer)
  const { organizationId, accountId } = viewer
  if (!organizationId || !accountId) throw forbidden()
  return insertToken(work, { organizationId, id: accountId }, input, permission => viewer.has(permission))
})

/** The same for any account, asked from the terminal by whoever runs the server. */
export const issueTokenFor = command(
  'personalAccessTokenCreate',
  async (work: Work, { account, input }: IssueInput) => {
    const held = await rolesOf(work.tx, account)
    if (!held) throw notFound('account')
    const permissions = new Set<Permission>(held.flatMap(({ role }) => rightsOf(role).own))
    return insertToken(work, account, input, permission => permissions.has(permission))
  },
)

interface IssueInput {
  readonly account: { readonly organizationId: string; readonly id: string }
  readonly input: TokenWish
}

async function insertToken(
  work: Work,
  account: IssueInput['account'],
  wish: TokenWish,
  holds: (permission: Permission) => boolean,
): Promise<NewToken> {
  const errors = checkToken(wish, holds, work.now)
  if (errors.length > 0) throw new Refused(...errors)
  const { organizationId, id: accountId } = account
  await refuseTooMany(work, account)
  const [id, token] = [newId(), newOpaqueToken('pat', organizationId)]
  const name = checkedText('input.name', wish.name, MAX_NAME_LENGTH)
  const scopes = [...new Set(wish.scopes)].sort()
  const expiresAt = endOfDay(wish.expiresOn).toISOString()
  const tokenHash = hashToken(work.context.keyRing.current(), token)
  await work.db.insert(personalAccessTokens).values({
    organizationId,
    id,
    accountId,
    name,
    tokenHash,
    scopes,
    expiresAt,
    createdAt: work.now.toISOString(),
  })
  work.record(organizationId, {
    recordType: 'PersonalAccessToken',
    recordId: id,
    version: 1,
    op: 'CREATE',
    payload: { accountId, name, scopes, expiresAt },
  })
  return { organizationId, id, token }
}

async function refuseTooMany({ db }: Work, { organizationId, id }: IssueInput['account']): Promise<void> {
  const [row] = await db
    .select({ held: count() })
    .from(personalAccessTokens)
    .where(
      and(
        eq(personalAccessTokens.organizationId, organizationId),
        eq(personalAccessTokens.accountId, id),
        isNull(personalAccessTokens.revokedAt),
      ),
    )
  if ((row?.held ?? 0) < MOST_TOKENS) return
  throw new Refused(
    userError(
      'TOO_MANY',
      null,
      `最多 ${MOST_TOKENS} 个访问令牌，请先撤销不用的`,
      `At most ${MOST_TOKENS} tokens; revoke those not used`,
    ),
  )
}

/** Ends one of one's own tokens; it stops within seconds. */
export const revokeToken = command(
  'personalAccessTokenRevoke',
  async ({ db, now, viewer, record }: Work, { id }: { id: string }) => {
    requireSession(viewer)
    const key = parseGlobalId(id)
    const { organizationId, accountId } = viewer
    if (!accountId || key?.prefix !== TOKEN_PREFIX || key.organizationId !== organizationId) throw notFound('id')
    const [ended] = await db
      .update(personalAccessTokens)
      .set({ revokedAt: now.toISOString(), version: 2 })
      .where(
        and(
          eq(personalAccessTokens.organizationId, organizationId),
          eq(personalAccessTokens.id, key.id),
          eq(personalAccessTokens.accountId, accountId),
          isNull(personalAccessTokens.revokedAt),
        ),
      )
      .returning()
    if (!ended) throw notFound('id')
    const payload = { accountId, name: ended.name, revokedAt: ended.revokedAt }
    record(organizationId, { recordType: 'PersonalAccessToken', recordId: key.id, version: 2, op: 'UPDATE', payload })
    return key
  },
)
