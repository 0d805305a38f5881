import Fastify, { type FastifyInstance } from 'fastify'
import mercurius from 'mercurius'
import { type GateViewer, protectSchema } from '../../../src/platform/graphql/auth-directive.ts'
import { createErrorFormatter } from '../../../src/platform/graphql/errors.ts'
import {
  type GuardOptions,
  graphqlOptions,
  guardGraphqlRequest,
  inspectionOf,
} from '../../../src/platform/graphql/limits.ts'
import { scalars } from '../../../src/platform/graphql/scalars.ts'
import { useStrictBodies } from '../../../src/platform/http/body.ts'
import type { AttackTarget } from '../../support/attacks.ts'

/** A schema in miniature that keeps every convention: two types that refer to each other, a command, scalars. */
export const sdl = /* GraphQL */ `
"Needs an account or a permission (需登录)."
directive @auth("Permission (权限)." requires: Permission) on FIELD_DEFINITION
"Open (公开)."
directive @public on FIELD_DEFINITION
"Permission (权限)."
enum Permission {
  "See members (查看委员)."
  MEMBER_READ
}
"Moment (时刻)."
scalar DateTime
"Date (日期)."
scalar Date
"Decimal (小数)."
scalar Decimal
"Free content (自由内容)."
scalar JSON
"UUID (标识)."
scalar UUID
"Anything with an id (节点)."
interface Node {
  "Id (标识)."
  id: ID!
}
"Page (分页)."
type PageInfo {
  "More (有下一页)."
  hasNextPage: Boolean!
}
"Member (委员)."
type Member implements Node {
  "Id (标识)."
  id: ID!
  "Name (姓名)."
  fullName: String!
  "Phone (电话)."
  phone: String @auth(requires: MEMBER_READ)
  "Sector (界别)."
  sector: Sector
  "Party (党派)."
  party: Sector
  "Duty records (履职记录)."
  dutyRecords("Count (数量)." first: Int, "After (之后)." after: String, "Count (数量)." last: Int, "Before (之前)." before: String): DutyRecordConnection!
}
"Sector (界别)."
type Sector implements Node {
  "Id (标识)."
  id: ID!
  "Name (名称)."
  sectorName: String!
}
"Duty record (履职记录)."
type DutyRecord implements Node {
  "Id (标识)."
  id: ID!
  "Member (委员)."
  member: Member
  "Moment (时刻)."
  happenedAt: DateTime!
  "Evidence (佐证)."
  evidence: [Sector!]!
}
"Members (委员列表)."
type MemberConnection {
  "Edges (边)."
  edges: [MemberEdge!]!
  "Records (记录)."
  nodes: [Member!]!
  "Page (分页)."
  pageInfo: PageInfo!
  "Count (总数)."
  totalCount: Int!
}
"Member in its list (列表中的委员)."
type MemberEdge {
  "Cursor (游标)."
  cursor: String!
  "Member (委员)."
  node: Member!
}
"Records (履职记录列表)."
type DutyRecordConnection {
  "Edges (边)."
  edges: [DutyRecordEdge!]!
  "Records (记录)."
  nodes: [DutyRecord!]!
  "Page (分页)."
  pageInfo: PageInfo!
  "Count (总数)."
  totalCount: Int!
}
"Record in its list (列表中的记录)."
type DutyRecordEdge {
  "Cursor (游标)."
  cursor: String!
  "Record (记录)."
  node: DutyRecord!
}
"Error (错误)."
type UserError {
  "Field (字段)."
  field: [String!]
  "Message (说明)."
  message: String!
  "Code (代码)."
  code: ErrorCode!
}
"Code (代码)."
enum ErrorCode {
  "Wrong password (密码有误)."
  WRONG_PASSWORD
}
"Answer (结果)."
type SessionSignInPayload {
  "Token (令牌)."
  token: String
  "Errors (错误)."
  userErrors: [UserError!]!
}
"Values (取值)."
input ValuesInput {
  "Moment (时刻)."
  moment: DateTime
  "Date (日期)."
  date: Date
  "Points (分值)."
  points: Decimal
  "Content (内容)."
  content: JSON
  "UUID (标识)."
  uuid: UUID
  "Required (必填)."
  requiredText: String!
}
type Query {
  "Members (委员列表)."
  members("Count (数量)." first: Int, "After (之后)." after: String, "Count (数量)." last: Int, "Before (之前)." before: String): MemberConnection! @public
  "Members by ids (按标识取委员)."
  membersByIds("Ids (标识)." ids: [ID!]!): [Member!]! @public
  "Search (检索)."
  memberSearch("Text (文本)." text: String): Member @public
  "Echo (回显)."
  echo("Values (取值)." input: ValuesInput!): JSON @public
  "Cost (开销)."
  cost: Int! @public
  "Failure of a kind (出错)."
  failure("Kind (种类)." kind: String!): String @public
  "Failure that leaves nothing (出错)."
  failureOfAll: String! @public
  "Needs an account (需登录)."
  own: String @auth
  "Needs a permission (需权限)."
  guarded: String @auth(requires: MEMBER_READ)
}
type Mutation {
  "Signs in (登录)."
  sessionSignIn("Password (密码)." password: String!): SessionSignInPayload! @public
}
`

export const target: AttackTarget = {
  page: 'members',
  leaf: 'id',
  nest: inner => `dutyRecords(first: 100) { nodes { member { ${inner} } } }`,
  signIn: 'sessionSignIn(password: "x") { token }',
  textField: 'memberSearch(text: $text) { id }',
  intField: 'members(first: $number) { totalCount }',
  nearMiss: 'membrs { totalCount }',
}

export interface GuardedApp {
  readonly app: FastifyInstance
  /** Names of the root fields executed, in order: a refused request must leave it empty. */
  readonly executed: string[]
  /** Lines of the log. */
  readonly logged: string[]
}

export interface GuardedOptions extends Partial<GuardOptions> {
  /** What `Query.failure(kind:)` throws. */
  readonly failures?: Readonly<Record<string, () => unknown>>
  readonly viewer?: GateViewer
  readonly jit?: boolean
}

/** The guard, the formatter, the scalars and the gate in the order in which the service has them. */
export async function guardedApp(options: GuardedOptions = {}): Promise<GuardedApp> {
  const logged: string[] = []
  const executed: string[] = []
  const stream = { write: (line: string) => void logged.push(line) }
  const app = Fastify({ logger: { level: 'debug', stream }, bodyLimit: 2_000_000 })
  useStrictBodies(app, 5_000)
  const introspection = options.introspection ?? false
  guardGraphqlRequest(app, { ...options, introspection })
  await app.register(mercurius, {
    schema: sdl,
    resolvers: { ...scalars, Node: { resolveType: () => 'Member' }, ...resolvers(executed, options.failures ?? {}) },
    graphql: graphqlOptions,
    schemaTransforms: [protectSchema],
    errorFormatter: createErrorFormatter({ hideSchema: !introspection }),
    context: () => ({ viewer: options.viewer }),
    ...(options.websocket ? { subscription: true } : {}),
    ...(options.jit ? { jit: { minCount: 1, eluThreshold: 1 } } : {}),
  })
  await app.ready()
  return { app, executed, logged }
}

function resolvers(executed: string[], failures: Readonly<Record<string, () => unknown>>) {
  const seen = <T>(name: string, value: T): T => {
    executed.push(name)
    return value
  }
  const page = { edges: [], nodes: [], pageInfo: { hasNextPage: false }, totalCount: 0 }
  return {
    Query: {
      members: () => seen('members', page),
      membersByIds: () => seen('membersByIds', []),
      memberSearch: () => seen('memberSearch', null),
      echo: (_source: unknown, { input }: { input: unknown }) => seen('echo', input),
      cost: (_source: unknown, _args: unknown, context: { reply: { request: Parameters<typeof inspectionOf>[0] } }) =>
        seen('cost', inspectionOf(context.reply.request)?.cost),
      failure: (_source: unknown, { kind }: { kind: string }) => {
        throw seen('failure', failures[kind]?.())
      },
      failureOfAll: () => seen('failureOfAll', null),
      own: () => seen('own', 'own'),
      guarded: () => seen('guarded', 'guarded'),
    },
    Mutation: { sessionSignIn: () => seen('sessionSignIn', { token: null, userErrors: [] }) },
  }
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
  readonly data: unknown
  readonly errors: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[]
}

/** Sends one operation as an ordinary client does. */
export async function ask(
  app: FastifyInstance,
  query: string,
  more: { variables?: unknown; operationName?: string; language?: string; extensions?: object } = {},
): Promise<Answer> {
  const { language, ...rest } = more
  const answer = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', ...(language ? { 'accept-language': language } : {}) },
    payload: JSON.stringify({ query, ...rest }),
  })
  const { data, errors = [] } = answer.json()
  return { status: answer.statusCode, headers: answer.headers, body: answer.body, data, errors }
}
