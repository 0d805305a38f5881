import { and, eq } from 'drizzle-orm'
import { newId } from '../../../kernel/ids.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { expectVersion, lockRow, notFound } from '../../../platform/commands/load.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { type Span, sessionErrors } from '../rules/terms.ts'
import { sessions, terms } from '../tables.ts'
import { lockCommitteeOf, managed, nullErrors, refuse } from './shared.ts'
import { sessionsOf, type TermRow } from './terms.ts'

export interface SessionCreate {
  readonly term: string
  readonly input: {
    readonly id?: string | null
    readonly number: number
    readonly startsOn: string
    readonly endsOn: string
  }
}

/** Announces a plenary session within a term. */
export const sessionCreate = command(
  'sessionCreate',
  async (work: Work, { term: globalId, input }: SessionCreate): Promise<Key> => {
    await lockCommitteeOf(work, globalId)
    const term: TermRow = await lockRow(work, terms, 'term', globalId, { field: 'term', ...managed })
    const { organizationId } = term
    const session = { number: input.number, startsOn: input.startsOn, endsOn: input.endsOn }
    refuse(sessionErrors(session, await sessionsOf(work, term), term))
    const id = input.id ?? newId()
    await work.db.insert(sessions).values({ organizationId, id, termId: term.id, ...session })
    work.record(organizationId, {
      recordType: 'Session',
      recordId: id,
      version: 1,
      op: 'CREATE',
      payload: { termId: term.id, ...session },
    })
    return { organizationId, id }
  },
)

export interface SessionUpdate {
  readonly id: string
  readonly expectedVersion: number
  readonly input: {
    readonly number?: number | null
    readonly startsOn?: string | null
    readonly endsOn?: string | null
  }
}

/** Changes number or days of a session; what is not given stays. */
export const sessionUpdate = command(
  'sessionUpdate',
  async (work: Work, { id: globalId, expectedVersion, input }: SessionUpdate): Promise<Key> => {
    await lockCommitteeOf(work, globalId)
    const row: typeof sessions.$inferSelect = await lockRow(work, sessions, 'ses', globalId, managed)
    expectVersion(row, expectedVersion)
    const { organizationId, id, termId } = row
    const [term] = await work.db
      .select()
      .from(terms)
      .where(and(eq(terms.organizationId, organizationId), eq(terms.id, termId)))
    if (!term) throw notFound('id')
    const session: Span & { endsOn: string } = {
      number: input.number ?? row.number,
      startsOn: input.startsOn ?? row.startsOn,
      endsOn: input.endsOn ?? row.endsOn,
    }
    const others = (await sessionsOf(work, term)).filter(other => other.id !== id)
    refuse([...nullErrors(input, ['number', 'startsOn', 'endsOn']), ...sessionErrors(session, others, term)])
    const version = row.version + 1
    await work.db
      .update(sessions)
      .set({ ...session, version })
      .where(and(eq(sessions.organizationId, organizationId), eq(sessions.id, id)))
    work.record(organizationId, {
      recordType: 'Session',
      recordId: id,
      version,
      op: 'UPDATE',
      payload: { termId, ...session },
    })
    return { organizationId, id }
  },
)
