import { type AddressInfo, connect } from 'node:net'
import { Writable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { createServer, type ServerOptions } from '../../../src/platform/http/server.ts'

interface Teardown {
  teardown(fn: () => unknown): void
}

/** Collects what a server logs. */
export function logSink() {
  const lines: string[] = []
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString())
      done()
    },
  })
  return { destination, text: () => lines.join(''), entries: () => lines.map(line => JSON.parse(line)) }
}

export const quiet = { LOG_LEVEL: 'silent', TRUST_PROXY: false, CORS_ORIGINS: '', PUBLIC_URL: '' } as const

/** A server as production makes it, closed at the end of the test. */
export async function server(t: Teardown, options: Partial<ServerOptions> = {}): Promise<FastifyInstance> {
  const app = await createServer({ config: quiet, rateLimitPerMinute: 0, ...options })
  t.teardown(() => app.close())
  return app
}

/** Listens on a port picked by the system. */
export async function listen(app: FastifyInstance): Promise<{ url: string; port: number }> {
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, port }
}

/** Sends bytes as they are and gives what comes back until the server closes. */
export async function rawExchange(port: number, ...parts: readonly string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  for (const part of parts) socket.write(part)
  const chunks: Buffer[] = []
  try {
    for await (const chunk of socket) chunks.push(chunk)
  } catch {
    // A reset after the answer is the server's right.
  }
  return Buffer.concat(chunks).toString()
}
