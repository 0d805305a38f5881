/** Of the protocol graphql-transport-ws: a message of a form it does not know. */
const MALFORMED = 4400

interface MessageSocket {
  emit(event: string | symbol, ...args: unknown[]): boolean
  close(code: number, reason: string): void
}

/**
 * Closes a connection over the first message that has not the protocol's form. Mercurius would take it for a fault of
 * the service and log it; it listens to the socket itself, so such messages must not be emitted at all.
 */
export function refuseMalformedMessages(socket: MessageSocket): void {
  const emit = socket.emit.bind(socket)
  socket.emit = (event, ...args) => {
    if (event !== 'message' || isMessage(args[0], args[1])) return emit(event, ...args)
    socket.close(MALFORMED, 'Invalid message')
    return true
  }
}

function isMessage(data: unknown, isBinary: unknown): boolean {
  const message = isBinary === true ? null : parse(String(data))
  if (!isRecord(message) || typeof message.type !== 'string') return false
  const { id, type, payload } = message
  if (type === 'subscribe' || type === 'start') {
    return typeof id === 'string' && isRecord(payload) && typeof payload.query === 'string'
  }
  return payload === undefined || payload === null || isRecord(payload)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
