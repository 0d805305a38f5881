import type { AddressInfo } from 'node:net'
import { createApp } from '../../src/app.ts'
import { loadConfig } from '../../src/config.ts'
import { announce, setting } from './shared.ts'

/** The service itself, as `npm start` makes it, over the runtime login: sign-in, row-level security and audit are on. */
const app = await createApp({ config: loadConfig(), databaseUrl: setting('DATABASE_URL') })
await app.http.listen({ port: 0, host: '127.0.0.1' })

export interface TokenRequest {
  readonly organizationId: string
  readonly accountId: string
}

// The benchmark's sessions have the number of their account. Tokens are short-lived and asked for again each round.
process.on('message', async (accounts: readonly TokenRequest[]) => {
  const issued = await Promise.all(
    accounts.map(account => app.services.accessTokens.issue({ ...account, sessionId: account.accountId })),
  )
  process.send?.({ tokens: issued.map(({ token }) => token) })
})
announce((app.http.server.address() as AddressInfo).port)
