import { ApiError, Refused } from '../../../kernel/user-error.ts'
import { execute } from '../../../platform/commands/command.ts'
import { presentErrors } from '../../../platform/commands/mutate.ts'
import type { Context } from '../../../platform/context.ts'
import { readSelectedList } from '../../../platform/graphql/compiler/read-list.ts'
import type { Resolver } from '../../../platform/graphql/compiler/resolvers.ts'
import { extendShape, many } from '../../../platform/graphql/compiler/shape.ts'
import { initialPassword } from '../../identity/commands/password.ts'
import { account, viewerShape } from '../../identity/queries.ts'
import { ownSeat } from '../policy.ts'
import { member } from '../queries.ts'
import { type FirstPassword, type OpenInput, openMemberAccounts, placeOf } from './commands.ts'

extendShape(viewerShape, {
  seats: many(
    () => member,
    (_viewer, seat) => ownSeat(seat),
    seat => `${seat.alias}.joined_on desc, ${seat.alias}.id`,
  ),
})

const PAIR = 2

/** Two at a time, as many as the pool of password hashing works on; more would only be turned away. */
async function firstPasswords({ passwords }: Context, count: number): Promise<FirstPassword[]> {
  const made: FirstPassword[] = []
  while (made.length < count) {
    const pair = Array.from({ length: Math.min(PAIR, count - made.length) }, async () => {
      const password = initialPassword()
      return { password, hash: await passwords.hash(password) }
    })
    made.push(...(await Promise.all(pair)))
  }
  return made
}

/** What is refused anyway costs no hashing; the command refuses it in its own way. */
function isAllowed(context: Context, input: OpenInput): boolean {
  try {
    placeOf(context, input)
    return true
  } catch (error) {
    if (error instanceof Refused || error instanceof ApiError) return false
    throw error
  }
}

const memberAccountCreateMany: Resolver = async (_parent, args, context, info) => {
  const { input } = args as { input: OpenInput }
  const passwords = await firstPasswords(context, isAllowed(context, input) ? input.members.length : 0)
  const outcome = await execute(context, openMemberAccounts, { input, passwords })
  if (outcome.result === null) return { userErrors: presentErrors(outcome.userErrors, context.language) }
  return {
    accounts: await readSelectedList(context, info, 'accounts', account, outcome.result),
    firstPasswords: outcome.result.map(({ name, login, initialPassword: password }) => ({
      name,
      login,
      initialPassword: password,
    })),
    userErrors: [],
  }
}

export const memberAccountResolvers: Readonly<Record<'Mutation', Record<string, Resolver>>> = {
  Mutation: { memberAccountCreateMany },
}
