import type { Resolver } from './compiler/resolvers.ts'
import type { Shape } from './compiler/shape.ts'
import type { Subscribing } from './subscriptions.ts'

/** What a domain module gives to the API. */
export interface Module {
  /** Resolvers by type; fields of shapes need none. */
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, Resolver | Subscribing>>>>
  readonly shapes: readonly Shape[]
}
