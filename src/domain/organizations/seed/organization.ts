import { eq } from 'drizzle-orm'
import { newId } from '../../../kernel/ids.ts'
import { appendChanges } from '../../../platform/changelog/append.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import { organizations, sessions, terms } from '../tables.ts'
import { type CommitteeSeed, insertCommittee, type Made } from './committee.ts'

export interface SessionSeed {
  readonly number: number
  readonly startsOn: string
  readonly endsOn: string
}

export interface TermSeed {
  readonly number: number
  readonly startsOn: string
  readonly endsOn?: string
  readonly sessions?: readonly SessionSeed[]
}

export interface OrganizationSeed extends Omit<CommitteeSeed, 'path'> {
  readonly terms?: readonly TermSeed[]
}

/**
 * A committee with its terms, sessions and dictionaries, for the terminal, demonstration data and tests. In a transaction
 * that may write this committee (`systemViewer`), after its parent is there; leaves its entries in the change log, so
 * it stands last. False when the committee exists already: nothing is changed then.
 */
export async function seedOrganization(tx: Tx, seed: OrganizationSeed): Promise<boolean> {
  const { terms: termSeeds = [], ...committee } = seed
  const path = `${await parentPath(tx, committee.parentId)}${committee.organizationId}/`
  const made = await insertCommittee(tx, { ...committee, path })
  if (!made) return false
  made.push(...(await insertTerms(tx, committee.organizationId, termSeeds)))
  await appendChanges(
    tx,
    committee.organizationId,
    'seed',
    made.map(change => ({ ...change, action: 'seed' })),
  )
  return true
}

async function parentPath(tx: Tx, parentId: string | null): Promise<string> {
  if (parentId === null) return '/'
  const [parent] = await tx.db
    .select({ path: organizations.path })
    .from(organizations)
    .where(eq(organizations.organizationId, parentId))
  if (!parent) throw new Error(`Seed the parent committee ${parentId} first`)
  return parent.path
}

async function insertTerms(tx: Tx, organizationId: string, seeds: readonly TermSeed[]): Promise<Made[]> {
  const termRows = seeds.map(({ number, startsOn, endsOn = null }) => ({
    organizationId,
    id: newId(),
    number,
    startsOn,
    endsOn,
  }))
  const sessionRows = seeds.flatMap((seed, i) =>
    (seed.sessions ?? []).map(session => ({ organizationId, id: newId(), termId: termRows[i]?.id ?? '', ...session })),
  )
  if (termRows.length > 0) await tx.db.insert(terms).values(termRows)
  if (sessionRows.length > 0) await tx.db.insert(sessions).values(sessionRows)
  const made =
    (recordType: string) =>
    ({ id, organizationId: _, ...payload }: { id: string; organizationId: string }): Made => ({
      recordType,
      recordId: id,
      version: 1,
      op: 'CREATE',
      payload,
    })
  return [...termRows.map(made('Term')), ...sessionRows.map(made('Session'))]
}
