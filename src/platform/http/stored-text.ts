import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isStorable } from '../../kernel/text.ts'
import { badField, type HttpProblem } from './problem-types.ts'

/**
 * No text reaches a handler that the database could not hold, and none that was sent in a broken encoding: the framework
 * would leave it as it is, and a filter that was meant would be another one. For every route, whether it has a schema.
 */
export function refuseBadTexts(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, next) => next(addressProblem(request)))
  app.addHook('preHandler', (request, _reply, next) => next(textProblem(request.body)))
}

export const notStorable = (field: string | readonly string[]): HttpProblem =>
  badField(
    'INVALID_TEXT',
    field,
    '文本含有空字符（NUL）或不成对的代理字符，请重新输入',
    'The text holds NUL or a lone surrogate; enter it again',
  )

/** An address whose path cannot be decoded reaches no route. */
export const badEncoding = (field: string): HttpProblem =>
  badField(
    'INVALID_ENCODING',
    field,
    '百分号编码有误，应为 UTF-8 文本的编码，如 %E6%8F%90',
    'The percent-encoding is broken; encode the text as UTF-8, such as %E6%8F%90',
  )

function addressProblem({ raw: { url = '' }, query, params }: FastifyRequest): HttpProblem | undefined {
  if (!url.includes('%')) return undefined
  const search = url.includes('?') ? url.slice(url.indexOf('?') + 1) : ''
  const broken = search.split('&').find(pair => decoded(pair) === null)
  if (broken !== undefined) return badEncoding(decoded(broken.split('=', 1)[0] ?? '') || 'query')
  return textProblem(query) ?? textProblem(params)
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

function textProblem(value: unknown): HttpProblem | undefined {
  const place = unstorableIn(value)
  return place === null ? undefined : notStorable(place.length === 0 ? 'body' : place)
}

/** Where the first text stands that cannot be stored; null when there is none. Files are not looked into. */
function unstorableIn(value: unknown): string[] | null {
  if (typeof value === 'string') return isStorable(value) ? null : []
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return null
  for (const [key, item] of Object.entries(value)) {
    const place = unstorableIn(item)
    if (place) return [key, ...place]
  }
  return null
}
