import type { GraphQLResolveInfo } from 'graphql'
import type { Bilingual, Language, UserError } from '../../kernel/user-error.ts'
import type { Context } from '../context.ts'
import { type Key, type Resolver, readSelected } from '../graphql/compiler/resolvers.ts'
import type { Shape } from '../graphql/compiler/shape.ts'
import { type Command, execute } from './command.ts'

/** `userErrors` as the payload shows them, in the client's language. */
export const presentErrors = (errors: readonly UserError[], language: Language) =>
  errors.map(({ code, field, message }: { code: string; field: readonly string[] | null; message: Bilingual }) => ({
    code,
    field,
    message: message[language],
  }))

/** A mutation whose command writes one record and whose payload shows it under `field`. */
export const mutate = <Input extends object>(command: Command<Input, Key>, field: string, shape: Shape): Resolver =>
  mutateWith(command, async (context, info, key) => ({ [field]: await readSelected(context, info, field, shape, key) }))

/** A mutation whose payload is made by `present`. Arguments are the command's input; `input.id` makes it idempotent. */
export const mutateWith =
  <Input extends object, Result>(
    command: Command<Input, Result>,
    present: (context: Context, info: GraphQLResolveInfo, result: Result) => Promise<object> | object,
  ): Resolver =>
  async (_parent, args, context, info) => {
    const key = clientKeyOf(args)
    const outcome = await execute(context, command, args as Input, key ? { key, content: args } : undefined)
    if (outcome.result === null) return { userErrors: presentErrors(outcome.userErrors, context.language) }
    return { ...(await present(context, info, outcome.result)), userErrors: [] }
  }

function clientKeyOf(args: Readonly<Record<string, unknown>>): string | undefined {
  const { input } = args
  const id = typeof input === 'object' && input !== null && 'id' in input ? input.id : undefined
  return typeof id === 'string' ? id : undefined
}
