import { normaliseLogin } from '../domain/identity/rules.ts'
import { signInSessions } from '../domain/identity/tables.ts'
import { newId } from '../kernel/ids.ts'
import { systemViewer } from '../kernel/viewer.ts'
import { appendChanges } from '../platform/changelog/append.ts'
import { notFound } from '../platform/commands/load.ts'
import { transaction } from '../platform/db/transaction.ts'
import type { Services } from '../platform/services.ts'

const SESSION_MINUTES = 60

export interface TerminalSession {
  readonly authorization: string
  readonly organizationId: string
}

/**
 * A short session of an account, for whoever runs the server: requests made with it pass the same gates as any other and
 * see what that account sees. Opening it is noted in the account's chain.
 */
export async function openTerminalSession(services: Services, login: string): Promise<TerminalSession> {
  const { rows } = await services.database.reads.query<{ organization: string; account: string }>(
    'select organization_id::text as organization, account_id as account from route_sign_in($1)',
    [normaliseLogin(login)],
  )
  const [found] = rows
  if (!found) throw notFound('account')
  const { organization: organizationId, account: accountId } = found
  const sessionId = newId()
  const expiresAt = new Date(services.clock().getTime() + SESSION_MINUTES * 60_000).toISOString()
  await transaction(services.database, systemViewer(organizationId), async tx => {
    await tx.db
      .insert(signInSessions)
      .values({ organizationId, id: sessionId, accountId, expiresAt, userAgent: 'cppcc' })
    await appendChanges(tx, organizationId, 'terminal', [
      {
        recordType: 'SignInSession',
        recordId: sessionId,
        version: 1,
        op: 'CREATE',
        action: 'terminalSession',
        payload: { accountId, expiresAt },
      },
    ])
  })
  const { token } = await services.accessTokens.issue({ organizationId, accountId, sessionId })
  return { authorization: `Bearer ${token}`, organizationId }
}
