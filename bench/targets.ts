import assert from 'node:assert/strict'
import type { Target } from './load.ts'
import type { Ask, ReadOperation, Row, Variant } from './operations/operation.ts'
import type { WriteOperation } from './operations/write.ts'
import type { Systems } from './systems.ts'

const JSON_BODY = { 'content-type': 'application/json' }

export interface ReadTargets {
  readonly product: Target
  readonly floor: Target
  readonly peer: Target
  readonly guardedPeer: Target
}

/** The same question to each system, once for every variant; the service is asked with the variant's token. */
export async function readTargets(
  { name, product, floor, peer }: ReadOperation,
  systems: Systems,
  variants: readonly Variant[],
  tokens: readonly string[],
): Promise<ReadTargets> {
  const authorization = (index: number) => ({ authorization: `Bearer ${tokens[index] ?? ''}` })
  const bodies = async ({ query, variables }: ReadOperation['product'], askerOf: (index: number) => Ask) =>
    Promise.all(variants.map(async (variant, index) => graphql(query, await variables(variant, askerOf(index)))))
  const productBodies = await bodies(product, index => asker(`${systems.product}/graphql`, authorization(index)))
  const peerBodies = await bodies(peer, () => asker(systems.peer, {}))
  const peerRequests = peerBodies.map(body => post('/graphql', body, JSON_BODY))
  return {
    product: {
      url: systems.product,
      requests: productBodies.map((body, index) => post('/graphql', body, { ...JSON_BODY, ...authorization(index) })),
    },
    floor: {
      url: systems.floor,
      requests: variants.map(variant => ({
        method: 'GET',
        path: `/${name}?${query(floor.parameters, variant)}`,
      })),
    },
    peer: { url: systems.peer, requests: peerRequests },
    guardedPeer: { url: systems.guardedPeer, requests: peerRequests },
  }
}

const graphql = (text: string, variables: object): string => JSON.stringify({ query: text, variables })

const post = (path: string, body: string, headers: Record<string, string>) => ({
  method: 'POST' as const,
  path,
  body,
  headers,
})

const query = (names: readonly string[], variant: Variant): string =>
  new URLSearchParams(Object.fromEntries(names.map(name => [name, variant[name] ?? '']))).toString()

function asker(url: string, headers: Record<string, string>): Ask {
  return async (text, variables) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...JSON_BODY, ...headers },
      body: graphql(text, variables),
    })
    const { data, errors }: Row = await answer.json()
    assert.equal(errors, undefined, `${url} refused: ${JSON.stringify(errors)}`)
    return data
  }
}

/** All three give the same values for every variant, and something to compare. Throws where they differ. */
export async function compareAnswers(
  operation: ReadOperation,
  targets: ReadTargets,
  variants: readonly Variant[],
): Promise<void> {
  const comparable = operation.comparable ?? (data => data)
  for (const [index, variant] of variants.entries()) {
    const [product, floor, peer, guarded] = await Promise.all(
      [targets.product, targets.floor, targets.peer, targets.guardedPeer].map(target => dataOf(target, index)),
    )
    const where = `${operation.name} ${JSON.stringify(variant)}`
    assert.deepStrictEqual(comparable(product), comparable(floor), `the service differs from the floor: ${where}`)
    assert.deepStrictEqual(
      operation.peer.same(peer, variant),
      comparable(floor),
      `PostGraphile differs from the floor: ${where}`,
    )
    assert.deepStrictEqual(guarded, peer, `PostGraphile behind the walls differs from itself: ${where}`)
    assert.ok(JSON.stringify(floor).length > 60, `an empty answer: ${where}`)
  }
}

async function dataOf({ url, requests }: Target, index: number): Promise<Row> {
  const { method = 'GET', path = '/', body, headers } = requests[index] ?? {}
  const answer = await fetch(new URL(path, url), {
    method,
    ...(body === undefined ? {} : { body: String(body) }),
    headers: headers as Record<string, string>,
  })
  const { data, errors }: Row = await answer.json()
  assert.equal(errors, undefined, `${url}${path} refused: ${JSON.stringify(errors)}`)
  return data
}

/** The command against the bare statement, by writers in turn. */
export function writeTargets(
  { name, query, next, nextValues }: WriteOperation,
  systems: Systems,
  writers: readonly Variant[],
  tokens: readonly string[],
) {
  return {
    product: {
      url: systems.product,
      requests: writers.map((writer, index) => ({
        ...post('/graphql', '', { ...JSON_BODY, authorization: `Bearer ${tokens[index] ?? ''}` }),
        setupRequest: (request: object) => ({ ...request, body: graphql(query, next(writer)) }),
      })),
    },
    floor: {
      url: systems.floor,
      requests: writers.map(writer => ({
        ...post(`/${name}`, '', JSON_BODY),
        setupRequest: (request: object) => ({ ...request, body: JSON.stringify({ values: nextValues(writer) }) }),
      })),
    },
  }
}

/** The command does what it is measured by: one answer of each writer without an error. Throws otherwise. */
export async function assertWrites(
  { name, query, next }: WriteOperation,
  systems: Systems,
  writers: readonly Variant[],
  tokens: readonly string[],
): Promise<void> {
  for (const [index, writer] of writers.entries()) {
    const ask = asker(`${systems.product}/graphql`, { authorization: `Bearer ${tokens[index] ?? ''}` })
    const data: Row = await ask(query, next(writer))
    const [payload]: Row[] = Object.values(data)
    assert.deepStrictEqual(payload.userErrors, [], `${name} is refused: ${JSON.stringify(payload.userErrors)}`)
  }
}
