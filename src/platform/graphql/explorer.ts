import staticFiles from '@fastify/static'
import type { AltairConfigOptions } from 'altair-static'
import type { FastifyInstance } from 'fastify'

export interface ExampleQuery {
  /** Shown as the window's title. */
  readonly name: string
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
  /** Asked without a token: it gives one, which the other windows send. */
  readonly signsIn?: true
}

export interface ExplorerOptions {
  /** From config: nothing is registered when false. */
  readonly enabled: boolean
  /** The schema as clients are to read it. */
  readonly sdl: string
  readonly examples: readonly ExampleQuery[]
  /** `/explorer` when left out. */
  readonly path?: string
  /** `/graphql` when left out. */
  readonly endpoint?: string
}

/**
 * Everything from this server, as government intranets have no internet. Altair writes styles at run time and starts
 * workers; the scripts of its windows, which need eval in a frame of our own origin, stay off.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "frame-src 'self'",
  "manifest-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

/** Serves the explorer with the examples in its windows, and the schema's text at `<endpoint>/schema.graphql`. */
export async function registerExplorer(app: FastifyInstance, options: ExplorerOptions): Promise<void> {
  if (!options.enabled) return
  const path = options.path ?? '/explorer'
  const endpoint = options.endpoint ?? '/graphql'
  app.get(`${endpoint}/schema.graphql`, { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(options.sdl),
  )
  // Loaded only where it is switched on: it brings a validator and its pages into memory.
  const { getDistDirectory, renderAltair } = await import('altair-static')
  const page = renderAltair({ baseURL: `${path}/`, serveInitialOptionsInSeperateRequest: 'start.js' })
  const start = startScript(options.examples, endpoint)
  await app.register(async scope => {
    scope.addHook('onSend', async (_request, reply) => {
      reply.header('content-security-policy', CONTENT_SECURITY_POLICY)
    })
    await scope.register(staticFiles, { root: getDistDirectory(), prefix: `${path}/`, decorateReply: false })
    scope.get(path, (_request, reply) => reply.type('text/html; charset=utf-8').send(page))
    scope.get(`${path}/start.js`, (_request, reply) => reply.type('text/javascript; charset=utf-8').send(start))
  })
}

/** Altair takes a whole address only, which the browser knows and not we: there may be a proxy between. */
const startScript = (examples: readonly ExampleQuery[], endpoint: string): string => `
const options = ${JSON.stringify(altairOptions(examples))}
for (const one of options.initialWindows) one.endpointURL = new URL(${JSON.stringify(endpoint)}, location.href).href
AltairGraphQL.init(options)
`

/** Altair opens the last window: the one that signs in. */
function altairOptions(examples: readonly ExampleQuery[]): AltairConfigOptions {
  return {
    instanceStorageNamespace: 'smart-cppcc',
    initialWindows: [...examples.filter(one => !one.signsIn), ...examples.filter(one => one.signsIn)].map(windowOf),
    initialEnvironments: { base: { title: 'smart-cppcc', variables: { token: '' } } },
    // Nothing of Altair's own that lies elsewhere: news, accounts.
    initialSettings: { language: 'zh-CN', theme: 'light', disablePushNotification: true, 'banners.disable': true },
    disableAccount: true,
  }
}

const windowOf = ({ name, query, variables, signsIn }: ExampleQuery) => ({
  initialName: name,
  initialQuery: query,
  initialVariables: JSON.stringify(variables ?? {}, null, 2),
  initialHeaders: signsIn ? {} : { Authorization: 'Bearer {{token}}' },
})
