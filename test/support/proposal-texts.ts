import { eq } from 'drizzle-orm'
import { sessions, terms } from '../../src/domain/organizations/tables.ts'
import { searchRowOf } from '../../src/domain/proposals/search-rows.ts'
import type { ProposalTexts } from '../../src/domain/proposals/similar/symbols.ts'
import { proposalSearch } from '../../src/domain/proposals/similar/tables.ts'
import { proposals } from '../../src/domain/proposals/tables.ts'
import { formatGlobalId, newId } from '../../src/kernel/ids.ts'
import { PLACES, type Place, type World } from './world.ts'

export interface NewText extends Partial<ProposalTexts> {
  readonly state?: 'DRAFT' | 'SUBMITTED' | 'FILED' | 'WITHDRAWN'
  readonly firstProposerId?: string
  readonly isPublic?: boolean
}

/** Plants proposals of nobody in particular with these texts, and gives their global ids. */
export async function plantTexts(w: World, place: Place, given: readonly NewText[]): Promise<string[]> {
  const organizationId = PLACES[place]
  const at = '2024-03-01T09:00:00+08:00'
  const ids = given.map(() => newId())
  await w.system(place, async ({ db }) => {
    const [term] = await db.select().from(terms).where(eq(terms.organizationId, organizationId))
    const session = {
      organizationId,
      id: newId(),
      termId: term?.id ?? '',
      number: 80 + Math.floor(Math.random() * 900),
    }
    await db.insert(sessions).values({ ...session, startsOn: '2024-01-01', endsOn: '2024-01-05' })
    const rows = given.map((text, index) => rowOf(text, { session, id: ids[index] ?? '', number: index + 1, at }))
    await db.insert(proposals).values(rows)
    await db.insert(proposalSearch).values(rows.map(row => searchRowOf(row, row)))
  })
  return ids.map(id => formatGlobalId('prop', organizationId, id))
}

interface Where {
  readonly session: { readonly organizationId: string; readonly id: string; readonly termId: string }
  readonly id: string
  readonly number: number
  readonly at: string
}

function rowOf(text: NewText, { session: { organizationId, termId, id: sessionId }, id, number, at }: Where) {
  const { title = '提案', situation = '', analysis = '', suggestions = '', state = 'FILED' } = text
  const isSubmitted = state !== 'DRAFT'
  const isFiled = state === 'FILED'
  return {
    ...{ organizationId, id, termId, proposerKind: 'MEMBER', createdBy: newId(), state },
    ...{ title, situation, analysis, suggestions, firstProposerId: text.firstProposerId ?? null },
    ...{ sessionId: isSubmitted ? sessionId : null, period: isSubmitted ? 'SESSION' : null },
    ...{ receiptNumber: isSubmitted ? number : null, submittedAt: isSubmitted ? at : null },
    ...{ caseNumber: isFiled ? number : null, filedAt: isFiled || state === 'WITHDRAWN' ? at : null },
    ...{ consentsToPublication: text.isPublic ?? false, publishedAt: text.isPublic ? at : null },
  }
}
