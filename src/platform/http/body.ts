import type { FastifyInstance, FastifyRequest } from 'fastify'
import { httpProblem } from './problem-types.ts'
import { parseStrictJson } from './strict-json.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route takes long streams (files): no deadline for its body beyond the server's. */
    slowBody?: boolean
  }
}

/**
 * JSON is the only body outside the file routes; it comes uncompressed, in UTF-8 and within the deadline.
 * `deadline` in milliseconds counts from the headers to the last byte.
 */
export function useStrictBodies(app: FastifyInstance, deadline: number): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    refuseCharset(request)
    return parseStrictJson(body)
  })
  app.addHook('onRequest', (request, _reply, next) => {
    const encoding = request.headers['content-encoding']
    // A compressed body can unfold a thousandfold; RFC 9110 section 12.5.3 says how to refuse it.
    next(encoding === undefined || encoding.toLowerCase() === 'identity' ? undefined : compressed())
  })
  limitSlowBodies(app, deadline)
}

const compressed = () =>
  httpProblem(415, 'UNSUPPORTED_MEDIA_TYPE', '不接受压缩的请求体', 'Compressed bodies are not accepted', {
    headers: { 'accept-encoding': 'identity' },
  })

function refuseCharset(request: FastifyRequest): void {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1]
  if (charset !== undefined && charset.toLowerCase() !== 'utf-8') {
    throw httpProblem(415, 'UNSUPPORTED_MEDIA_TYPE', 'JSON 只接受 UTF-8 编码', 'JSON is accepted in UTF-8 only')
  }
}

function limitSlowBodies(app: FastifyInstance, deadline: number): void {
  app.addHook('preParsing', (request, reply, payload, done) => {
    if (request.routeOptions.config.slowBody === true || !hasBody(request)) return done()
    const timer = setTimeout(() => {
      const late = httpProblem(408, 'TIMEOUT', '请求体发送过慢', 'The body was sent too slowly')
      // The body reader listens for errors and answers; destroying the stream would lose the answer with the socket.
      if (payload.listenerCount('error') > 0) payload.emit('error', late)
    }, deadline)
    const clear = () => clearTimeout(timer)
    payload.once('end', clear)
    reply.raw.once('close', clear)
    done()
  })
}

function hasBody(request: FastifyRequest): boolean {
  const length = request.headers['content-length']
  return request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0')
}
