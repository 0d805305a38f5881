/**
 * Every bound of a GraphQL request, each checked before execution. The figures leave an ordinary client three to ten
 * times its room: a list of a hundred members with sector, party and twenty records each costs about 4,300.
 */
export interface GraphqlLimits {
  /** Bytes of the HTTP body; beyond it 413 before the body is read. */
  readonly bodyBytes: number
  /** UTF-16 units of the document's text. */
  readonly queryLength: number
  /** Lexical tokens, counted before parsing; parsing and validation are at most quadratic in a part of them. */
  readonly tokens: number
  /** Open brackets of any kind, so that the recursive parser cannot exhaust the stack. */
  readonly nesting: number
  /** Directives in the text. */
  readonly directives: number
  /** Fragment spreads and inline fragments in the text. */
  readonly spreads: number
  /** Fragments defined. */
  readonly fragments: number
  /** Operations in one document. */
  readonly operations: number
  /** Aliases in the text, each fragment once. */
  readonly aliases: number
  /** Fields after every fragment is put in its place: what a fragment of fragments grows to. */
  readonly fields: number
  /** Times one response name may stand in one merged selection: bounds the comparison of overlapping fields. */
  readonly repeats: number
  /** Levels of fields, fragments followed. */
  readonly depth: number
  /** Levels below `__schema` and `__type` (graphql-js' own introspection query has 13). */
  readonly introspectionDepth: number
  /** Root fields of a query, after merging. */
  readonly rootFields: number
  /** Root fields of a mutation: each is a transaction of its own. */
  readonly mutations: number
  /** Largest `first` or `last`, where the field's `@page` says nothing else. */
  readonly pageSize: number
  /** Nodes assumed for a connection without `first` or `last`. */
  readonly defaultPageSize: number
  /** Nodes assumed for a plain list, which the conventions allow for bounded sets only. */
  readonly plainListSize: number
  /** Objects that an operation may ask for, by the estimate of cost.ts. */
  readonly cost: number
  /** Levels of objects and lists in the variables, their own object the first. */
  readonly variablesDepth: number
  /** UTF-16 units of all names and texts in the variables, 8 for any other value. */
  readonly variablesSize: number
  /** UTF-16 units of one text, in the variables or in the document. */
  readonly stringLength: number
}

export const defaultLimits: GraphqlLimits = {
  bodyBytes: 1_200_000,
  queryLength: 32_768,
  tokens: 4_000,
  nesting: 50,
  directives: 50,
  spreads: 200,
  fragments: 100,
  operations: 10,
  aliases: 100,
  fields: 2_000,
  repeats: 50,
  depth: 12,
  introspectionDepth: 20,
  rootFields: 20,
  mutations: 10,
  pageSize: 100,
  defaultPageSize: 20,
  plainListSize: 5,
  cost: 10_000,
  variablesDepth: 20,
  variablesSize: 1_000_000,
  stringLength: 100_000,
}
