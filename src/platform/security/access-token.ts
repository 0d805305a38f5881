import { hash, type KeyObject } from 'node:crypto'
import { type CompactJWSHeaderParameters, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { type Clock, systemClock } from '../../kernel/clock.ts'
import { isUuid, newId } from '../../kernel/ids.ts'
import { ApiError } from '../../kernel/user-error.ts'
import { boundedCache } from './bounded-cache.ts'
import type { KeyRing } from './key-ring.ts'
import { activeSigningKey, type Keys, verifyingKey } from './keys.ts'

const ALGORITHM = 'EdDSA'
const TYPE = 'at+jwt'
/** With the tolerance between the clocks of two nodes, ten minutes at the most. */
export const ACCESS_TOKEN_SECONDS = 590
const CLOCK_TOLERANCE_SECONDS = 10
const MAX_TOKEN_LENGTH = 2_048
const CACHED_TOKENS = 10_000
const HEADER_MEMBERS = new Set(['alg', 'typ', 'kid'])
const ORGANIZATION = /^\d{1,18}$/

/** Whom a token speaks for. Roles are not in it: they are read anew, so that a removed one ends within seconds. */
export interface AccessGrant {
  readonly accountId: string
  readonly organizationId: string
  readonly sessionId: string
}

export interface AccessClaims extends AccessGrant {
  readonly tokenId: string
  readonly issuedAt: Date
  readonly expiresAt: Date
}

export interface AccessTokens {
  issue(grant: AccessGrant): Promise<{ token: string; expiresAt: Date }>
  /** The claims of a valid token. Throws ApiError UNAUTHENTICATED otherwise, saying only "expired" or "not valid". */
  verify(token: string): Promise<AccessClaims>
}

interface Options {
  readonly keyRing: KeyRing
  /** This service's own address, the `iss` and `aud` of its tokens. */
  readonly issuer: string
  readonly audience: string
  readonly clock?: Clock
}

/** Access tokens by RFC 9068, with one algorithm and keys from the key file only (RFC 8725, 3.1 and 3.10). */
export function createAccessTokens({ keyRing, issuer, audience, clock = systemClock }: Options): AccessTokens {
  const cache = boundedCache<AccessClaims>(CACHED_TOKENS)
  let cachedUnder: Keys = keyRing.current()

  async function issue(grant: AccessGrant): Promise<{ token: string; expiresAt: Date }> {
    const now = clock()
    const key = activeSigningKey(keyRing.current(), now)
    const issuedAt = Math.floor(now.getTime() / 1000)
    const exp = issuedAt + ACCESS_TOKEN_SECONDS
    const token = await new SignJWT({ org: grant.organizationId, sid: grant.sessionId, client_id: audience })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: key.kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(grant.accountId)
      .setJti(newId())
      .setIssuedAt(issuedAt)
      .setExpirationTime(exp)
      .sign(key.privateKey)
    return { token, expiresAt: new Date(exp * 1000) }
  }

  async function verify(token: string): Promise<AccessClaims> {
    if (token.length > MAX_TOKEN_LENGTH) throw notValid()
    const now = clock()
    const keys = keyRing.current()
    // A revoked key takes its tokens along, also the ones verified before.
    if (keys !== cachedUnder) cache.clear()
    cachedUnder = keys
    // Kept by digest, so that a heap dump holds no token that still works.
    const digest = hash('sha256', token, 'base64url')
    const known = cache.get(digest)
    if (known && now < known.expiresAt) return known
    const claims = await verifySignature(token, now)
    if (now < claims.expiresAt) cache.set(digest, claims)
    return claims
  }

  async function verifySignature(token: string, now: Date): Promise<AccessClaims> {
    try {
      const { payload } = await jwtVerify(token, header => keyOf(header, now), {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer,
        audience,
        requiredClaims: ['sub', 'org', 'sid', 'jti', 'iat', 'exp'],
        maxTokenAge: ACCESS_TOKEN_SECONDS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: now,
      })
      return claimsOf(payload)
    } catch (error) {
      throw error instanceof errors.JWTExpired ? expired() : notValid(error)
    }
  }

  /** The key by its exact id in our own file. A header that brings a key or a place of one along is refused. */
  function keyOf(header: CompactJWSHeaderParameters, now: Date): KeyObject {
    if (Object.keys(header).some(member => !HEADER_MEMBERS.has(member))) throw notValid()
    if (typeof header.kid !== 'string') throw notValid()
    const key = verifyingKey(keyRing.current(), header.kid, now) ?? verifyingKey(keyRing.lookAgain(), header.kid, now)
    if (key === null) throw notValid()
    return key.publicKey
  }

  return { issue, verify }
}

function claimsOf({ sub, org, sid, jti, iat, exp }: JWTPayload): AccessClaims {
  const wellFormed =
    typeof sub === 'string' &&
    isUuid(sub) &&
    typeof sid === 'string' &&
    isUuid(sid) &&
    typeof org === 'string' &&
    ORGANIZATION.test(org)
  if (!wellFormed || jti === undefined || iat === undefined || exp === undefined) throw notValid()
  return {
    accountId: sub,
    organizationId: org,
    sessionId: sid,
    tokenId: jti,
    issuedAt: new Date(iat * 1000),
    expiresAt: new Date(exp * 1000),
  }
}

const expired = () =>
  new ApiError('UNAUTHENTICATED', '访问令牌已过期，请刷新后重试', 'The access token has expired; refresh it')

const notValid = (cause?: unknown) =>
  new ApiError('UNAUTHENTICATED', '访问令牌无效，请重新登录', 'The access token is not valid; sign in again', { cause })
