import { runInNewContext } from 'node:vm'
import helmet from '@fastify/helmet'
import staticFiles from '@fastify/static'
import { renderInitialOptions } from 'altair-static'
import Fastify from 'fastify'
import t from 'tap'
import { registerExplorer } from '../../../src/platform/graphql/explorer.ts'
import { sdl } from './guarded-app.ts'

const examples = [
  { name: '委员列表', query: 'query Members { members { totalCount } }', variables: { first: 5 } },
  { name: '登录', query: 'mutation SignIn { signIn { token } }', signsIn: true },
  { name: 'Cost', query: '{ cost }' },
] as const

async function explorer(enabled = true) {
  const app = Fastify()
  await app.register(helmet)
  await registerExplorer(app, { enabled, sdl, examples })
  app.get('/other', () => 'other')
  return app
}

t.test('the page and all that it loads come from here', async t => {
  const app = await explorer()
  const page = await app.inject('/explorer')
  t.equal(page.statusCode, 200)
  t.match(page.headers['content-type'], /^text\/html/)
  t.match(page.body, '<base href="/explorer/">')
  const loaded = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)]
    .map(([, url = '']) => url)
    .filter(url => url !== '/explorer/')
  t.ok(loaded.length > 5, 'scripts, styles and icon')
  for (const url of loaded) {
    t.notMatch(url, /^(?:https?:)?\/\//, `${url} is not elsewhere`)
    t.equal((await app.inject(new URL(url, 'http://here/explorer/').pathname)).statusCode, 200, url)
  }
  t.notMatch(page.body, /<script(?![^>]*\bsrc=)[^>]*>/, 'no script in the page, so that the policy can forbid them')
})

/** What the page's own script gives to Altair, in a browser that came to it by this address. */
async function started(address: string) {
  const app = await explorer()
  const { statusCode, headers, body } = await app.inject('/explorer/start.js')
  let given: Record<string, unknown> = {}
  const init = (options: object) => {
    given = JSON.parse(JSON.stringify(options))
  }
  runInNewContext(body, { AltairGraphQL: { init }, URL, location: new URL(address) })
  return { statusCode, headers, given }
}

t.test('the examples stand ready, at an address that Altair takes: a whole one, of whoever asks', async t => {
  for (const origin of ['http://127.0.0.1:3000', 'https://cppcc.example.cn']) {
    const { statusCode, headers, given } = await started(`${origin}/explorer`)
    t.equal(statusCode, 200)
    t.match(headers['content-type'], /^text\/javascript/)
    const endpointURL = `${origin}/graphql`
    const initialHeaders = { Authorization: 'Bearer {{token}}' }
    t.same(
      given.initialWindows,
      [
        { ...examples[0], variables: { first: 5 }, initialHeaders, endpointURL },
        { ...examples[2], variables: {}, initialHeaders, endpointURL },
        { ...examples[1], variables: {}, initialHeaders: {}, endpointURL },
      ].map(({ name, query, variables, initialHeaders, endpointURL }) => ({
        initialName: name,
        initialQuery: query,
        initialVariables: JSON.stringify(variables, null, 2),
        ...{ initialHeaders, endpointURL },
      })),
      'the one that signs in is last, which Altair opens',
    )
    t.match(given.initialEnvironments, { base: { variables: { token: '' } } }, 'one token for all of them')
    t.doesNotThrow(() => renderInitialOptions(given), 'as Altair checks its options')
  }
})

t.test('its policy allows nothing from outside, and other routes keep their own', async t => {
  const app = await explorer()
  for (const url of ['/explorer', '/explorer/main.js']) {
    const policy = String((await app.inject(url)).headers['content-security-policy'])
    t.match(policy, "default-src 'none'")
    t.match(policy, "script-src 'self'")
    t.notMatch(policy, /https?:|\*|'unsafe-eval'|script-src[^;]*'unsafe-inline'/, url)
  }
  t.notMatch((await app.inject('/other')).headers['content-security-policy'], "default-src 'none'")
})

t.test('the schema is served as text', async t => {
  const app = await explorer()
  const schema = await app.inject('/graphql/schema.graphql')
  t.equal(schema.headers['content-type'], 'text/plain; charset=utf-8')
  t.equal(schema.body, sdl)
})

t.test('nothing is there when it is switched off', async t => {
  const app = await explorer(false)
  for (const url of ['/explorer', '/explorer/main.js', '/explorer/start.js', '/graphql/schema.graphql']) {
    t.equal((await app.inject(url)).statusCode, 404, url)
  }
})

t.test('it lives beside another server of files', async t => {
  const app = Fastify()
  await app.register(staticFiles, { root: t.testdir({ 'a.txt': 'a' }), prefix: '/files/' })
  await registerExplorer(app, { enabled: true, sdl, examples })
  t.equal((await app.inject('/explorer')).statusCode, 200)
  t.equal((await app.inject('/files/a.txt')).body, 'a')
})
