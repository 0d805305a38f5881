import { ApiError } from '../../kernel/user-error.ts'

/** Subscriptions of one account at once, over however many connections. */
export const STREAMS_OF_ACCOUNT = 10

/** Of the protocol graphql-transport-ws: too much, and not to be tried again. */
export const TOO_MANY_OF_ACCOUNT = 4429
/** RFC 6455 and IANA's registry: try again later. */
export const TRY_AGAIN_LATER = 1013

export interface ClosableSocket {
  readonly readyState: number
  close(code: number, reason: string): void
}

const OPEN = 1

/** Counts the subscriptions of a process. */
export function createStreamLimit(most: number) {
  const ofAccounts = new Map<string, number>()
  const ofSockets = new WeakMap<ClosableSocket, number>()
  let all = 0
  const add = (accountId: string, socket: ClosableSocket, n: 1 | -1): number => {
    all += n
    const ofSocket = (ofSockets.get(socket) ?? 0) + n
    ofSockets.set(socket, ofSocket)
    const left = (ofAccounts.get(accountId) ?? 0) + n
    if (left === 0) ofAccounts.delete(accountId)
    else ofAccounts.set(accountId, left)
    return ofSocket
  }
  return {
    /**
     * One more subscription; gives what ends it, to be called once, and tells how many its connection still has. Throws where
     * there are too many, and closes a connection that has no other: with a code and reason, behind the error.
     */
    open(accountId: string, socket: ClosableSocket): () => number {
      if (socket.readyState !== OPEN) throw gone()
      const refused = (error: ApiError, code: number): ApiError => {
        if (!ofSockets.get(socket)) setImmediate(() => socket.close(code, error.text.en))
        return error
      }
      if ((ofAccounts.get(accountId) ?? 0) >= STREAMS_OF_ACCOUNT) throw refused(tooManyOfAccount(), TOO_MANY_OF_ACCOUNT)
      if (all >= most) throw refused(tooMany(), TRY_AGAIN_LATER)
      add(accountId, socket, 1)
      return () => add(accountId, socket, -1)
    },
  }
}

const tooManyOfAccount = () =>
  new ApiError(
    'LIMIT_EXCEEDED',
    `一个账号同时最多 ${STREAMS_OF_ACCOUNT} 个订阅，请关闭不用的页面`,
    `At most ${STREAMS_OF_ACCOUNT} subscriptions an account at once; close what is not used`,
  )

const tooMany = () =>
  new ApiError('UNAVAILABLE', '订阅过多，请稍后再试', 'Too many subscriptions at present; try again later')

const gone = () => new ApiError('BAD_REQUEST', '连接已关闭', 'The connection is closed')
