import type { GraphQLResolveInfo } from 'graphql'
import type { Bilingual, Language, UserError } from '../../kernel/user-error.ts'
import type { Context } from '../context.ts'
import { type Key, type Resolver, selectedRead } from '../graphql/compiler/resolvers.ts'
import type { Shape } from '../graphql/compiler/shape.ts'
import { type Command, execute } from './command.ts'
import type { Idempotency } from './idempotency.ts'

/** `userErrors` as the payload shows them, in the client's language. */
export const presentErrors = (errors: readonly UserError[], language: Language) =>
  errors.map(({ code, field, message }: { code: string; field: readonly string[] | null; message: Bilingual }) => ({
    code,
    field,
    message: message[language],
  }))

/**
 * A mutation whose command writes one record and whose payload shows it under `field`: read in the same transaction, for no
 * round trip of its own, or, where an earlier result is given again, without one.
 */
export const mutate =
  <Input extends object>(command: Command<Input, Key>, field: string, shape: Shape): Resolver =>
  async (_parent, args, context, info) => {
    const show = (key: Key) => selectedRead(context, info, field, shape, key)
    const outcome = await execute(context, command, args as Input, { ...idempotencyOf(args), show })
    if (outcome.result === null) return refusal(outcome.userErrors, context)
    return { [field]: 'shown' in outcome ? outcome.shown : await show(outcome.result)(), userErrors: [] }
  }

/** A mutation whose payload is made by `present`. Arguments are the command's input; `input.id` makes it idempotent. */
export const mutateWith =
  <Input extends object, Result>(
    command: Command<Input, Result>,
    present: (context: Context, info: GraphQLResolveInfo, result: Result) => Promise<object> | object,
  ): Resolver =>
  async (_parent, args, context, info) => {
    const outcome = await execute(context, command, args as Input, idempotencyOf(args))
    if (outcome.result === null) return refusal(outcome.userErrors, context)
    return { ...(await present(context, info, outcome.result)), userErrors: [] }
  }

const refusal = (errors: readonly UserError[], { language }: Context) => ({
  userErrors: presentErrors(errors, language),
})

function idempotencyOf(args: Readonly<Record<string, unknown>>): { readonly idempotency?: Idempotency } {
  const key = clientKeyOf(args)
  return key ? { idempotency: { key, content: args } } : {}
}

function clientKeyOf(args: Readonly<Record<string, unknown>>): string | undefined {
  const { input } = args
  const id = typeof input === 'object' && input !== null && 'id' in input ? input.id : undefined
  return typeof id === 'string' ? id : undefined
}
