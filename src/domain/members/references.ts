import { parseGlobalId } from '../../kernel/ids.ts'
import { type UserError, userError } from '../../kernel/user-error.ts'
import type { Work } from '../../platform/commands/command.ts'

/** An id in the input, and the type of row that it must name. */
export interface Reference {
  /** Path of the input field, `input.sector`. */
  readonly field: string
  readonly prefix: keyof typeof TABLES
  readonly globalId: string
}

const TABLES = { term: 'terms', sec: 'sectors', spc: 'special_committees', pty: 'parties', pos: 'positions' } as const

export interface Resolved {
  /** Ids by field. */
  readonly ids: ReadonlyMap<string, string>
  readonly errors: readonly UserError[]
}

/**
 * Looks up rows of the committee that an input refers to, in one statement. A row of another committee does not exist for
 * it; a retired dictionary row may stay where it is (`kept`), but is not chosen anew.
 */
export async function resolveReferences(
  work: Work,
  organizationId: string,
  references: readonly Reference[],
  kept: ReadonlySet<string> = new Set(),
): Promise<Resolved> {
  const keys = references.map(reference => ({ reference, id: idIn(reference, organizationId) }))
  const active = await activeRows(
    work,
    organizationId,
    references.map(r => r.prefix),
    keys.flatMap(({ id }) => id ?? []),
  )
  const ids = new Map<string, string>()
  const errors: UserError[] = []
  for (const {
    reference: { field, prefix },
    id,
  } of keys) {
    const isActive = id === null ? undefined : active.get(`${prefix} ${id}`)
    if (id === null || isActive === undefined) {
      errors.push(userError('NOT_FOUND', field, '本级政协没有这一项', 'The committee has no such entry'))
    } else if (!isActive && !kept.has(id)) {
      errors.push(userError('ENTRY_RETIRED', field, '该项已停用，请另选', 'The entry is retired; choose another'))
    } else ids.set(field, id)
  }
  return { ids, errors }
}

function idIn({ prefix, globalId }: Reference, organizationId: string): string | null {
  const parsed = parseGlobalId(globalId)
  return parsed?.prefix === prefix && parsed.organizationId === organizationId ? parsed.id : null
}

async function activeRows(
  work: Work,
  organizationId: string,
  prefixes: readonly Reference['prefix'][],
  ids: readonly string[],
): Promise<Map<string, boolean>> {
  if (ids.length === 0) return new Map()
  const parts = [...new Set(prefixes)].map(prefix => {
    const active = prefix === 'term' ? 'true' : 'is_active'
    return `select '${prefix} ' || id as key, ${active} as active from ${TABLES[prefix]} where organization_id = $1 and id = any($2::uuid[])`
  })
  const { rows } = await work.tx.client.query<{ key: string; active: boolean }>(parts.join(' union all '), [
    organizationId,
    ids,
  ])
  return new Map(rows.map(({ key, active }) => [key, active]))
}

/** The references of a member's input that were sent. */
export function memberReferences(input: {
  readonly party?: string | null
  readonly sector?: string | null
  readonly specialCommittee?: string | null
  readonly positions?: readonly string[] | null
}): Reference[] {
  const one = (field: string, prefix: Reference['prefix'], globalId: string | null | undefined): Reference[] =>
    globalId == null ? [] : [{ field: `input.${field}`, prefix, globalId }]
  return [
    ...one('party', 'pty', input.party),
    ...one('sector', 'sec', input.sector),
    ...one('specialCommittee', 'spc', input.specialCommittee),
    ...(input.positions ?? []).map((globalId, i) => ({
      field: `input.positions.${i}`,
      prefix: 'pos' as const,
      globalId,
    })),
  ]
}

const POSITIONS_AT_MOST = 20

/** Ids of the positions in the order of the input, each once. */
export const positionIdsOf = ({ ids }: Resolved, count: number): string[] => [
  ...new Set(Array.from({ length: count }, (_, i) => ids.get(`input.positions.${i}`)).filter(id => id !== undefined)),
]

export const positionCountErrors = (positions: readonly string[] | null | undefined): UserError[] =>
  positions && positions.length > POSITIONS_AT_MOST
    ? [userError('TOO_MANY', 'input.positions', `最多 ${POSITIONS_AT_MOST} 项`, `${POSITIONS_AT_MOST} at most`)]
    : []
