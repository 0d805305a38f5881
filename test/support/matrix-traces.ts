import { calendarDays, calendarYears } from '../../src/domain/organizations/tables.ts'
import { proposalWindows } from '../../src/domain/proposals/drafting/tables.ts'
import { proposalDeadlines } from '../../src/domain/proposals/handling/tables.ts'
import { proposalEvents } from '../../src/domain/proposals/history/tables.ts'
import { proposalSupervisions } from '../../src/domain/proposals/marks/tables.ts'
import { proposalAttachments, proposalCounters } from '../../src/domain/proposals/tables.ts'
import { newId } from '../../src/kernel/ids.ts'
import { PLACES, type Place, type World } from './world.ts'

interface Ground {
  readonly proposalId: string
  readonly sessionId: string
  readonly memberId: string
  readonly fileId: string
}

/** Rows around a proposal, so that no table of the module is empty in any committee: the walls are tried on each. */
export const plantProposalTraces = (w: World, place: Place, { proposalId, sessionId, memberId, fileId }: Ground) =>
  w.system(place, async ({ db }) => {
    const organizationId = PLACES[place]
    await db.insert(calendarYears).values({ organizationId, id: newId(), year: 2022, source: '国办发明电〔2021〕11号' })
    const day = { day: '2022-01-03', year: 2022, isWorkday: false, name: '元旦' }
    await db.insert(calendarDays).values({ organizationId, ...day })
    await db.insert(proposalAttachments).values({ organizationId, proposalId, fileId, rank: 0 })
    await db.insert(proposalCounters).values({ organizationId, sessionId, kind: 'RECEIPT', last: 1 })
    const window = { opensAt: '2021-11-01T00:00:00+08:00', cutOffAt: '2022-02-03T18:00:00+08:00' }
    await db.insert(proposalWindows).values({ organizationId, sessionId, ...window })
    const event = { organizationId, id: newId(), proposalId, action: 'SUBMIT', audience: 'ALL' }
    await db.insert(proposalEvents).values({ ...event, actorId: newId() })
    await db.insert(proposalDeadlines).values({
      ...{ organizationId, id: newId(), proposalId, kind: 'FEEDBACK', explanation: {} },
      ...{ startsOn: '2022-06-01', dueOn: '2022-06-23', amberOn: '2022-06-18' },
    })
    await db.insert(proposalSupervisions).values({
      ...{ organizationId, id: newId(), proposalId, leaderId: memberId, heldOn: '2022-06-01', form: 'MEETING' },
      ...{ record: '召开督办会', createdBy: newId() },
    })
  })
