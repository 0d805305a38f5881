import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { createPersistedOperations, hashOf, loadOperations } from '../../../src/platform/graphql/persisted.ts'
import { ask, guardedApp } from './guarded-app.ts'

const stored = 'query Stored($n: Int) { members(first: $n) { totalCount } cost }'
const by = (sha256Hash: unknown, version: unknown = 1) => ({ extensions: { persistedQuery: { version, sha256Hash } } })

t.test('a stored operation runs by its hash alone', async t => {
  for (const onlyPersisted of [true, false]) {
    const { app } = await guardedApp({ persisted: createPersistedOperations({ documents: [stored], onlyPersisted }) })
    t.match(await askByHash(app, stored, { variables: { n: 3 } }), { status: 200, data: { cost: 3 } })
    t.match(await askByHash(app, stored, { variables: { n: 999 } }), { status: 400 }, 'within the limits')
    t.equal((await ask(app, stored)).status, 200, 'or by its text')
    t.equal((await ask(app, stored, by(hashOf(stored)))).status, 200, 'or by both')
  }
})

async function askByHash(app: Parameters<typeof ask>[0], document: string, more: object = {}) {
  const answer = await app.inject({
    method: 'POST',
    url: '/graphql',
    payload: { ...by(hashOf(document)), ...more },
  })
  const { data, errors = [] } = answer.json()
  return { status: answer.statusCode, body: answer.body, data, errors }
}

t.test('a hash of another text, an unknown hash and malformed hashes are refused', async t => {
  const { app, executed } = await guardedApp({
    persisted: createPersistedOperations({ documents: [stored], onlyPersisted: false }),
  })
  t.match(await ask(app, '{ cost }', by(hashOf(stored))), {
    status: 400,
    errors: [{ extensions: { rule: 'PERSISTED_QUERY_MISMATCH' } }],
  })
  t.match(await askByHash(app, '{ cost }'), {
    status: 400,
    errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
  })
  for (const extensions of [
    by('x'),
    by(5),
    by(hashOf(stored), 2),
    by(hashOf(stored).toUpperCase()),
    { extensions: { persistedQuery: 'x' } },
  ]) {
    t.match(await ask(app, stored, extensions), { status: 400, errors: [{ extensions: { rule: 'PERSISTED_QUERY' } }] })
  }
  t.strictSame(executed, [])
})

t.test('only stored texts run where that is asked for', async t => {
  const { app, executed } = await guardedApp({
    persisted: createPersistedOperations({ documents: [stored], onlyPersisted: true }),
  })
  const refusal = { status: 400, errors: [{ extensions: { rule: 'PERSISTED_ONLY' } }] }
  t.match(await ask(app, '{ cost }'), refusal)
  t.match(await ask(app, '{ cost }', by(hashOf('{ cost }'))), refusal)
  t.match(await askByHash(app, '{ cost }'), { status: 400 }, 'and nothing was kept')
  t.strictSame(executed, [])
})

t.test('elsewhere a client may add an operation, if it is within the limits', async t => {
  const { app } = await guardedApp({ persisted: createPersistedOperations({ documents: [], onlyPersisted: false }) })
  t.equal((await ask(app, '{ cost }', by(hashOf('{ cost }')))).status, 200)
  t.match(await askByHash(app, '{ cost }'), { status: 200, data: { cost: 1 } })
  const deep = '{ members(first: 101) { totalCount } }'
  t.equal((await ask(app, deep, by(hashOf(deep)))).status, 400)
  t.match(await askByHash(app, deep), { errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] })
})

t.test('without persisted operations a hash is refused', async t => {
  const { app } = await guardedApp()
  t.match(await ask(app, '{ cost }', by(hashOf('{ cost }'))), {
    status: 400,
    errors: [{ extensions: { rule: 'PERSISTED_QUERY' } }],
  })
})

t.test('operations are read from a folder, and a bad one stops the start', async t => {
  const folder = t.testdir({ 'a.graphql': stored, 'notes.txt': 'no', inner: { 'b.graphql': '{ cost }' } })
  const documents = await loadOperations(folder)
  t.strictSame(documents.toSorted(), [stored, '{ cost }'].toSorted())
  t.equal(createPersistedOperations({ documents, onlyPersisted: true }).size, 2)
  await mkdir(join(folder, 'bad'))
  await writeFile(join(folder, 'bad', 'c.graphql'), '{ cost')
  await t.rejects(loadOperations(folder), /Syntax Error/)
})
