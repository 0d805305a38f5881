import t, { type Test } from 'tap'
import { type Client, world } from '../support/world.ts'

interface Parameter {
  readonly name: string
  readonly in: string
}

interface Operation {
  readonly parameters?: readonly Parameter[]
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** What no text may hold: NUL, a lone surrogate, a sequence cut off, bytes that are no UTF-8. */
const BAD = {
  '%00': 'INVALID_TEXT',
  '%ED%A0%80': 'INVALID_ENCODING',
  '%E6%8F': 'INVALID_ENCODING',
  '%zz': 'INVALID_ENCODING',
}

async function refused(
  t: Test,
  client: Client,
  request: { method: (typeof METHODS)[number]; url: string; payload?: object },
) {
  const { method, url, payload } = request
  const answer = await client.request(method, url, payload ? { payload } : {})
  const what = `${method} ${url} ${payload ? JSON.stringify(payload) : ''}`
  t.equal(answer.statusCode, 400, what)
  t.match(answer.headers['content-type'], /^application\/problem\+json/, what)
  return answer.json().errors
}

t.test('no route takes a text that cannot be stored, or that is broken on its way', async t => {
  const w = await world(t)
  const client = await w.as('LIAISON_OFFICE')
  const { paths = {} } = w.app.http.swagger()
  let asked = 0
  const { same } = await w.unchanged(async () => {
    for (const [path, operations] of Object.entries(paths)) {
      // Refuses in its own form (platform/graphql).
      if (path === '/graphql') continue
      for (const method of METHODS) {
        const operation: Operation | undefined = Reflect.get(Object(operations), method.toLowerCase())
        for (const [text, code] of Object.entries(BAD)) {
          for (const { name, in: where } of operation?.parameters ?? []) {
            if (where !== 'query' && where !== 'path') continue
            const url = where === 'query' ? `${path}?${name}=a${text}` : path.replace(`{${name}}`, `a${text}`)
            // A path that cannot be decoded reaches no route, and so no name.
            const field = where === 'path' && code === 'INVALID_ENCODING' ? 'path' : name
            t.match(await refused(t, client, { method, url }), [{ code, field: [field] }], `${method} ${url}`)
            asked += 1
          }
        }
      }
    }
    t.match(await refused(t, client, { method: 'POST', url: '/files/v1/uploads?organization=%00' }), [
      { code: 'INVALID_TEXT', field: ['organization'] },
    ])
    for (const text of ['a\0', '\ud800a']) {
      for (const [url, field, body] of [
        ['/auth/v1/token', 'username', { grant_type: 'password', username: text, password: 'b' }],
        ['/auth/v1/token', 'password', { grant_type: 'password', username: 'a', password: text }],
        ['/auth/v1/token', 'refresh_token', { grant_type: 'refresh_token', refresh_token: text }],
        ['/auth/v1/revoke', 'token', { token: text }],
      ] as const) {
        const errors = await refused(t, client, { method: 'POST', url, payload: body })
        t.match(errors, [{ code: 'INVALID_TEXT', field: [field] }])
      }
    }
  })
  t.ok(same, 'nothing is written')
  t.ok(asked > 100, String(asked))
})

t.test('an export is of what was asked for: what it does not know it refuses', async t => {
  const w = await world(t)
  const client = await w.as('LIAISON_OFFICE')
  const { paths = {} } = w.app.http.swagger()
  const exports = Object.keys(paths).filter(path => path.startsWith('/exports/'))
  t.ok(exports.length > 6)
  for (const path of exports) {
    const required: readonly (Parameter & { readonly required?: boolean })[] =
      Reflect.get(Object(paths[path]), 'get').parameters ?? []
    const given = required.filter(one => one.required && one.in === 'query').map(({ name }) => `${name}=a&`)
    for (const unknown of ['yaer=2024', 'te%78t%20=a', '%00=a']) {
      const errors = await refused(t, client, { method: 'GET', url: `${path}?${given.join('')}${unknown}` })
      t.match(errors, [{ code: 'UNKNOWN_FIELD', field: [decodeURIComponent(unknown.split('=')[0] ?? '')] }], path)
    }
    t.match(await refused(t, client, { method: 'GET', url: `${path}?te%7t=a` }), [{ code: 'INVALID_ENCODING' }], path)
  }
  const proposals = await w.as('PROPOSAL_OFFICE')
  t.equal((await proposals.request('GET', '/exports/v1/proposals?text=%E6%8F%90%E6%A1%88+a')).statusCode, 200)
})
