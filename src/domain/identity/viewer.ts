import { anonymous, type Viewer } from '../../kernel/viewer.ts'
import type { Database } from '../../platform/db/pool.ts'
import { DEFAULT_SUPERIOR_VISIBILITY, isRole, isWriting, type Permission, permissions, rightsOf } from './roles.ts'

/** What a verified token says; the rest is asked of the database. */
export interface Claims {
  readonly organizationId: string
  /** Account and session of an access token. Null for a personal access token, whose hash tells its account. */
  readonly accountId: string | null
  readonly sessionId: string | null
  readonly tokenHash: Uint8Array | null
}

export interface ViewerFacts {
  readonly accountId: string
  readonly displayName: string
  readonly status: string
  readonly session: object | null
  readonly token: { readonly scopes: readonly string[] } | null
  readonly grants: readonly {
    readonly role: string
    readonly organizationId: string
    readonly unitId: string | null
    readonly officeId: string | null
    readonly below: readonly { readonly organizationId: string; readonly opened: unknown }[]
  }[]
  readonly seats: readonly { readonly organizationId: string; readonly memberId: string }[]
}

const NOWHERE: readonly string[] = []

// A removed role, a revoked session and a suspended account must work within 5 seconds.
const TRUSTED_FOR_MS = 3_000
const CACHED_AT_MOST = 20_000

/** Looks viewers up, and remembers each for 3 seconds. One of these a process. */
export function viewerLoader(database: Database, now: () => number = Date.now) {
  const cache = new Map<string, { readonly until: number; readonly viewer: Promise<Viewer> }>()
  return (claims: Claims): Promise<Viewer> => {
    const key = `${claims.organizationId} ${claims.accountId} ${claims.sessionId ?? Buffer.from(claims.tokenHash ?? []).toString('hex')}`
    const known = cache.get(key)
    if (known && known.until > now()) return known.viewer
    if (cache.size >= CACHED_AT_MOST) cache.clear()
    const viewer = load(database, claims)
    cache.set(key, { until: now() + TRUSTED_FOR_MS, viewer })
    viewer.catch(() => cache.delete(key))
    return viewer
  }
}

/** Anonymous when the account is not active or the session or token no longer counts. */
async function load(database: Database, claims: Claims): Promise<Viewer> {
  const facts = await factsOf(database, claims)
  if (facts?.status !== 'ACTIVE') return anonymous
  if (claims.sessionId ? !facts.session : !facts.token) return anonymous
  return viewerOf(claims, facts)
}

async function factsOf(database: Database, claims: Claims): Promise<ViewerFacts | null> {
  const { rows } = await database.reads.query<{ facts: ViewerFacts | null }>({
    name: 'load_viewer',
    text: 'select load_viewer($1, $2, $3, $4) as facts',
    values: [claims.organizationId, claims.accountId, claims.sessionId, claims.tokenHash],
  })
  return rows[0]?.facts ?? null
}

/**
 * An account as its own readers of another kind act for it (a calendar's feed), which prove themselves by other means than
 * a session or token. Anonymous when the account is not active.
 */
export async function viewerOfAccount(
  database: Database,
  { organizationId, accountId }: { readonly organizationId: string; readonly accountId: string },
): Promise<Viewer> {
  const claims: Claims = { organizationId, accountId, sessionId: null, tokenHash: null }
  const facts = await factsOf(database, claims)
  return facts?.status === 'ACTIVE' ? viewerOf(claims, facts) : anonymous
}

/** The rights of the roles held, narrowed to the token's scopes. Pure. */
export function viewerOf(claims: Claims, facts: ViewerFacts): Viewer {
  const scopes = facts.token ? new Set(facts.token.scopes) : null
  const held = new Map<Permission, Set<string>>(permissions.map(permission => [permission, new Set()]))
  const give = (permission: Permission, organizationId: string) => {
    if (!scopes || scopes.has(permission)) held.get(permission)?.add(organizationId)
  }
  for (const { role, organizationId, below } of facts.grants) {
    if (!isRole(role)) continue
    const rights = rightsOf(role)
    for (const permission of rights.own) give(permission, organizationId)
    for (const lower of below) {
      const opened = new Set(Array.isArray(lower.opened) ? lower.opened : DEFAULT_SUPERIOR_VISIBILITY)
      for (const permission of rights.below) if (opened.has(permission)) give(permission, lower.organizationId)
    }
  }
  return viewerFrom(claims, facts, held)
}

/** Narrowed to the token's scopes like the rest. */
const unitsWith = ({ grants, token }: ViewerFacts, permission: string): readonly string[] =>
  token && !token.scopes.includes(permission)
    ? []
    : grants.flatMap(({ role, unitId }) =>
        unitId && isRole(role) && rightsOf(role).own.some(held => held === permission) ? [unitId] : [],
      )

function viewerFrom(claims: Claims, facts: ViewerFacts, held: ReadonlyMap<Permission, ReadonlySet<string>>): Viewer {
  const lists = new Map<string, readonly string[]>([...held].map(([permission, set]) => [permission, [...set]]))
  const visible = new Set([claims.organizationId, ...[...held.values()].flatMap(set => [...set])])
  const writable = new Set([claims.organizationId, ...[...held].flatMap(([p, set]) => (isWriting(p) ? [...set] : []))])
  return {
    kind: 'account',
    accountId: facts.accountId,
    organizationId: claims.organizationId,
    via: claims.sessionId ? 'session' : 'token',
    sessionId: claims.sessionId,
    displayName: facts.displayName,
    memberIds: facts.seats.map(seat => seat.memberId),
    unitIds: facts.grants.flatMap(({ unitId }) => unitId ?? []),
    assigningOfficeIds: facts.grants.flatMap(({ officeId }) => officeId ?? []),
    unitsWith: permission => unitsWith(facts, permission),
    organizationsWith: permission => lists.get(permission) ?? NOWHERE,
    has: permission => (lists.get(permission)?.length ?? 0) > 0,
    can: (permission, organizationId) =>
      (held as ReadonlyMap<string, ReadonlySet<string>>).get(permission)?.has(organizationId) ?? false,
    visible: `{${[...visible].join()}}`,
    writable: `{${[...writable].join()}}`,
  }
}
