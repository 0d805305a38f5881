import { type Bilingual, type UserError, userError } from '../../kernel/user-error.ts'

/** An answer that is not success, before it is put into one language. */
export interface Problem {
  readonly status: number
  readonly code: string
  readonly text: Bilingual
  readonly errors: readonly UserError[]
  readonly headers: Readonly<Record<string, string>>
}

/** A thrown problem whose status is not among the ApiError codes (405, 408, 410, 412, 416, 423 …). */
export interface HttpProblem extends Error {
  readonly statusCode: number
  readonly problem: Problem
}

export function httpProblem(
  status: number,
  code: string,
  zh: string,
  en: string,
  more: { errors?: readonly UserError[]; headers?: Readonly<Record<string, string>> } = {},
): HttpProblem {
  const problem: Problem = { status, code, text: { zh, en }, errors: more.errors ?? [], headers: more.headers ?? {} }
  return Object.assign(new Error(en), { statusCode: status, problem })
}

export const isHttpProblem = (error: unknown): error is HttpProblem =>
  error instanceof Error && 'problem' in error && 'statusCode' in error

/** A 400 that names one field. */
export const badField = (code: string, field: string | readonly string[], zh: string, en: string): HttpProblem =>
  httpProblem(400, 'BAD_REQUEST', zh, en, { errors: [userError(code, field, zh, en)] })

interface StatusText {
  readonly code: string
  readonly title: Bilingual
  readonly detail: Bilingual
}

const status = (code: string, zh: string, en: string, detailZh: string, detailEn: string): StatusText => ({
  code,
  title: { zh, en },
  detail: { zh: detailZh, en: detailEn },
})

const BAD_REQUEST = status('BAD_REQUEST', '请求有误', 'Bad Request', '请求格式有误', 'The request is malformed')
const INTERNAL = status(
  'INTERNAL',
  '服务器内部错误',
  'Internal Server Error',
  '服务器内部错误，请凭请求编号联系管理员',
  'Internal error; quote the request id to the administrator',
)

/** Titles follow the status phrases of RFC 9110, as RFC 9457 section 4.2.1 asks of `about:blank`. */
const STATUS_TEXTS: Readonly<Record<number, StatusText>> = {
  400: BAD_REQUEST,
  401: status('UNAUTHENTICATED', '未登录', 'Unauthorized', '请先登录', 'Sign in first'),
  403: status('FORBIDDEN', '禁止访问', 'Forbidden', '无权进行此操作', 'You may not do this'),
  404: status('NOT_FOUND', '未找到', 'Not Found', '没有这个地址或对象', 'No such address or object'),
  405: status(
    'METHOD_NOT_ALLOWED',
    '方法不允许',
    'Method Not Allowed',
    '该地址不支持此方法',
    'Not a method of this address',
  ),
  408: status('TIMEOUT', '请求超时', 'Request Timeout', '请求发送过慢', 'The request was sent too slowly'),
  409: status('CONFLICT', '冲突', 'Conflict', '与当前状态冲突', 'It conflicts with the current state'),
  410: status('GONE', '已不存在', 'Gone', '该对象已不存在', 'It no longer exists'),
  412: status(
    'PRECONDITION_FAILED',
    '前提条件不满足',
    'Precondition Failed',
    '前提条件不满足',
    'A precondition failed',
  ),
  413: status('TOO_LARGE', '内容过大', 'Content Too Large', '请求内容超过上限', 'The content is over the limit'),
  414: status('URI_TOO_LONG', '网址过长', 'URI Too Long', '网址超过上限', 'The address is over the limit'),
  415: status(
    'UNSUPPORTED_MEDIA_TYPE',
    '类型不支持',
    'Unsupported Media Type',
    '不支持此内容类型',
    'Not a supported content type',
  ),
  416: status(
    'RANGE_NOT_SATISFIABLE',
    '范围无效',
    'Range Not Satisfiable',
    '所求范围超出文件',
    'The range is outside the file',
  ),
  422: status('UNPROCESSABLE', '内容有误', 'Unprocessable Content', '内容不符合规则', 'The content breaks a rule'),
  423: status('LOCKED', '已锁定', 'Locked', '对象正被使用，请稍后再试', 'It is in use; try again'),
  429: status('RATE_LIMITED', '请求过多', 'Too Many Requests', '请求过于频繁，请稍后再试', 'Too many requests; wait'),
  431: status(
    'HEADERS_TOO_LARGE',
    '请求头过大',
    'Request Header Fields Too Large',
    '请求头超过上限',
    'Headers over the limit',
  ),
  500: INTERNAL,
  501: status('NOT_IMPLEMENTED', '未实现', 'Not Implemented', '不支持此扩展', 'This extension is not supported'),
  503: status('UNAVAILABLE', '服务暂不可用', 'Service Unavailable', '服务繁忙，请稍后再试', 'Busy; try again shortly'),
}

/** The texts of a status; of an unknown one those of its class (RFC 9110 section 15). */
export function statusText(code: number): StatusText {
  return STATUS_TEXTS[code] ?? (code >= 400 && code < 500 ? BAD_REQUEST : INTERNAL)
}

/** The generic problem of a status, for errors whose own words must not reach a client. */
export function problemOfStatus(code: number, headers: Readonly<Record<string, string>> = {}): Problem {
  const text = statusText(code)
  return { status: code, code: text.code, text: text.detail, errors: [], headers }
}

/** The generic problem of a status, to throw. */
export function problemError(code: number): HttpProblem {
  const { code: name, text } = problemOfStatus(code)
  return httpProblem(code, name, text.zh, text.en)
}
