import type { FastifyInstance } from 'fastify'

export interface ExampleQuery {
  /** Shown as the window's title. */
  readonly name: string
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
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
 * workers; its pre-request scripts, which need eval, stay off.
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

/** Serves the explorer with the examples in its tabs, and the schema's text at `<endpoint>/schema.graphql`. */
export async function registerExplorer(app: FastifyInstance, options: ExplorerOptions): Promise<void> {
  if (!options.enabled) return
  const path = options.path ?? '/explorer'
  const endpoint = options.endpoint ?? '/graphql'
  app.get(`${endpoint}/schema.graphql`, { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(options.sdl),
  )
  // Loaded only where it is switched on: it brings a validator and its pages into memory.
  const { AltairFastify } = await import('altair-fastify-plugin')
  await app.register(async scope => {
    scope.addHook('onSend', async (_request, reply) => {
      reply.header('content-security-policy', CONTENT_SECURITY_POLICY)
    })
    await scope.register(AltairFastify, {
      path,
      baseURL: `${path}/`,
      endpointURL: endpoint,
      serveInitialOptionsInSeperateRequest: true,
      instanceStorageNamespace: 'smart-cppcc',
      initialWindows: options.examples.map(example => windowOf(example, endpoint)),
      initialSettings: { language: 'zh-CN', theme: 'light', disablePushNotification: true },
    })
  })
}

/** Each window names the address: the plugin leaves it out of options served apart from the page. */
function windowOf({ name, query, variables }: ExampleQuery, endpointURL: string) {
  const initialVariables = JSON.stringify(variables ?? {}, null, 2)
  return { initialName: name, initialQuery: query, initialVariables, endpointURL }
}
