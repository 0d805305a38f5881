import type { AddressInfo } from 'node:net'
import { serverAudits } from 'graphql-http'
import t from 'tap'
import { type World, world } from '../../support/world.ts'

/**
 * What we do otherwise, by the audit's id: a refusal has its own status for clients of JSON alone too (a script with
 * `curl --fail` sees it), and GET is refused, which caches and logs would keep with what was asked.
 */
const OTHERWISE = ['572B', 'FDE2', '7B9B', '5A70', 'D6D5', '6A70']

/** GraphQL's own media type when asked for beside another: 22EB asks with it alone. */
const APOLLO = 'application/graphql-response+json,application/json;q=0.9'

async function listening(w: World, token?: string) {
  await w.app.http.listen({ port: 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${(w.app.http.server.address() as AddressInfo).port}/graphql`
  const ask = (to: string, { headers, ...init }: RequestInit = {}) =>
    fetch(to, { ...init, headers: { ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) } })
  return { url, ask }
}

for (const who of ['a member', 'a stranger'] as const) {
  t.test(`GraphQL over HTTP as the community's audits ask for it: ${who}`, async t => {
    const w = await world(t)
    const { token } = who === 'a member' ? await w.as('MEMBER') : {}
    const { url, ask } = await listening(w, token)
    const audits = serverAudits({ url, fetchFn: ask })
    t.ok(audits.length > 50)
    for (const { id, name, fn } of audits) {
      const { status } = await fn()
      t.equal(status === 'ok', !OTHERWISE.includes(id), `${id} ${name}: ${status}`)
    }
  })
}

t.test("a client that names GraphQL's media type is answered in it, whatever the answer", async t => {
  const w = await world(t)
  const { url, ask } = await listening(w, (await w.as('MEMBER')).token)
  const asked = async (body: string, accept: string) => {
    const answer = await ask(url, { method: 'POST', body, headers: { accept, 'content-type': 'application/json' } })
    return [answer.status, answer.headers.get('content-type'), Object.keys(Object(await answer.json())).sort()]
  }
  const query = (text: string) => JSON.stringify({ query: text })
  const compiled = query('{ organization { code } }')
  for (const [accept, type] of [
    [APOLLO, 'application/graphql-response+json; charset=utf-8'],
    ['application/json', 'application/json; charset=utf-8'],
    ['*/*', 'application/json; charset=utf-8'],
  ] as const) {
    t.same(await asked(query('{ __typename }'), accept), [200, type, ['data']])
    for (const time of ['parsed', 'answered directly'])
      t.same(await asked(compiled, accept), [200, type, ['data']], time)
    t.same(await asked(query('{ nothing }'), accept), [400, type, ['errors']])
    t.same(await asked(query('{ changeLog(first: 1) { nodes { action } } }'), accept), [403, type, ['data', 'errors']])
    t.same(await asked('[]', accept), [400, type, ['errors']])
  }
})
