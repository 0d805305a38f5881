import { writeFile } from 'node:fs/promises'
import t from 'tap'
import { terminal } from './terminal.ts'

t.test('cppcc query', async t => {
  const { file, run, json, office, roster } = await terminal(t)
  await office()
  await roster()

  await t.test('query', async t => {
    await writeFile(file('q.graphql'), 'query ($n: Int!) { members(first: $n) { totalCount nodes { name } } }')
    const query = ['query', file('q.graphql'), '--account', ' OFFICE ']
    const answer = await json(...query, '--variables', '{"n":2}')
    t.equal(answer.data.members.totalCount, 404)
    t.equal(answer.data.members.nodes.length, 2)
    const refused = await run(...query)
    t.equal(refused.code, 3)
    t.match(JSON.parse(refused.stdout), { errors: [{ extensions: { code: /.+/ } }] })
    t.match(await json('query', file('q.graphql'), '--account', 'nobody'), { exit: 3, errors: [{ code: 'NOT_FOUND' }] })
    t.match(await json(...query, '--variables', '[1]'), { exit: 2, code: 'INVALID_JSON' })
  })
})
