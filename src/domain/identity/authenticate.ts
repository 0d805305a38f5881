import type { FastifyRequest } from 'fastify'
import { ApiError } from '../../kernel/user-error.ts'
import { anonymous, type Viewer } from '../../kernel/viewer.ts'
import { hashToken, parseOpaqueToken } from '../../platform/security/opaque-token.ts'
import type { Services } from '../../platform/services.ts'
import { noteTokenUse } from './token-use.ts'
import { type Claims, viewerLoader } from './viewer.ts'

/** Who a request's Authorization header speaks for. A bad or ended token is UNAUTHENTICATED, not anonymous. */
export function authenticator(services: Services): (request: Pick<FastifyRequest, 'headers'>) => Promise<Viewer> {
  const load = viewerLoader(services.database, () => services.clock().getTime())
  const noteUse = noteTokenUse(services)
  const known = new WeakMap<object, Promise<Viewer>>()

  async function ofHeader(header: string | undefined): Promise<Viewer> {
    if (header === undefined) return anonymous
    const [, token] = /^Bearer ([\w.~+/-]+=*)$/i.exec(header) ?? []
    if (!token) throw ended()
    const claims = await claimsOf(services, token)
    const viewer = await load(claims)
    if (viewer.kind === 'anonymous') throw ended()
    if (claims.tokenHash) noteUse(claims.organizationId, claims.tokenHash)
    return viewer
  }

  return request => {
    const viewer = known.get(request) ?? ofHeader(request.headers.authorization)
    known.set(request, viewer)
    return viewer
  }
}

async function claimsOf(services: Services, token: string): Promise<Claims> {
  const opaque = parseOpaqueToken(token)
  if (opaque?.kind === 'pat') {
    const tokenHash = hashToken(services.keyRing.current(), token)
    return { organizationId: opaque.organizationId, accountId: null, sessionId: null, tokenHash }
  }
  const { organizationId, accountId, sessionId } = await services.accessTokens.verify(token)
  return { organizationId, accountId, sessionId, tokenHash: null }
}

const ended = () =>
  new ApiError(
    'UNAUTHENTICATED',
    '登录已失效，请重新登录',
    'The sign-in has ended or the token is not valid; sign in again',
  )
