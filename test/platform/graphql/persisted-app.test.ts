import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { world } from '../../support/world.ts'

const STORED = 'query Own { organization { code } }'
const sha256Hash = createHash('sha256').update(STORED).digest('hex')

t.test('where only stored operations may run, they run by their hash and nothing else does', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'cppcc-operations-'))
  t.teardown(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'own.graphql'), STORED)
  const w = await world(t, { config: { PERSISTED_OPERATIONS: folder, ONLY_PERSISTED: true } })
  const leader = await w.as('LEADER')
  const ask = (payload: object) => leader.request('POST', '/graphql', { payload })

  const stored = await ask({ extensions: { persistedQuery: { version: 1, sha256Hash } } })
  t.same(stored.json().data, { organization: { code: '140200' } })
  t.equal((await ask({ query: STORED })).statusCode, 200)
  t.equal((await ask({ query: '{ organization { name } }' })).statusCode, 400)
  const other = await ask({ extensions: { persistedQuery: { version: 1, sha256Hash: sha256Hash.replace(/^./, 'g') } } })
  t.equal(other.statusCode, 400)
})
