import type { GraphQLSchema } from 'graphql'
import { jsonObject, readInput } from './files.ts'
import { EXIT, exitOf } from './output.ts'
import { openTerminalSession } from './terminal-client.ts'
import { text, textOr, withRuntime } from './with-runtime.ts'

/**
 * Runs a document; the GraphQL answer goes to standard output as JSON. Exit code 3 when it has errors (4 or 1 when they
 * are the service's own), and when a mutation was refused, wholly or for an entry of its batch.
 */
export async function queryCommand(
  options: Readonly<Record<string, unknown>>,
  [file = '-']: readonly string[],
): Promise<number> {
  const query = (await readInput(file)).toString('utf8')
  const variables = jsonObject('variables', textOr(options.variables, '{}'))
  return withRuntime(async (services, { app }) => {
    const { authorization } = await openTerminalSession(services, text(options.account))
    await app.http.ready()
    const isRefused = watchRefusals(app.http.graphql.schema)
    const answer = await app.http.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization, 'content-type': 'application/json' },
      payload: JSON.stringify({ query, variables }),
    })
    const body: Answer = answer.json()
    process.stdout.write(`${JSON.stringify(body, null, options.json === true ? 0 : 2)}\n`)
    if (answer.statusCode >= 400 || body.errors) return exitOf(body.errors?.[0]?.extensions?.code ?? body.code)
    return isRefused() ? EXIT.REFUSED : EXIT.OK
  })
}

/** Of GraphQL, or, where the request did not come so far, of REST. */
interface Answer {
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[]
  readonly code?: string
}

interface Payload {
  readonly userErrors?: readonly unknown[]
  readonly failures?: readonly unknown[]
}

/** Looks at what mutations return and not at the answer: a document may ask for `userErrors` by another name, or not at all. */
function watchRefusals(schema: GraphQLSchema): () => boolean {
  let refused = false
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve } = field
    field.resolve = async (...given) => {
      const payload = (await resolve?.(...given)) as Payload | null | undefined
      if (payload?.userErrors?.length || payload?.failures?.length) refused = true
      return payload
    }
  }
  return () => refused
}
