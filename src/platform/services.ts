import type { FastifyBaseLogger } from 'fastify'
import type { Config } from '../config.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Database } from './db/pool.ts'
import type { BlobStore } from './files/blob-types.ts'
import type { AccessTokens } from './security/access-token.ts'
import type { KeyRing } from './security/key-ring.ts'
import type { PasswordHasher } from './security/password.ts'
import type { Sealer } from './security/sealed.ts'
import type { SignInThrottle } from './security/throttle.ts'

/** What the process has one of: made in app.ts, given to commands and routes, replaced by nothing in tests but the clock. */
export interface Services {
  readonly config: Config
  readonly database: Database
  readonly clock: Clock
  readonly log: FastifyBaseLogger
  readonly keyRing: KeyRing
  readonly accessTokens: AccessTokens
  readonly passwords: PasswordHasher
  readonly sealer: Sealer
  readonly throttle: SignInThrottle
  /** Bytes of uploaded files. */
  readonly blobs: BlobStore
}
