import { setTimeout as delay } from 'node:timers/promises'
import { formatGlobalId, newId } from '../../src/kernel/ids.ts'
import { CREATE } from './duty.ts'
import { COMMITTEE } from './service.ts'

const READ = 'query ($id: ID!) { node(id: $id) { id ... on DutyRecord { title } } }'
const PAUSE_MS = 50
const STEADY_MS = 20

export interface Load {
  /** Titles of the acknowledged writes by their UUID. */
  readonly acknowledged: ReadonlyMap<string, string>
  /** Answers that a client must never get. */
  readonly wrong: readonly string[]
  /** Attempts without success since the last success. */
  readonly failures: number
  /** How often a client was told to come again. */
  readonly unavailable: number
  /** While true, a refused or broken connection is no wrong answer: the service itself was killed. */
  serviceIsGone: boolean
  /** Resolves when so many more writes are acknowledged. */
  more(writes: number): Promise<void>
  /** Every write that was begun is carried through first. */
  stop(): Promise<void>
}

/** Members' phones: each write has its own UUID and is repeated until it is answered; what was acknowledged is read again. */
export function startLoad(url: string, token: string, writers = 4): Load {
  const acknowledged = new Map<string, string>()
  const wrong: string[] = []
  let [failures, unavailable, stopped] = [0, 0, false]
  const state = { serviceIsGone: false }

  /** The answer's data; null when it is to be asked again. */
  async function ask(query: string, variables: object): Promise<Data | null> {
    const wasGone = state.serviceIsGone
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    try {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ query, variables }),
      })
      const body = await answer.text()
      if (answer.status === 200) return dataOf(body) ?? refuse(`200 ${body}`)
      const isPolite = answer.headers.has('retry-after') && body.includes('"UNAVAILABLE"')
      if (answer.status === 503 && isPolite) unavailable++
      else refuse(`${answer.status} ${body}`)
    } catch (error) {
      if (!wasGone && !state.serviceIsGone)
        refuse(error instanceof Error ? `${error.message}: ${error.cause}` : String(error))
    }
    failures++
    return null
  }

  function refuse(answer: string): null {
    wrong.push(answer)
    return null
  }

  async function write(): Promise<void> {
    const id = newId()
    const input = {
      id,
      category: 'FIELD_RESEARCH',
      title: `调研 ${id}`,
      occurredOn: '2024-03-05',
      facts: { topic: '黄花产业' },
    }
    for (let data: Data | null = null; !data; ) {
      data = await ask(CREATE, { input })
      if (!data) await delay(PAUSE_MS)
      else if (data.dutyRecordCreate?.dutyRecord?.id !== globalId(id)) refuse(JSON.stringify(data))
    }
    failures = 0
    acknowledged.set(id, input.title)
  }

  async function read(): Promise<void> {
    const known = [...acknowledged].at(-1 - Math.floor(Math.random() * Math.min(acknowledged.size, 20)))
    const data = known && (await ask(READ, { id: globalId(known[0]) }))
    if (data && data.node?.title !== known[1]) refuse(`read ${JSON.stringify(data)}`)
  }

  const repeat = async (work: () => Promise<void>) => {
    while (!stopped) {
      await work()
      await delay(STEADY_MS)
    }
  }
  const running = [...Array.from({ length: writers }, () => repeat(write)), repeat(read)]
  return {
    acknowledged,
    wrong,
    get failures() {
      return failures
    },
    get unavailable() {
      return unavailable
    },
    get serviceIsGone() {
      return state.serviceIsGone
    },
    set serviceIsGone(isGone) {
      state.serviceIsGone = isGone
    },
    more: async writes => {
      const enough = acknowledged.size + writes
      while (acknowledged.size < enough && wrong.length === 0) await delay(5)
    },
    stop: async () => {
      stopped = true
      await Promise.all(running)
    },
  }
}

interface Data {
  readonly dutyRecordCreate?: { readonly dutyRecord: { readonly id: string } | null }
  readonly node?: { readonly title: string } | null
}

const dataOf = (body: string): Data | null => {
  const { data, errors }: { data?: Data; errors?: unknown } = JSON.parse(body)
  return data && errors === undefined ? data : null
}

const globalId = (id: string): string => formatGlobalId('duty', COMMITTEE, id)
