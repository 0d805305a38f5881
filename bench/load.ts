import autocannon from 'autocannon'

/** A system under one operation. */
export interface Target {
  readonly url: string
  readonly requests: autocannon.Request[]
}

export interface Sample {
  readonly requestsPerSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
}

export const CONNECTIONS = 32

/** Asks over 32 connections for so many seconds. Throws when an answer is not a success. */
export async function load({ url, requests }: Target, seconds: number): Promise<Sample> {
  let clients = 0
  const { promise, resolve, reject } = Promise.withResolvers<autocannon.Result>()
  // The interval at which the client looks whether it is over is not in its types.
  const options: autocannon.Options & { sampleInt: number } = {
    ...{ url, requests, connections: CONNECTIONS, duration: seconds, sampleInt: 50 },
    setupClient: client => client.setRequests(startingAt(requests, clients++)),
  }
  const running = autocannon(options, (error, result) => (error ? reject(error) : resolve(result)))
  const times: number[] = []
  let [first, last] = [0, 0]
  running.on('response', (_client, _status, _bytes, milliseconds) => {
    last = performance.now()
    if (times.length === 0) first = last
    times.push(milliseconds)
  })
  const { errors, timeouts, non2xx } = await promise
  if (errors + timeouts + non2xx > 0) throw new Error(`${url}: ${errors} errors, ${timeouts} late, ${non2xx} refused`)
  times.sort((a, b) => a - b)
  const quantile = (q: number) => times[Math.floor(times.length * q)] ?? Number.NaN
  return { requestsPerSecond: ((times.length - 1) * 1000) / (last - first), p50: quantile(0.5), p99: quantile(0.99) }
}

/** Each connection begins elsewhere: all at the first request would make 32 writers of one member wait for one another. */
function startingAt(requests: readonly autocannon.Request[], client: number): autocannon.Request[] {
  const start = Math.floor((client * requests.length) / CONNECTIONS)
  return [...requests.slice(start), ...requests.slice(0, start)]
}
