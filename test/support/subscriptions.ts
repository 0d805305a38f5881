import type { AddressInfo } from 'node:net'
import type { Client, World } from './world.ts'

export interface Message {
  readonly type: string
  readonly id?: string
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for, and asserts on it
  readonly payload?: any
}

/** A client that speaks graphql-transport-ws, as browsers' libraries do. */
export interface Socket {
  send(message: Message): void
  /** What no client library would send. */
  sendRaw(data: string | Uint8Array<ArrayBuffer>): void
  /** The next message of a subscription, or of the connection; keep-alives are left out. */
  next(): Promise<Message>
  close(): void
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
}

/** The address of the world's service, listening. */
export async function listening({ app }: Pick<World, 'app'>): Promise<string> {
  if (!app.http.server.listening) await app.http.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.http.server.address() as AddressInfo
  return `127.0.0.1:${port}`
}

export async function openSocket(address: string): Promise<Socket> {
  const socket = new WebSocket(`ws://${address}/graphql`, 'graphql-transport-ws')
  const received: Message[] = []
  const waiting: ((message: Message) => void)[] = []
  socket.addEventListener('message', ({ data }) => {
    const message: Message = JSON.parse(String(data))
    if (message.type === 'ping' || message.type === 'pong') return
    const waiter = waiting.shift()
    if (waiter) waiter(message)
    else received.push(message)
  })
  const closed = new Promise<{ code: number; reason: string }>(resolve =>
    socket.addEventListener('close', ({ code, reason }) => resolve({ code, reason })),
  )
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', reject)
  })
  return {
    send: message => socket.send(JSON.stringify(message)),
    sendRaw: data => socket.send(data),
    next: () => {
      const message = received.shift()
      return message ? Promise.resolve(message) : new Promise(resolve => waiting.push(resolve))
    },
    close: () => socket.close(),
    closed,
  }
}

/** A connection that has said who it is. */
export async function connected(address: string, token: string): Promise<Socket> {
  const socket = await openSocket(address)
  socket.send({ type: 'connection_init', ...(token ? { payload: { authorization: `Bearer ${token}` } } : {}) })
  const { type } = await socket.next()
  if (type !== 'connection_ack') throw new Error(`not acknowledged: ${type}`)
  return socket
}

/** The same as one of the world's clients, whose token is issued by the world's clock. */
export async function connectedAs(w: World, { accountId, organizationId }: Client): Promise<Socket> {
  const { rows } = await w.owner.query('select id from sign_in_sessions where account_id = $1', [accountId])
  const claims = { organizationId, accountId, sessionId: String(rows[0]?.id) }
  return connected(await listening(w), (await w.services.accessTokens.issue(claims)).token)
}
