import type { FastifyRequest } from 'fastify'
import { type HttpProblem, httpProblem } from '../../http/problem-types.ts'
import type { GraphqlLimits } from './defaults.ts'
import { malformed, overLimit } from './refusal.ts'

/** The members of a GraphQL-over-HTTP request, each of the right type. */
export interface GraphqlRequest {
  readonly query: string | undefined
  readonly operationName: string | undefined
  readonly variables: Readonly<Record<string, unknown>>
  readonly extensions: Readonly<Record<string, unknown>>
}

const JSON_TYPE = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i

/** Refuses by method, type and announced length, before a byte of the body is read. Null when it may go on. */
export function envelopeProblem(request: FastifyRequest, limits: GraphqlLimits): HttpProblem | null {
  if (request.method !== 'POST') {
    return httpProblem(405, 'METHOD_NOT_ALLOWED', '此地址只接受 POST', 'Only POST is accepted here', {
      headers: { allow: 'POST' },
    })
  }
  if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) {
    return httpProblem(
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      '请以 application/json（UTF-8）发送请求',
      'Send the request as application/json in UTF-8',
    )
  }
  if (Number(request.headers['content-length'] ?? 0) > limits.bodyBytes) {
    return httpProblem(
      413,
      'TOO_LARGE',
      `请求体最大 ${limits.bodyBytes} 字节`,
      `The body may have ${limits.bodyBytes} bytes at most`,
    )
  }
  return null
}

const MEMBERS = new Set(['query', 'operationName', 'variables', 'extensions'])
const NAME = /^[_A-Za-z][_0-9A-Za-z]{0,99}$/

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads the parsed body. Throws a 400 that names the member; a list of requests (a batch) is refused. */
export function readRequest(body: unknown): GraphqlRequest {
  if (Array.isArray(body)) throw malformed('BATCH', 'body', '不接受批量请求，请逐个发送', 'Batches are not accepted')
  if (!isRecord(body))
    throw malformed('NOT_AN_OBJECT', 'body', '请求体须是 JSON 对象', 'The body must be a JSON object')
  if (Object.keys(body).some(name => !MEMBERS.has(name))) {
    throw malformed(
      'UNKNOWN_MEMBER',
      'body',
      '请求体只能有 query、operationName、variables、extensions',
      'The body may hold query, operationName, variables and extensions only',
    )
  }
  return {
    query: text(body, 'query'),
    operationName: operationName(body),
    variables: record(body, 'variables'),
    extensions: record(body, 'extensions'),
  }
}

function text(body: Record<string, unknown>, member: string): string | undefined {
  const value = body[member] ?? undefined
  if (value === undefined || typeof value === 'string') return value
  throw malformed('NOT_TEXT', member, `${member} 须是文本`, `${member} must be a string`)
}

function operationName(body: Record<string, unknown>): string | undefined {
  const name = text(body, 'operationName')
  if (name === undefined || NAME.test(name)) return name
  throw malformed('INVALID_NAME', 'operationName', 'operationName 不是有效的名称', 'operationName is not a valid name')
}

function record(body: Record<string, unknown>, member: string): Readonly<Record<string, unknown>> {
  const value = body[member] ?? {}
  if (isRecord(value)) return value
  throw malformed('NOT_AN_OBJECT', member, `${member} 须是 JSON 对象`, `${member} must be a JSON object`)
}

/** The length of the text is looked at before anything else is done with it. */
export function checkLength(query: string, limits: GraphqlLimits): void {
  if (query.length <= limits.queryLength) return
  throw overLimit(
    'QUERY_LENGTH',
    'query',
    `查询文本最长 ${limits.queryLength} 个字符；长文本请放入变量`,
    `The document may have ${limits.queryLength} characters at most; put long texts into variables`,
  )
}
