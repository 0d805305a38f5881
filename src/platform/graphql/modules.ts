import type { Resolver } from './compiler/resolvers.ts'
import type { Shape } from './compiler/shape.ts'
import type { SubscriptionContext } from './subscriptions.ts'

/** A field of Subscription: gives what happens, each time as the field's own value under its name. */
export interface Subscribing {
  readonly subscribe: (
    parent: unknown,
    args: Readonly<Record<string, unknown>>,
    context: SubscriptionContext,
  ) => Promise<AsyncIterable<object>>
}

/** What a domain module gives to the API. */
export interface Module {
  /** Resolvers by type; fields of shapes need none. */
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, Resolver | Subscribing>>>>
  readonly shapes: readonly Shape[]
}
