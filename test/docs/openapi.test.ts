import { Validator } from '@seriousme/openapi-schema-validator'
import type { InjectOptions } from 'fastify'
import t from 'tap'
import { world } from '../support/world.ts'

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly tags: readonly string[]
  readonly security: readonly object[]
  readonly responses: Readonly<Record<string, { readonly content?: object }>>
}

/** What else a path needs before it asks who is there. */
const PATH_VALUES: Readonly<Record<string, string>> = { id: 'x', uploadId: 'x', token: 'x' }

t.test('the REST API is described as clients are generated from it', async t => {
  const w = await world(t)
  const document = (await w.app.http.inject('/openapi.json')).json()
  t.match(await new Validator().validate(structuredClone(document)), { valid: true })
  const paths: Record<string, Record<string, Operation>> = document.paths
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, ...operation })),
  )
  t.ok(operations.length > 20)
  t.same(
    operations.filter(({ path }) => /graphql|explorer/.test(path)),
    [],
    'GraphQL has a schema of its own',
  )
  t.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length, 'names are unique')
  for (const { path, method, operationId, summary, tags, responses, security } of operations) {
    t.match(operationId, /^(get|head|post|patch|delete)[A-Z]\w+$/)
    t.match(summary, /\p{Script=Han}.*\([^)]+\)/u, `${operationId}: in both languages`)
    t.equal(tags?.length, 1, operationId)
    const done = Object.keys(responses).filter(status => status.startsWith('2'))
    t.ok(done.length > 0, `${operationId}: what it answers`)
    // Whoever asks without a token is told so, where the document says that one is needed, and nowhere else.
    const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => PATH_VALUES[name] ?? '')
    const asked = {
      method: method.toUpperCase() as NonNullable<InjectOptions['method']>,
      url,
      headers: { 'tus-resumable': '1.0.0' },
    }
    const { statusCode } = await w.app.http.inject({ ...asked, query: REQUIRED[path] ?? {} })
    t.equal(statusCode === 401, security.length > 0, `${operationId}: ${statusCode}`)
    if (security.length > 0) t.ok('401' in responses, operationId)
  }
  t.equal(paths['/exports/v1/duty-records']?.get?.operationId, 'getExportsDutyRecords')
  t.equal(paths['/files/v1/{id}']?.get?.operationId, 'getFilesById')
})

/** Parameters that a route asks for before it asks who is there. */
const REQUIRED: Readonly<Record<string, Record<string, string>>> = {
  '/exports/v1/duty-file': { member: 'x' },
  '/exports/v1/proposal-sheet': { proposal: 'x' },
  '/exports/v1/reply-letter': { reply: 'x' },
  '/exports/v1/attendance-sheet': { activity: 'x' },
  '/exports/v1/seat-list': { activity: 'x' },
  '/exports/v1/activity-print': { activity: 'x' },
}
