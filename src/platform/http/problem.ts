import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Language, languageOf } from '../../kernel/user-error.ts'
import { problemOf } from './error-mapping.ts'
import { httpProblem, type Problem, problemError, problemOfStatus, statusText } from './problem-types.ts'

declare module 'fastify' {
  interface FastifyReply {
    /** The code of the problem that was answered, for the log and the metrics. */
    problemCode: string
  }
}

export const PROBLEM_JSON = 'application/problem+json'

/** The body of an RFC 9457 answer, in one language. */
export function problemBody(problem: Problem, language: Language, requestId?: string) {
  return {
    type: 'about:blank',
    title: statusText(problem.status).title[language],
    status: problem.status,
    detail: problem.text[language],
    code: problem.code,
    ...(requestId === undefined ? {} : { requestId }),
    ...(problem.errors.length === 0
      ? {}
      : { errors: problem.errors.map(e => ({ code: e.code, field: e.field, message: e.message[language] })) }),
  }
}

/** Answers with a problem in the client's language; the words of unexpected errors go to the log alone. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error)
  if (problem.status >= 500) request.log.error({ err: error, code: problem.code }, 'request failed')
  const language = languageOf(request.headers['accept-language'])
  reply.problemCode = problem.code
  for (const [name, value] of Object.entries(problem.headers)) reply.header(name, value)
  // Set here too: errors of the router come before any hook.
  return reply
    .code(problem.status)
    .header('x-request-id', request.id)
    .header('cache-control', 'no-store')
    .header('content-language', language === 'zh' ? 'zh-CN' : 'en')
    .type(PROBLEM_JSON)
    .send(JSON.stringify(problemBody(problem, language, request.id)))
}

/** Sets the error and not-found handlers. Call before any route is registered: it notes the methods of each path. */
export function useProblems(app: FastifyInstance): void {
  const allowedMethods = trackMethods(app)
  app.decorateReply('problemCode', '')
  app.setErrorHandler<FastifyError>((error, request, reply) => sendProblem(error, request, reply))
  app.setNotFoundHandler((request, reply) => {
    const allow = allowedMethods(request.url)
    const error = allow.length === 0 ? problemError(404) : methodNotAllowed(allow)
    return sendProblem(error, request, reply)
  })
}

function methodNotAllowed(allow: readonly string[]) {
  const { code, text } = problemOfStatus(405)
  return httpProblem(405, code, text.zh, text.en, { headers: { allow: allow.join(', ') } })
}

/** RFC 9110 section 15.5.6: a known path with another method is a 405 with `Allow`, where the router only says 404. */
function trackMethods(app: FastifyInstance): (url: string) => string[] {
  const routes = new Map<string, { pattern: URLPattern; methods: Set<string> }>()
  app.addHook('onRoute', ({ url, method }) => {
    const known = routes.get(url) ?? { pattern: new URLPattern({ pathname: url }), methods: new Set<string>() }
    routes.set(url, known)
    for (const one of [method].flat()) known.methods.add(one)
  })
  return url => {
    const pathname = url.split('?', 1)[0] ?? url
    const methods = new Set<string>()
    for (const route of routes.values()) {
      if (route.pattern.test({ pathname })) for (const one of route.methods) methods.add(one)
    }
    return [...methods].sort()
  }
}
