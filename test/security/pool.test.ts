import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { plantRecords } from '../support/matrix-world.ts'
import { PLACES, type Place, world } from '../support/world.ts'

const committeesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/"(?!org_)[a-z]{2,5}_(\d+)_[0-9a-f-]{36}"/g)].map(match => match[1] ?? '')),
]

const MIXED = [
  'query($o: ID!) { organization(id: $o) { code terms { id sessions { id } } sectors { id } undertakingUnits { nodes { id } } policies { id } } }',
  'query($o: ID!) { members(organization: $o) { totalCount nodes { id person { id } positions { id } dutyRecords { nodes { id } } } } }',
  'query($o: ID!) { dutyRecords(organization: $o) { nodes { id member { id } } } organizations { nodes { sectors { id } } } }',
  'query($o: ID!) { organization { parties { id } } organizations(filter: { below: $o }) { nodes { parties { id } positions { id } } } }',
]

interface Sent {
  readonly agent: Agent
  readonly token: string
  readonly body: string
  /** Milliseconds; null to wait for the answer. */
  readonly giveUpAfter: number | null
}

/** Null when the request was given up before its answer had come. */
function post(
  url: string,
  { agent, token, body, giveUpAfter }: Sent,
): Promise<{ status: number; text: string } | null> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'content-length': Buffer.byteLength(body),
    }
    const sent = request(url, { method: 'POST', agent, headers }, answer => {
      text(answer).then(found => resolve({ status: answer.statusCode ?? 0, text: found }), failed)
    })
    const failed = (error: unknown) => (sent.destroyed && giveUpAfter !== null ? resolve(null) : reject(error))
    sent.on('error', failed)
    sent.end(body)
    if (giveUpAfter !== null) setTimeout(() => sent.destroy(new Error('given up')), giveUpAfter)
  })
}

t.test('2,000 mixed requests over five connections, some given up, show no foreign row', async t => {
  const w = await world(t, { config: { COST_PER_MINUTE: 1_000_000_000, DATABASE_POOL_SIZE: 5 } })
  await plantRecords(w)
  const url = await w.app.http.listen({ host: '127.0.0.1', port: 0 })
  const homes: readonly Place[] = ['CITY', 'COUNTY', 'SIBLING', 'OTHER_CITY']
  const clients = await Promise.all(homes.map(place => w.as('MEMBER', place)))
  const outcomes = { answered: 0, aborted: 0, rows: 0 }
  const foreign: string[] = []
  const agent = new Agent({ keepAlive: true, maxSockets: 40 })

  async function ask(n: number): Promise<void> {
    const client = clients[n % 4] ?? w.nobody
    const variables = { o: `org_${PLACES[homes[(n >> 4) % 4] ?? 'CITY']}` }
    const body = JSON.stringify({ query: MIXED[(n >> 2) % MIXED.length], variables })
    // A third are given up while they wait for a connection, while the database works, or as the answer comes.
    const answer = await post(`${url}/graphql`, {
      agent,
      token: client.token,
      body,
      giveUpAfter: n % 3 === 0 ? n % 13 : null,
    })
    if (!answer) {
      outcomes.aborted += 1
      return
    }
    const found = committeesIn(answer.text)
    outcomes.answered += 1
    outcomes.rows += found.length
    if (answer.status !== 200) foreign.push(answer.text)
    foreign.push(...found.filter(code => code !== client.organizationId))
  }

  let next = 0
  await Promise.all(
    Array.from({ length: 40 }, async () => {
      while (next < 2_000) await ask(next++)
    }),
  )
  agent.destroy()
  t.same(foreign, [], 'no row of another committee')
  t.comment(JSON.stringify(outcomes))
  t.ok(
    outcomes.aborted > 100 && outcomes.answered > 1_000 && outcomes.rows > 500,
    'many were answered and many given up',
  )
})
