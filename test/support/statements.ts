import type { Client, World } from './world.ts'

interface Asked {
  readonly statements: string[]
  stop(): void
}

/** Every statement of the reading pool but the look-up of the viewer, which is remembered for seconds. */
export function watch({ services: { database } }: Pick<World, 'services'>): Asked {
  const statements: string[] = []
  const { reads } = database
  const { query } = reads
  const watched = (statement: { readonly text: string; readonly name?: string } | string, ...rest: unknown[]) => {
    const text = typeof statement === 'string' ? statement : statement.text
    if (!text.includes('load_viewer')) statements.push(text)
    return Reflect.apply(query, reads, [statement, ...rest])
  }
  Object.assign(reads, { query: watched })
  return { statements, stop: () => Object.assign(reads, { query }) }
}

/** How many statements a query takes. */
export async function statementsOf(
  w: Pick<World, 'services'>,
  client: Client,
  text: string,
  variables: object = {},
): Promise<number> {
  const asked = watch(w)
  const answer = await client.run(text, variables)
  asked.stop()
  if (answer.errors) throw new Error(`${text}\n${answer.text}`)
  return asked.statements.length
}
