import type { FastifyInstance } from 'fastify'
import type { JSONWebKeySet } from 'jose'
import { type Static, Type } from 'typebox'
import type { UserError } from '../../kernel/user-error.ts'
import type { Outcome } from '../../platform/commands/command.ts'
import type { Context } from '../../platform/context.ts'
import { contextOfRequest } from '../../platform/context.ts'
import { problems } from '../../platform/http/openapi.ts'
import { type HttpProblem, httpProblem } from '../../platform/http/problem-types.ts'
import type { TypeBoxProvider } from '../../platform/http/validation.ts'
import { publicJwks } from '../../platform/security/keys.ts'
import type { Services } from '../../platform/services.ts'
import { refreshSession, revokeByRefreshToken } from './commands/refresh.ts'
import { signIn, type Tokens } from './commands/sign-in.ts'

/** Names as in RFC 6749, in JSON: clients know them from elsewhere. */
const TokenRequest = Type.Object(
  {
    grant_type: Type.Enum(['password', 'refresh_token'], { description: '授权方式 (grant)' }),
    username: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: '登录名，如手机号 (grant password)' }),
    ),
    password: Type.Optional(Type.String({ minLength: 1, maxLength: 1_000, description: '密码 (grant password)' })),
    totp_code: Type.Optional(
      Type.String({ maxLength: 64, description: '动态口令或恢复码 (second factor, where it is on)' }),
    ),
    device: Type.Optional(
      Type.String({
        pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
        description: '设备标识：应用自行生成并保存的随机 UUID (made once by the app and kept)',
      }),
    ),
    refresh_token: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: '刷新令牌 (grant refresh_token)' }),
    ),
  },
  { additionalProperties: false },
)

const TokenAnswer = Type.Object({
  access_token: Type.String({ description: '访问令牌，用于 Authorization: Bearer (RFC 9068)' }),
  token_type: Type.Literal('Bearer'),
  expires_in: Type.Integer({ description: '访问令牌有效秒数 (seconds)' }),
  refresh_token: Type.String({ description: '下一次使用的刷新令牌，只能用一次 (works once)' }),
  refresh_token_expires_in: Type.Integer({ description: '不再刷新时登录的剩余秒数 (seconds)' }),
})

const RevokeRequest = Type.Object(
  { token: Type.String({ minLength: 1, maxLength: 200, description: '刷新令牌 (refresh token)' }) },
  { additionalProperties: false },
)

const Jwks = Type.Unsafe<JSONWebKeySet>(Type.Object({ keys: Type.Array(Type.Record(Type.String(), Type.String())) }))

/** Tokens over REST: sign-in, refresh, sign-out, and the keys by which others verify our access tokens. */
export function registerIdentityRoutes(http: FastifyInstance, services: Services): void {
  const app = http.withTypeProvider<TypeBoxProvider>()
  const tags = ['auth']
  app.post(
    '/auth/v1/token',
    {
      schema: {
        tags,
        summary: '登录或刷新 (sign in, or refresh)',
        body: TokenRequest,
        response: { 200: TokenAnswer, ...problems(400, 401, 403, 415, 422, 429, 503) },
      },
    },
    async request => answerOf(services, await tokensFor(contextOfRequest(services, request), request.body)),
  )
  app.post(
    '/auth/v1/revoke',
    {
      schema: {
        tags,
        summary: '退出登录 (end a session, RFC 7009)',
        body: RevokeRequest,
        response: {
          204: Type.Null({ description: '已退出，或令牌本已无效 (ended, or was no token)' }),
          ...problems(400, 415, 503),
        },
      },
    },
    async (request, reply) => {
      await revokeByRefreshToken(contextOfRequest(services, request), request.body.token)
      return reply.code(204).send(null)
    },
  )
  app.get(
    '/.well-known/jwks.json',
    { schema: { tags, summary: '验证访问令牌的公钥 (public keys, RFC 7517)', response: { 200: Jwks } } },
    async (_request, reply) => {
      // Shorter than the minute by which a new key is published before it signs.
      reply.header('cache-control', 'public, max-age=30')
      return reply.send(publicJwks(services.keyRing.current(), services.clock()))
    },
  )
}

async function tokensFor(context: Context, body: Static<typeof TokenRequest>): Promise<Outcome<Tokens>> {
  if (body.grant_type === 'refresh_token') return refreshSession(context, required(body, 'refresh_token'))
  const [login, password] = [required(body, 'username'), required(body, 'password')]
  return signIn(context, { login, password, totpCode: body.totp_code, device: body.device })
}

function required(body: Static<typeof TokenRequest>, name: 'username' | 'password' | 'refresh_token'): string {
  const value = body[name]
  if (value !== undefined) return value
  const error: UserError = { code: 'REQUIRED', field: [name], message: { zh: '必填', en: 'Required' } }
  throw httpProblem(400, 'BAD_REQUEST', `缺少 ${name}`, `${name} is missing`, { errors: [error] })
}

function answerOf({ clock }: Services, { result, userErrors }: Outcome<Tokens>): Static<typeof TokenAnswer> {
  if (result === null) throw problemOf(userErrors)
  const secondsTo = (moment: Date) => Math.max(0, Math.round((moment.getTime() - clock().getTime()) / 1_000))
  return {
    access_token: result.accessToken,
    token_type: 'Bearer',
    expires_in: secondsTo(result.accessTokenExpiresAt),
    refresh_token: result.refreshToken,
    refresh_token_expires_in: secondsTo(result.refreshTokenExpiresAt),
  }
}

const STATUS: Readonly<Record<string, number>> = {
  INVALID_CREDENTIALS: 401,
  INVALID_REFRESH_TOKEN: 401,
  INVALID_SECOND_FACTOR: 401,
  SECOND_FACTOR_REQUIRED: 401,
}

/** A refused sign-in: 401 where other credentials would help, 403 where something must be done first. */
function problemOf(errors: readonly UserError[]): HttpProblem {
  const [first] = errors
  if (!first) throw new Error('a refusal without a reason')
  const status = STATUS[first.code] ?? 403
  return httpProblem(status, first.code, first.message.zh, first.message.en, {
    errors: errors
      .map(error => ({ ...error, field: error.field?.slice(-1).map(restName) ?? null }))
      .filter(error => error.field !== null),
    // RFC 9110, 15.5.2: a 401 names a scheme.
    ...(status === 401 ? { headers: { 'www-authenticate': 'Bearer' } } : {}),
  })
}

const restName = (name: string): string => ({ totpCode: 'totp_code', refreshToken: 'refresh_token' })[name] ?? name
