import {
  BreakingChangeType,
  buildSchema,
  type DocumentNode,
  findBreakingChanges,
  findDangerousChanges,
  GraphQLError,
  parse,
} from 'graphql'
import { businessDate, systemClock } from '../../kernel/clock.ts'
import { type Declared, declarationsOf } from './schema-lint/declarations.ts'
import {
  authorization,
  deprecationOf,
  deprecations,
  described,
  enumValues,
  guardedNullable,
  inputNames,
  listItems,
  nodes,
  type Rule,
  references,
  removalDate,
} from './schema-lint/rules.ts'
import { connections, mutations, pageArguments, payloads, userErrors } from './schema-lint/shapes.ts'

/** The conventions of the API, each a rule over one type. */
const RULES: readonly Rule[] = [
  described,
  listItems,
  connections,
  pageArguments,
  payloads,
  userErrors,
  mutations,
  enumValues,
  inputNames,
  nodes,
  references,
  authorization,
  guardedNullable,
  deprecations,
]

/** Everything in the schema that breaks a convention, as `Type.field: what to do`; empty when all is well. */
export function lintSchema(sdl: string): string[] {
  const document = documentOf(sdl)
  if (typeof document === 'string') return [document]
  const types = declarationsOf(document)
  return RULES.flatMap(rule => types.flatMap(rule))
}

/** The parsed schema, or why it is none. */
function documentOf(sdl: string): DocumentNode | string {
  try {
    buildSchema(sdl)
    return parse(sdl)
  } catch (error) {
    if (error instanceof GraphQLError || error instanceof Error) return error.message
    throw error
  }
}

/**
 * What makes a client of the released schema fail. A field or value whose announced removal date has passed by
 * `today` (`YYYY-MM-DD`, the business date when left out) may go.
 */
export function breakingChanges(oldSdl: string, newSdl: string, today = businessDate(systemClock())): string[] {
  const expired = expiredIn(declarationsOf(parse(oldSdl)), today)
  return findBreakingChanges(buildSchema(oldSdl), buildSchema(newSdl))
    .filter(({ type, description }) => !(REMOVALS.has(type) && expired.has(description)))
    .map(change => change.description)
}

/** What may surprise a client of the released schema: a new enum value, an argument's other default. */
export function dangerousChanges(oldSdl: string, newSdl: string): string[] {
  return findDangerousChanges(buildSchema(oldSdl), buildSchema(newSdl)).map(change => change.description)
}

const REMOVALS: ReadonlySet<BreakingChangeType> = new Set([
  BreakingChangeType.FIELD_REMOVED,
  BreakingChangeType.VALUE_REMOVED_FROM_ENUM,
])

/** The sentences by which graphql-js would report the removal of what has expired. */
function expiredIn(types: readonly Declared[], today: string): Set<string> {
  const sentences = new Set<string>()
  for (const type of types) {
    for (const member of [...type.fields, ...type.values]) {
      const date = removalDate(deprecationOf(member) ?? '')
      if (date === null || date >= today) continue
      sentences.add(`${type.name}.${member.name} was removed.`)
      sentences.add(`${member.name} was removed from enum type ${type.name}.`)
    }
  }
  return sentences
}
