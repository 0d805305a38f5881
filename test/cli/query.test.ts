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

  await t.test('a mutation that is refused: exit code 3, whatever the document asks of its payload', async t => {
    const create = (expiresOn: string) =>
      `personalAccessTokenCreate(input: { name: "x", scopes: [MEMBER_READ], expiresOn: "${expiresOn}" })`
    const good = create(new Date(Date.now() + 86_400_000).toISOString().slice(0, 10))
    const bad = create('2020-01-01')
    const mutation = async (selection: string) => {
      await writeFile(file('m.graphql'), `mutation { ${selection} }`)
      return json('query', file('m.graphql'), '--account', 'office')
    }
    t.match(await mutation(`${bad} { userErrors { code } }`), {
      exit: 3,
      data: { personalAccessTokenCreate: { userErrors: [{ code: 'OUT_OF_RANGE' }] } },
    })
    t.match(await mutation(`a: ${good} { token } b: ${bad} { token wrong: userErrors { code } }`), {
      exit: 3,
      data: { a: { token: String }, b: { token: null, wrong: [{ code: 'OUT_OF_RANGE' }] } },
    })
    t.match(await mutation(`${bad} { token }`), { exit: 3 }, 'not asked for')
    t.match(await mutation(`${good} { token userErrors { code } }`), { exit: 0 })
    const id = 'duty_140200_00000000-0000-0000-0000-000000000000'
    t.match(await mutation(`dutyRecordsConfirm(ids: ["${id}"]) { userErrors { code } }`), { exit: 3 }, 'one of a batch')
  })
})
