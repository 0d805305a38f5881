import helmet from '@fastify/helmet'
import { type FastifyInstance, fastify } from 'fastify'

/** Answers of an API are data: nothing in them may load, run, be framed or send a form. */
const API_POLICY = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  sandbox: [],
}

/** A page served by ourselves: only from this address, no inline script, nothing from outside (intranets have none). */
export const LOCAL_PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
  "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'"

/** For a page that cannot do without inline script (an explorer someone else built). */
export const INLINE_PAGE_POLICY = LOCAL_PAGE_POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")

/** The same on every answer; helmet is asked for them once and not for every request, which cost a tenth of a small read. */
export async function useSecurityHeaders(app: FastifyInstance, options: { https: boolean }): Promise<void> {
  const headers = await headersOf(options)
  app.addHook('onRequest', (_request, reply, next) => {
    reply.headers(headers)
    next()
  })
}

async function headersOf(options: { https: boolean }): Promise<Record<string, string>> {
  const probe = fastify()
  await probe.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: API_POLICY },
    // Promised only when the service is known to be reached by HTTPS; else an intranet host would be locked out.
    strictTransportSecurity: options.https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
    // For documents and for browsers and plug-ins that are gone: answers of an API need not carry them.
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  })
  probe.get('/', async (_request, reply) => reply.code(204).send())
  const { headers } = await probe.inject('/')
  await probe.close()
  const ofTransport = new Set(['connection', 'date', 'content-length'])
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (ofTransport.has(name) ? [] : [[name, String(value)]])),
  )
}

/** Gives the pages of an encapsulated scope their own policy in place of the API's. */
export function useLocalPages(scope: FastifyInstance, policy = LOCAL_PAGE_POLICY): void {
  scope.addHook('onSend', async (_request, reply, payload) => {
    reply.header('content-security-policy', policy)
    return payload
  })
}
