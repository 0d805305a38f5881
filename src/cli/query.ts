import { jsonObject, readInput } from './files.ts'
import { EXIT } from './output.ts'
import { openTerminalSession } from './terminal-client.ts'
import { text, textOr, withRuntime } from './with-runtime.ts'

/** Runs a document; the GraphQL answer goes to standard output as JSON. Exit code 3 when it has errors. */
export async function queryCommand(
  options: Readonly<Record<string, unknown>>,
  [file = '-']: readonly string[],
): Promise<number> {
  const query = (await readInput(file)).toString('utf8')
  const variables = jsonObject('variables', textOr(options.variables, '{}'))
  return withRuntime(async (services, { app }) => {
    const { authorization } = await openTerminalSession(services, text(options.account))
    const answer = await app.http.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization, 'content-type': 'application/json' },
      payload: JSON.stringify({ query, variables }),
    })
    const body: { errors?: unknown } = answer.json()
    process.stdout.write(`${JSON.stringify(body, null, options.json === true ? 0 : 2)}\n`)
    return body.errors === undefined ? EXIT.OK : EXIT.REFUSED
  })
}
