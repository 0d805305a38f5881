import { notFilingGrounds } from '../../src/domain/organizations/tables.ts'
import { proposalNominations } from '../../src/domain/proposals/marks/tables.ts'
import { searchRowOf } from '../../src/domain/proposals/search-rows.ts'
import { proposalSearch } from '../../src/domain/proposals/similar/tables.ts'
import { proposalSigners, proposals, proposalTexts } from '../../src/domain/proposals/tables.ts'
import { newId } from '../../src/kernel/ids.ts'
import type { GivenMember } from './members.ts'
import { TEXTS } from './proposals.ts'
import { PLACES, type Place, type World } from './world.ts'

interface Ground {
  readonly member: GivenMember
  readonly sessionId: string
}

/** Records of the proposals' module in one committee, by the names that the table's calls use. */
export async function plantProposals(
  w: World,
  place: Place,
  { member, sessionId }: Ground,
): Promise<Readonly<Record<string, string>>> {
  const organizationId = PLACES[place]
  const [proposalId, signerId, groundId, nominationId] = [newId(), newId(), newId(), newId()]
  const at = '2022-02-02T09:00:00+08:00'
  const { memberId, termId } = member
  await w.system(place, async ({ db }) => {
    await db.insert(notFilingGrounds).values({ organizationId, id: groundId, code: 'EMPTY', name: '内容空泛' })
    await db.insert(proposals).values({
      ...{ organizationId, id: proposalId, termId, sessionId, period: 'SESSION', proposerKind: 'MEMBER', ...TEXTS },
      ...{ firstProposerId: memberId, state: 'SUBMITTED', receiptNumber: 1, submittedAt: at, createdBy: newId() },
    })
    const text = { organizationId, id: newId(), proposalId, number: 1, ...TEXTS }
    await db.insert(proposalTexts).values({ ...text, writtenBy: newId(), submittedAt: at })
    await db.insert(proposalSearch).values(searchRowOf({ organizationId, id: proposalId }, TEXTS))
    await db.insert(proposalSigners).values({
      ...{ organizationId, id: signerId, proposalId, memberId, role: 'FIRST', state: 'ACCEPTED', rank: 0 },
      ...{ textNumber: 1, invitedAt: at, answeredAt: at },
    })
    await db
      .insert(proposalNominations)
      .values({ organizationId, id: nominationId, proposalId, year: 2022, round: 1, state: 'NOMINATED' })
  })
  return {
    proposal: `prop_${organizationId}_${proposalId}`,
    signer: `psig_${organizationId}_${signerId}`,
    ground: `nfg_${organizationId}_${groundId}`,
    nomination: `pnom_${organizationId}_${nominationId}`,
  }
}
