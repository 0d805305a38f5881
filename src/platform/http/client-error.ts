import type { Socket } from 'node:net'
import { PROBLEM_JSON, problemBody } from './problem.ts'
import { problemOfStatus, statusText } from './problem-types.ts'

const STATUS_OF: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** Answers bytes that never became a request (no headers, so no language and no id); then the connection is closed. */
export function answerClientError(error: { code?: string }, socket: Socket): void {
  // The socket is gone, or an answer is already on its way.
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return
  const status = STATUS_OF[error.code ?? ''] ?? 400
  const body = JSON.stringify(problemBody(problemOfStatus(status), 'zh'))
  socket.end(
    `HTTP/1.1 ${status} ${statusText(status).title.en}\r\nContent-Type: ${PROBLEM_JSON}\r\nContent-Language: zh-CN\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n${body}`,
  )
}
