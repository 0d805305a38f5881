/** Who is asking: what policies and queries may know of it. Built once a request from the token (identity/viewer.ts). */
export interface Viewer {
  readonly kind: 'anonymous' | 'account' | 'system'
  /** The account, null for anonymous and system viewers. */
  readonly accountId: string | null
  /** Home organization of the account; of a system viewer, the organization it acts for. */
  readonly organizationId: string | null
  /** How an account signed in; a token of a script may do less (identity/policy.ts). Null for the other kinds. */
  readonly via: 'session' | 'token' | null
  /** The sign-in session of `via: 'session'`. */
  readonly sessionId: string | null
  readonly displayName: string
  /** Seats (members.id) of the account's person, in every committee of this node. */
  readonly memberIds: readonly string[]
  /** Undertaking units and assigning offices (their ids) for which the account works. */
  readonly unitIds: readonly string[]
  readonly assigningOfficeIds: readonly string[]
  /** The units for which the account holds a permission: whoever is staff of one and head of another reviews for one. */
  unitsWith(permission: string): readonly string[]
  /** Organizations in which the viewer holds a permission. */
  organizationsWith(permission: string): readonly string[]
  has(permission: string): boolean
  can(permission: string, organizationId: string): boolean
  /** Array literals for row-level security: what a statement may see, what a transaction may write. */
  readonly visible: string
  readonly writable: string
}

const NOWHERE: readonly string[] = []

export const anonymous: Viewer = {
  kind: 'anonymous',
  accountId: null,
  organizationId: null,
  via: null,
  sessionId: null,
  displayName: '',
  memberIds: NOWHERE,
  unitIds: NOWHERE,
  assigningOfficeIds: NOWHERE,
  unitsWith: () => NOWHERE,
  organizationsWith: () => NOWHERE,
  has: () => false,
  can: () => false,
  visible: '{}',
  writable: '{}',
}

/** The service itself, working for one organization: sign-in, imports and seeds from the terminal. It may do everything there and nothing elsewhere. */
export function systemViewer(organizationId: string): Viewer {
  const here = [organizationId]
  return {
    kind: 'system',
    accountId: null,
    organizationId,
    via: null,
    sessionId: null,
    displayName: 'system',
    memberIds: NOWHERE,
    unitIds: NOWHERE,
    assigningOfficeIds: NOWHERE,
    unitsWith: () => NOWHERE,
    organizationsWith: () => here,
    has: () => true,
    can: (_permission, organization) => organization === organizationId,
    visible: `{${organizationId}}`,
    writable: `{${organizationId}}`,
  }
}
