import t, { type Test } from 'tap'
import { Type } from 'typebox'
import { registerHealth } from '../../../src/platform/http/health.ts'
import { problems, registerOpenApi, withIdempotencyKey } from '../../../src/platform/http/openapi.ts'
import { server } from './fixture.ts'

async function documented(t: Test) {
  const app = await server(t)
  await registerOpenApi(app, { version: '1.2.3', publicUrl: 'https://zx.example.cn' })
  registerHealth(app, { checks: [] })
  const schema = {
    summary: '导入 (import)',
    security: [{ bearer: [] }],
    headers: withIdempotencyKey({}),
    body: Type.Object({ name: Type.String() }),
    response: { 200: Type.Object({ id: Type.String() }), ...problems(401, 409) },
  }
  app.post('/imports', { schema }, async () => ({ id: 'x', secret: 'left out by the schema' }))
  return app
}

t.test('the document is OpenAPI 3.1 and describes routes, problems and the idempotency key', async t => {
  const app = await documented(t)
  const answer = await app.inject('/openapi.json')
  t.match(answer.headers['content-type'], /^application\/json/)
  const document = answer.json()
  t.match(document, { openapi: '3.1.0', info: { version: '1.2.3' }, servers: [{ url: 'https://zx.example.cn' }] })
  t.same(Object.keys(document.paths).sort(), ['/imports', '/livez', '/readyz'])
  const post = document.paths['/imports'].post
  t.match(post.parameters, [{ in: 'header', name: 'idempotency-key', required: false }])
  t.match(post.responses['409'].content['application/problem+json'].schema.properties, { code: { type: 'string' } })
})

t.test('documented routes check the key and cut answers to their schema', async t => {
  const app = await documented(t)
  const post = (headers = {}) => app.inject({ method: 'POST', url: '/imports', payload: { name: 'a' }, headers })
  t.same((await post()).json(), { id: 'x' })
  t.equal((await post({ 'idempotency-key': 'import-2026-03' })).statusCode, 200)
  t.match((await post({ 'idempotency-key': 'no' })).json(), {
    status: 400,
    errors: [{ code: 'TOO_SHORT', field: ['idempotency-key'] }],
  })
})

t.test('the page and all it loads come from here', async t => {
  const app = await documented(t)
  const page = await app.inject('/docs/')
  t.equal(page.statusCode, 200)
  t.match(page.headers['content-security-policy'], /default-src 'none'; script-src 'self';/)
  const references = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(match => match[1] ?? '')
  t.ok(references.length > 3)
  for (const reference of references) {
    t.notMatch(reference, /^(?:[a-z]+:)?\/\//, 'not another origin')
    const url = new URL(reference, 'http://x/docs/').pathname
    t.equal((await app.inject(url)).statusCode, 200, url)
  }
  t.notMatch(page.body, /<script>|https?:\/\//, 'no inline script, no foreign address')
  const initializer = (await app.inject('/docs/static/swagger-initializer.js')).body
  t.match(initializer, /"?validatorUrl"?:\s*null/)
  const code = initializer.replaceAll(/^\s*\/\/.*$/gm, '')
  t.notMatch(code, /https?:\/\//, 'no address outside, comments apart')
})
