import { createHash } from 'node:crypto'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'graphql'
import { httpProblem } from '../http/problem-types.ts'
import { boundedCache } from '../security/bounded-cache.ts'
import type { GraphqlRequest } from './limits/envelope.ts'
import { malformed } from './limits/refusal.ts'

/** Operations known by the SHA-256 of their text, named in `extensions.persistedQuery` as Apollo's clients do. */
export interface PersistedOperations {
  /** The document to run. Throws a 400 for an unknown hash, a hash of another text, or a text not stored. */
  documentOf(sent: GraphqlRequest): string
  /** Tells that a document passed the limits; where clients may add operations it is kept for its hash. */
  admitted(sent: GraphqlRequest, query: string): void
  /** Number of operations stored at start. */
  readonly size: number
}

export interface PersistedOptions {
  /** Documents stored at start, by loadOperations or from elsewhere. */
  readonly documents: readonly string[]
  /** Refuse every text that is not stored. */
  readonly onlyPersisted: boolean
}

// What clients add themselves is kept in memory only, at most 500 texts of 32 KB.
const ADDED_BY_CLIENTS = 500

/** SHA-256 of the exact text in UTF-8, 64 hexadecimal digits. */
export const hashOf = (document: string): string => createHash('sha256').update(document, 'utf8').digest('hex')

export function createPersistedOperations(options: PersistedOptions): PersistedOperations {
  const stored = new Map(options.documents.map(document => [hashOf(document), document]))
  const added = boundedCache<string>(ADDED_BY_CLIENTS)
  const find = (hash: string) => stored.get(hash) ?? added.get(hash)
  return {
    size: stored.size,
    documentOf({ query, extensions }) {
      const hash = hashIn(extensions)
      if (query === undefined) return found(hash === null ? undefined : find(hash), hash)
      const own = hash !== null || options.onlyPersisted ? hashOf(query) : null
      if (hash !== null && own !== hash) throw mismatch()
      if (options.onlyPersisted && (own === null || !stored.has(own))) throw onlyStored()
      return query
    },
    admitted({ extensions }, query) {
      const hash = hashIn(extensions)
      if (hash !== null && !options.onlyPersisted && !stored.has(hash)) added.set(hash, query)
    },
  }
}

/** Reads every `.graphql` file below a folder, each one document. Throws when one is not valid GraphQL, or there is none. */
export async function loadOperations(folder: string): Promise<string[]> {
  const documents: string[] = []
  for await (const name of glob('**/*.graphql', { cwd: folder })) {
    const document = await readFile(join(folder, name), 'utf8')
    parse(document, { noLocation: true })
    documents.push(document)
  }
  if (documents.length === 0) throw new Error(`PERSISTED_OPERATIONS: there is no .graphql file in ${folder}`)
  return documents
}

function hashIn(extensions: Readonly<Record<string, unknown>>): string | null {
  const named = Object.hasOwn(extensions, 'persistedQuery') ? extensions.persistedQuery : undefined
  if (named === undefined || named === null) return null
  const { version, sha256Hash }: { version?: unknown; sha256Hash?: unknown } = typeof named === 'object' ? named : {}
  if (version === 1 && typeof sha256Hash === 'string' && /^[0-9a-f]{64}$/.test(sha256Hash)) return sha256Hash
  throw malformed(
    'PERSISTED_QUERY',
    'extensions.persistedQuery',
    'persistedQuery 须为 { version: 1, sha256Hash: 64 位十六进制 }',
    'persistedQuery must be { version: 1, sha256Hash: 64 hexadecimal digits }',
  )
}

function found(document: string | undefined, hash: string | null): string {
  if (document !== undefined) return document
  if (hash === null) throw malformed('REQUIRED', 'query', 'query 必填', 'query is required')
  // Clients of the protocol look for this code and send the text once more.
  throw httpProblem(
    400,
    'PERSISTED_QUERY_NOT_FOUND',
    '没有此预存操作，请连同 query 重新发送',
    'No such persisted operation; send it again with its query',
  )
}

const mismatch = () =>
  malformed(
    'PERSISTED_QUERY_MISMATCH',
    'extensions.persistedQuery',
    'sha256Hash 与 query 不符',
    'sha256Hash is not that of query',
  )

const onlyStored = () =>
  malformed('PERSISTED_ONLY', 'query', '本服务只执行预存的操作', 'Only persisted operations are run here')
