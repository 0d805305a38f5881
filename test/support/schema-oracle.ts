import {
  buildSchema,
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  isScalarType,
} from 'graphql'
import { readSchema } from '../../src/app.ts'
import { scalars } from '../../src/platform/graphql/scalars.ts'
import './schema-oracle-committees.ts'
import { dutyPage, matchesMember } from './schema-oracle-members.ts'
import { page } from './schema-oracle-pages.ts'
import {
  type Args,
  type Fields,
  find,
  gid,
  names,
  type OracleContext,
  type Row,
  seen,
  type Typed,
  typeOf,
} from './schema-oracle-rows.ts'

const byGid = (id: unknown, context: OracleContext): Typed | null => {
  const type = [...names()].find(name => String(id).startsWith(`${typeOf(name).prefix}_`))
  return type ? (seen(type, context).find(row => gid(row) === id) ?? null) : null
}

const committeeOf = (argument: unknown, { viewer }: OracleContext): string | null =>
  argument == null ? viewer.home : (/^org_(\d{1,18})$/.exec(String(argument))?.[1] ?? null)

const ofType = (row: Typed | null, type: string) => (row?.__typename === type ? row : null)

const queries: Fields = {
  node: (_row, { id }, context) => byGid(id, context),
  nodes: (_row, { ids }, context) => (ids as readonly unknown[]).map(id => byGid(id, context)),
  organization: (_row, { id }, context) =>
    seen('Organization', context).find(row => row.organization_id === committeeOf(id, context)) ?? null,
  organizations: (_row, args, context) => {
    const { level, below } = (args.filter ?? {}) as Args
    const top =
      below == null
        ? null
        : (context.tables.organizations ?? []).find(row => row.organization_id === committeeOf(below, context))
    const found = seen('Organization', context)
      .filter(row => level == null || row.level === level)
      .filter(
        row =>
          below == null ||
          (top && row !== top && String(row.path).startsWith(String(top.path)) && row.path !== top.path),
      )
    return page('Organization', found, args, context)
  },
  member: (_row, { id }, context) => ofType(byGid(id, context), 'Member'),
  members: (_row, args, context) => {
    const home = committeeOf(args.organization, context)
    const found = seen('Member', context)
      .filter(row => row.organization_id === home)
      .filter(row => matchesMember(row, (args.filter ?? {}) as Args, context))
    return page('Member', found, args, context)
  },
  dutyRecord: (_row, { id }, context) => ofType(byGid(id, context), 'DutyRecord'),
  dutyRecords: (_row, args, context) => {
    const home = committeeOf(args.organization, context)
    return dutyPage(args, context, record => record.organization_id === home)
  },
}

const parts: Readonly<Record<string, readonly string[]>> = {
  PageInfo: ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'],
  PolicyInForce: ['key', 'on', 'value', 'effectiveFrom'],
  Birth: ['year', 'month', 'day'],
}

/** Whether the oracle can answer a field: the documents are made of these. */
export function knows(type: string, field: string): boolean {
  if (type === 'Query') return field in queries
  if (type === 'Node') return field === 'id'
  if (type === 'DictionaryEntry') return field in (find('Sector')?.fields ?? {})
  if (/(?:Connection|Edge)$/.test(type)) return find(type.replace(/(?:Connection|Edge)$/, '')) !== undefined
  return field in (find(type)?.fields ?? {}) || (parts[type] ?? []).includes(field)
}

/** The schema with the service's scalars and none of its resolvers. */
export async function oracleSchema(): Promise<GraphQLSchema> {
  const schema = buildSchema(await readSchema())
  for (const [name, scalar] of Object.entries(scalars)) {
    const type = schema.getType(name)
    if (isScalarType(type) && isScalarType(scalar))
      Object.assign(type, {
        serialize: scalar.serialize,
        parseValue: scalar.parseValue,
        parseLiteral: scalar.parseLiteral,
      })
  }
  return schema
}

/** Answers a document as graphql-js itself does, over rows in memory. */
export function answer(
  schema: GraphQLSchema,
  document: DocumentNode,
  variableValues: Record<string, unknown>,
  contextValue: OracleContext,
): ExecutionResult | Promise<ExecutionResult> {
  return execute({
    schema,
    document,
    variableValues,
    contextValue,
    rootValue: {},
    typeResolver: (row: Typed) => row.__typename,
    fieldResolver: (row: Row, args: Args, context: OracleContext, info) => {
      const { parentType, fieldName } = info
      const read = parentType.name === 'Query' ? queries[fieldName] : find(parentType.name)?.fields[fieldName]
      return read ? read(row, args, context) : row[fieldName]
    },
  })
}
