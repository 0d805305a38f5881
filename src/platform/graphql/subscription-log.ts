import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { GraphQLError } from 'graphql'
import { describeError } from './errors/describe.ts'
import { noteError } from './errors.ts'

/**
 * Mercurius logs what a subscription is refused with as a fault of the service, with the client's values in it. Here it is
 * noted as an error of a query is; its own faults stay. To be called before mercurius is registered.
 */
export function quietRefusedSubscriptions(app: FastifyInstance): void {
  app.addHook('onRegister', (instance, options) => {
    // Mercurius' plugin of subscriptions, by an option that it alone has.
    if ('subscriptionContextFn' in options) instance.log = quieter(instance.log)
  })
}

const quieter = (log: FastifyBaseLogger): FastifyBaseLogger =>
  Object.create(log, {
    error: {
      value: (about: unknown, ...rest: unknown[]) =>
        note(log, about) || Reflect.apply(log.error, log, [about, ...rest]),
    },
  })

/** Tells whether it was a list of refusals. Those that have a code were noted where they got it. */
function note(log: FastifyBaseLogger, about: unknown): boolean {
  if (!Array.isArray(about) || !about.every(error => error instanceof GraphQLError)) return false
  for (const error of about) if (error.extensions.code === undefined) noteError(error, describeError(error, null), log)
  return true
}
