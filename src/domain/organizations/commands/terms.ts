import { and, eq, ne } from 'drizzle-orm'
import { newId } from '../../../kernel/ids.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { expectVersion, lockRow } from '../../../platform/commands/load.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { strandedSessions, termErrors } from '../rules/terms.ts'
import { sessions, terms } from '../tables.ts'
import { lockCommitteeOf, manageCommittee, managed, refuse } from './shared.ts'

export type TermRow = typeof terms.$inferSelect

export interface TermCreate {
  readonly organization?: string | null
  readonly input: {
    readonly id?: string | null
    readonly number: number
    readonly startsOn: string
    readonly endsOn?: string | null
  }
}

/** Begins a term. Terms neither overlap nor run backwards, so a running one is ended first. */
export const termCreate = command(
  'termCreate',
  async (work: Work, { organization, input }: TermCreate): Promise<Key> => {
    const { organizationId } = await manageCommittee(work, organization)
    const term = { number: input.number, startsOn: input.startsOn, endsOn: input.endsOn ?? null }
    refuse(termErrors(term, await work.db.select().from(terms).where(eq(terms.organizationId, organizationId))))
    const id = input.id ?? newId()
    await work.db.insert(terms).values({ organizationId, id, ...term })
    work.record(organizationId, { recordType: 'Term', recordId: id, version: 1, op: 'CREATE', payload: term })
    return { organizationId, id }
  },
)

export interface TermEnd {
  readonly id: string
  readonly expectedVersion: number
  readonly input: { readonly endsOn: string }
}

/** Sets a term's last day, or corrects it. Its sessions stay inside. */
export const termEnd = command(
  'termEnd',
  async (work: Work, { id: globalId, expectedVersion, input }: TermEnd): Promise<Key> => {
    await lockCommitteeOf(work, globalId)
    const row: TermRow = await lockRow(work, terms, 'term', globalId, managed)
    expectVersion(row, expectedVersion)
    const { organizationId, id } = row
    const term = { number: row.number, startsOn: row.startsOn, endsOn: input.endsOn }
    const others = await work.db
      .select()
      .from(terms)
      .where(and(eq(terms.organizationId, organizationId), ne(terms.id, id)))
    refuse(termErrors(term, others).map(atEnd))
    refuse(strandedSessions(term, await sessionsOf(work, row)))
    const version = row.version + 1
    await work.db
      .update(terms)
      .set({ endsOn: input.endsOn, version })
      .where(and(eq(terms.organizationId, organizationId), eq(terms.id, id)))
    work.record(organizationId, { recordType: 'Term', recordId: id, version, op: 'UPDATE', payload: term })
    return { organizationId, id }
  },
)

/** The client sent the last day only, so that is the field to mend. */
const atEnd = (error: ReturnType<typeof termErrors>[number]) => ({ ...error, field: ['input', 'endsOn'] })

/** The sessions of a term. */
export const sessionsOf = (work: Work, term: TermRow) =>
  work.db
    .select()
    .from(sessions)
    .where(and(eq(sessions.organizationId, term.organizationId), eq(sessions.termId, term.id)))
