import { PassThrough, type Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'

/**
 * The body behind a stream of its own: one that is refused midway must not take the connection along, and the answer or the
 * next request on it. What is left of the body is read and dropped once the stream is destroyed.
 */
export function bodyOf({ raw }: FastifyRequest): Readable {
  const body = new PassThrough()
  raw.once('error', error => body.destroy(error))
  body.once('close', () => {
    raw.unpipe(body)
    raw.resume()
  })
  return raw.pipe(body)
}
