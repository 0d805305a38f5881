import type { TSchema } from 'typebox'
import type { Bilingual } from '../../../kernel/user-error.ts'

/** A policy (政策参数) as the software knows it: what it decides, what values it takes, what holds without one. */
export interface PolicyKey {
  readonly key: string
  readonly name: Bilingual
  readonly description: Bilingual
  /** JSON Schema of the value. */
  readonly value: TSchema
  readonly defaultValue: unknown
}
