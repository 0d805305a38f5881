import {
  assigningOffices,
  notFilingGrounds,
  sessions,
  undertakingUnits,
} from '../../src/domain/organizations/tables.ts'
import { proposalWindows } from '../../src/domain/proposals/drafting/tables.ts'
import { searchRowOf } from '../../src/domain/proposals/search-rows.ts'
import { proposalSearch } from '../../src/domain/proposals/similar/tables.ts'
import { proposalSigners, proposals, proposalTexts } from '../../src/domain/proposals/tables.ts'
import type { ProposalState } from '../../src/domain/proposals/workflow.ts'
import { formatGlobalId, newId } from '../../src/kernel/ids.ts'
import { plantCalendar } from './calendar.ts'
import { type GivenMember, givenMember, type NewMember } from './members.ts'
import { type Client, clientOf, type NewAccount, PLACES, type Place, type World, world } from './world.ts'

const DAY = 86_400_000

export interface Member extends GivenMember {
  readonly client: Client
}

export interface Unit {
  /** Global id. */
  readonly id: string
  readonly unitId: string
  readonly name: string
  readonly staff: Client
  readonly head: Client
}

/** Opens a client whose token never runs out, whatever the clock is set to. */
export async function lastingClient(w: World, account: NewAccount): Promise<Client> {
  const { services } = w
  const alive = await w.newClient(account)
  const claims = await services.accessTokens.verify(alive.token)
  const fresh = async () => clientOf(w.app, { ...alive, token: (await services.accessTokens.issue(claims)).token })
  return {
    ...alive,
    run: async (...operation) => (await fresh()).run(...operation),
    request: async (...call) => (await fresh()).request(...call),
  }
}

export async function givenProposer(w: World, place: Place = 'CITY', member: NewMember = {}): Promise<Member> {
  const given = await givenMember(w, place, member)
  return { ...given, client: await lastingClient(w, { role: 'MEMBER', place, personId: given.personId }) }
}

export async function givenUnit(w: World, place: Place, name: string, officeId: string | null = null): Promise<Unit> {
  const [organizationId, unitId] = [PLACES[place], newId()]
  await w.system(place, ({ db }) =>
    db.insert(undertakingUnits).values({ organizationId, id: unitId, code: name, name, assigningOfficeId: officeId }),
  )
  const staff = await lastingClient(w, { role: 'UNDERTAKING_UNIT_STAFF', place, undertakingUnitId: unitId })
  const head = await lastingClient(w, { role: 'UNDERTAKING_UNIT_HEAD', place, undertakingUnitId: unitId })
  return { id: formatGlobalId('unit', organizationId, unitId), unitId, name, staff, head }
}

export interface GivenProposal {
  /** Global id. */
  readonly id: string
  readonly organizationId: string
  readonly proposalId: string
  readonly version: number
}

export const TEXTS = {
  title: '关于完善老旧小区电动自行车充电设施的提案',
  situation: '我市老旧小区电动自行车充电难，飞线充电普遍存在。',
  analysis: '充电设施建设滞后，责任主体不清，电价未理顺。',
  suggestions: '一、统一规划建设集中充电设施。二、明确管理责任。三、执行居民电价。',
}

const SUBMITTED: ReadonlySet<ProposalState> = new Set([
  'SUBMITTED',
  'RETURNED_FOR_REVISION',
  'FIRST_CHECKED',
  'RECHECKED',
  'FILED',
])

interface NewProposal {
  readonly state?:
    | 'DRAFT'
    | 'CO_SIGNING'
    | 'SUBMITTED'
    | 'RETURNED_FOR_REVISION'
    | 'FIRST_CHECKED'
    | 'RECHECKED'
    | 'FILED'
  readonly first?: GivenMember
  readonly coSigners?: readonly GivenMember[]
  readonly title?: string
  readonly consentsToPublication?: boolean
}

/** A city's committee in the time of its session, with all who have to do with proposals. */
export async function proposalWorld(
  t: Parameters<typeof world>[0],
  { several = false }: { readonly several?: boolean } = {},
) {
  let offset = 0
  const clock = () => new Date(Date.now() + offset)
  const w = await world(t, { clock, ...(several ? { config: { DATABASE_POOL_SIZE: 15 } } : {}) })
  const organizationId = PLACES.CITY
  const [sessionId, officeId, groundId] = [newId(), newId(), newId()]
  const day = (days: number) => new Date(Date.now() + days * DAY).toISOString()
  const first = await givenProposer(w, 'CITY', { name: '王一' })
  await plantCalendar(w, 'CITY')
  await w.system('CITY', async ({ db }) => {
    const dates = { startsOn: day(-2).slice(0, 10), endsOn: day(2).slice(0, 10) }
    await db.insert(sessions).values({ organizationId, id: sessionId, termId: first.termId, number: 3, ...dates })
    await db.insert(proposalWindows).values({ organizationId, sessionId, opensAt: day(-90), cutOffAt: day(1) })
    await db.insert(assigningOffices).values({ organizationId, id: officeId, code: 'A1', name: '政府办公室' })
    await db.insert(notFilingGrounds).values({ organizationId, id: groundId, code: 'EMPTY', name: '内容空泛' })
  })
  let receipts = 1_000
  const plant = (given: NewProposal = {}): Promise<GivenProposal> => {
    receipts += 1
    return plantProposal(w, { sessionId, first, receiptNumber: receipts, clock }, given)
  }
  return {
    ...w,
    clock,
    /** Sets the service's clock forward. */
    later: (milliseconds: number) => {
      offset += milliseconds
    },
    session: { id: formatGlobalId('ses', organizationId, sessionId), sessionId },
    ground: formatGlobalId('nfg', organizationId, groundId),
    first,
    second: await givenProposer(w, 'CITY', { name: '李二' }),
    third: await givenProposer(w, 'CITY', { name: '张三' }),
    /** Two of the office, for what takes two people. */
    office: await lastingClient(w, { role: 'PROPOSAL_OFFICE', place: 'CITY' }),
    colleague: await lastingClient(w, { role: 'PROPOSAL_OFFICE', place: 'CITY' }),
    assigning: {
      id: formatGlobalId('aso', organizationId, officeId),
      officeId,
      staff: await lastingClient(w, { role: 'ASSIGNING_OFFICE_STAFF', place: 'CITY', assigningOfficeId: officeId }),
    },
    /** The first two get their assignments through the assigning office. */
    units: [
      await givenUnit(w, 'CITY', '住建局', officeId),
      await givenUnit(w, 'CITY', '公安局', officeId),
      await givenUnit(w, 'CITY', '团市委'),
    ] as const,
    given: { proposal: plant },
  }
}

export type ProposalWorld = Awaited<ReturnType<typeof proposalWorld>>

interface Ground {
  readonly sessionId: string
  readonly first: GivenMember
  readonly receiptNumber: number
  readonly clock: () => Date
}

/** Rows of a proposal as it stands in a state before assignment. */
async function plantProposal(w: World, ground: Ground, given: NewProposal): Promise<GivenProposal> {
  const { state = 'DRAFT', first = ground.first, coSigners = [], title = TEXTS.title } = given
  const { organizationId } = first
  const [proposalId, createdBy, now] = [newId(), newId(), ground.clock().toISOString()]
  const isSubmitted = SUBMITTED.has(state)
  await w.system('CITY', async ({ db }) => {
    await db.insert(proposals).values({
      ...{ organizationId, id: proposalId, termId: first.termId, firstProposerId: first.memberId, createdBy, state },
      ...{ ...TEXTS, title, proposerKind: coSigners.length > 0 ? 'MEMBERS_JOINT' : 'MEMBER' },
      consentsToPublication: given.consentsToPublication ?? false,
      ...(isSubmitted
        ? { sessionId: ground.sessionId, period: 'SESSION', receiptNumber: ground.receiptNumber, submittedAt: now }
        : {}),
      ...(state === 'FILED' ? { filedAt: now, caseNumber: ground.receiptNumber } : {}),
    })
    await db.insert(proposalTexts).values({
      ...{ organizationId, id: newId(), proposalId, number: 1, ...TEXTS, title, writtenBy: createdBy },
      submittedAt: isSubmitted ? now : null,
    })
    await db.insert(proposalSearch).values(searchRowOf({ organizationId, id: proposalId }, { ...TEXTS, title }))
    await db.insert(proposalSigners).values(
      [first, ...coSigners].map(({ memberId }, rank) => ({
        ...{ organizationId, id: newId(), proposalId, memberId, rank, role: rank === 0 ? 'FIRST' : 'CO_SIGNER' },
        ...{ state: 'ACCEPTED', textNumber: 1, invitedAt: now, answeredAt: now },
      })),
    )
  })
  return { id: formatGlobalId('prop', organizationId, proposalId), organizationId, proposalId, version: 1 }
}
