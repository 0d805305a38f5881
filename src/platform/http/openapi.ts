import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { type TSchema, Type } from 'typebox'
import { PROBLEM_JSON } from './problem.ts'
import { statusText } from './problem-types.ts'
import { LOCAL_PAGE_POLICY } from './security-headers.ts'

export interface OpenApiOptions {
  readonly version: string
  /** The address clients use, or '' for the one they asked. */
  readonly publicUrl: string
}

/** The body of every answer that is not success (RFC 9457). */
export const ProblemSchema = Type.Object(
  {
    type: Type.String({ description: '始终为 about:blank，错误以 code 区分 (always about:blank; see code)' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: '可展示给用户的说明 (what to show a person), by Accept-Language' }),
    code: Type.String({ description: '错误代码 (stable code)' }),
    requestId: Type.Optional(Type.String({ description: '请求编号 (also in X-Request-Id)' })),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          code: Type.String(),
          field: Type.Union([Type.Array(Type.String()), Type.Null()]),
          message: Type.String(),
        }),
      ),
    ),
  },
  { title: 'Problem' },
)

/** Entries of a route's `response` for the problems it may answer: `response: { 200: X, ...problems(401, 404) }`. */
export function problems(...statuses: readonly number[]): Record<number, object> {
  return Object.fromEntries(
    statuses.map(status => {
      const { zh, en } = statusText(status).title
      return [status, { description: `${zh} (${en})`, content: { [PROBLEM_JSON]: { schema: ProblemSchema } } }]
    }),
  )
}

/** The header of writes that may be repeated safely: the same key and content give the first answer again. */
export const IdempotencyKey = Type.Optional(
  Type.String({
    minLength: 8,
    maxLength: 128,
    pattern: '^[A-Za-z0-9._~-]+$',
    description:
      '幂等键：重复提交同一键与内容返回首次结果 (the same key and content return the first result; 409 while it runs, 422 with other content)',
  }),
)

/** Adds the Idempotency-Key header to a route's headers. Node gives header names in lower case. */
export const withIdempotencyKey = <T extends Record<string, TSchema>>(headers: T) =>
  Type.Object({ ...headers, 'idempotency-key': IdempotencyKey })

/** OpenAPI 3.1 at `/openapi.json` and its page at `/docs`, all served from here. Register before the routes. */
export async function registerOpenApi(app: FastifyInstance, options: OpenApiOptions): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'smart-cppcc',
        version: options.version,
        description: '智慧政协开放接口：令牌、文件、导入导出、健康检查；其余数据用 GraphQL (/graphql)。',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: options.publicUrl === '' ? '/' : options.publicUrl }],
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
    transformObject: document =>
      'openapiObject' in document
        ? { ...document.openapiObject, paths: described(document.openapiObject.paths as Paths) }
        : document.swaggerObject,
  })
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.header('cache-control', 'no-cache').send(app.swagger()),
  )
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: LOCAL_PAGE_POLICY,
    // The page's default validator is a service on the internet.
    uiConfig: { validatorUrl: null, deepLinking: true, docExpansion: 'list' },
    theme: { title: 'smart-cppcc · REST' },
  })
}

/** Routes of plugins, which say nothing of themselves: GraphQL and its page have a schema of their own. */
const NOT_REST = ['/graphql', '/explorer']

/** Operations by path and method. */
type Paths = Readonly<Record<string, Readonly<Record<string, object>>>>

/** Every operation by a name that clients can be generated with, and open where it does not ask for a token. */
function described(paths: Paths): Paths {
  const ours = Object.entries(paths).filter(([path]) => !NOT_REST.some(one => path.startsWith(one)))
  const named = ([path, operations]: [string, Paths[string]]) =>
    Object.entries(operations).map(([method, operation]) => [
      method,
      { security: [], ...operation, operationId: operationId(method, path) },
    ])
  return Object.fromEntries(ours.map(entry => [entry[0], Object.fromEntries(named(entry))]))
}

/** `GET /exports/v1/duty-records` is `getExportsDutyRecords`, a part of a path in braces `ByIt`. */
function operationId(method: string, path: string): string {
  const words = path
    .replaceAll(/\{(\w+)\}/g, '/by/$1')
    .split(/[^A-Za-z0-9]+/)
    .filter(word => word !== '' && !/^v\d+$/.test(word))
  return method + words.map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
