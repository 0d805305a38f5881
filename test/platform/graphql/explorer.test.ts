import helmet from '@fastify/helmet'
import staticFiles from '@fastify/static'
import Fastify from 'fastify'
import t from 'tap'
import { registerExplorer } from '../../../src/platform/graphql/explorer.ts'
import { sdl } from './guarded-app.ts'

const examples = [
  { name: '委员列表', query: 'query Members { members { totalCount } }', variables: { first: 5 } },
  { name: 'Cost', query: '{ cost }' },
]

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

t.test('the examples stand ready', async t => {
  const app = await explorer()
  const options = await app.inject('/explorer/initial_options.js')
  t.equal(options.statusCode, 200)
  t.match(options.headers['content-type'], /javascript/)
  t.match(options.body, 'query Members { members { totalCount } }')
  t.match(options.body, '委员列表')
  t.match(options.body, /endpointURL: [`'"]\/graphql/)
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
  for (const url of ['/explorer', '/explorer/main.js', '/explorer/initial_options.js', '/graphql/schema.graphql']) {
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
