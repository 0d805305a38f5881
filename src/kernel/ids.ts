import { uuidv7 } from 'uuidv7'

/** Ids are made by the writer (UUIDv7: sortable by time), so that a client can retry a create safely. */
export const newId = (): string => uuidv7()

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const isUuid = (text: string): boolean => UUID.test(text)

/**
 * A global id as clients see it: `mem_140200_018f…`. Opaque to clients; it carries type and organization so that a
 * look-up is routed to the right tenant (docs/decisions/0004).
 */
export interface GlobalId {
  readonly prefix: string
  /** The organization number, `organization_id` in every tenant table. */
  readonly organizationId: string
  /** Empty for an organization. */
  readonly id: string
}

const GLOBAL_ID = /^([a-z]{2,5})_(\d{1,18})(?:_([0-9a-f-]{36}))?$/

/** Null when the text is no global id. An organization's own id is its prefix and number alone: `org_140200`. */
export function parseGlobalId(text: string): GlobalId | null {
  const [, prefix, organizationId, id = ''] = GLOBAL_ID.exec(text) ?? []
  if (!prefix || !organizationId) return null
  return (prefix === ORGANIZATION_PREFIX ? id === '' : isUuid(id)) ? { prefix, organizationId, id } : null
}

export const ORGANIZATION_PREFIX = 'org'

export const formatGlobalId = (prefix: string, organizationId: string, id: string): string =>
  prefix === ORGANIZATION_PREFIX ? `${prefix}_${organizationId}` : `${prefix}_${organizationId}_${id}`
