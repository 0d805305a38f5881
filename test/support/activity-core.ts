import { activityKinds } from '../../src/domain/organizations/seed/activity-kinds.ts'
import { activityKinds as kindTable } from '../../src/domain/organizations/tables.ts'
import { formatGlobalId, newId } from '../../src/kernel/ids.ts'
import { type GivenMember, givenMember, type NewMember } from './members.ts'
import { lastingClient } from './proposals.ts'
import { type Answer, type Client, PLACES, type Place, type World, type WorldOptions, world } from './world.ts'

/** A morning in Shanghai on which nothing is planned; later than any real clock, by which the database ends sessions. */
const BEGIN = Date.parse('2030-03-02T09:00:00+08:00')

export interface Guest extends GivenMember {
  readonly client: Client
}

export type ActivityWorld = Awaited<ReturnType<typeof activityWorld>>

/** The kinds that every new committee begins with; gives their global ids by code. */
export async function plantKinds(w: World, place: Place): Promise<Readonly<Record<string, string>>> {
  const organizationId = PLACES[place]
  const rows = activityKinds.map((seed, rank) => ({
    ...seed,
    aliases: [...seed.aliases],
    id: newId(),
    organizationId,
    rank,
  }))
  await w.system(place, ({ db }) => db.insert(kindTable).values(rows))
  return Object.fromEntries(rows.map(({ code, id }) => [code, formatGlobalId('akd', organizationId, id)]))
}

export async function givenGuest(w: World, place: Place = 'CITY', member: NewMember = {}): Promise<Guest> {
  const given = await givenMember(w, place, member)
  return { ...given, client: await lastingClient(w, { role: 'MEMBER', place, personId: given.personId }) }
}

/** A city with its kinds, clerks and three members, at a time of its own. */
export async function activityWorld(t: Parameters<typeof world>[0], options: WorldOptions = {}) {
  const time = { now: BEGIN }
  const w = await world(t, { clock: () => new Date(time.now), ...options })
  const kinds = await plantKinds(w, 'CITY')
  return {
    ...w,
    kinds,
    /** Sets the clock, `2030-03-10T09:00`, in Shanghai. */
    at: (moment: string) => {
      time.now = Date.parse(`${moment}+08:00`)
    },
    office: await lastingClient(w, { role: 'INFORMATION_OFFICE', place: 'CITY' }),
    liaison: await lastingClient(w, { role: 'LIAISON_OFFICE', place: 'CITY' }),
    leader: await lastingClient(w, { role: 'LEADER', place: 'CITY' }),
    first: await givenGuest(w, 'CITY', { name: '王一', sector: '经济界', isStanding: true }),
    second: await givenGuest(w, 'CITY', { name: '李二', sector: '教育界', specialCommittee: '提案委员会' }),
    third: await givenGuest(w, 'CITY', { name: '张三', sector: '教育界' }),
  }
}

const ACTIVITY = `id title state startsAt endsAt place reason version calendarSequence replyUntil notifiedAt joinsTitle
  halfDays { id startsAt endsAt label } invitationCounts { state count }
  invitations(first: 50) { nodes { id state version groupName seat member { id } } }
  clashes { kind memberCount members { id } activity { id title } }
  availableActions { action isAvailable reason } agenda { rank title presenter startsAt } materials { id name }`

const acting = (
  name: string,
  input = '',
): string => `mutation ($id: ID!, $expectedVersion: Int!${input && `, ${input}`}) {
  ${name}(id: $id, expectedVersion: $expectedVersion${input.startsWith('$input') ? ', input: $input' : ''}${input.startsWith('$items') ? ', items: $items' : ''}) {
    activity { ${ACTIVITY} } userErrors { field code message } } }`

const LEAVE =
  'leaveRequest { id state approver version type reason decisionNote decidedAt halfDays { id } invitation { id state version } }'

/** The operations as a client sends them. */
export const A = {
  create: `mutation ($input: ActivityCreateInput!) { activityCreate(input: $input) {
    activity { ${ACTIVITY} } userErrors { field code message } } }`,
  update: acting('activityUpdate', '$input: ActivityUpdateInput!'),
  notify: acting('activityNotify', '$input: ActivityNotifyInput!'),
  uninvite: acting('activityUninvite', '$input: ActivityUninviteInput!'),
  move: acting('activityMove', '$input: ActivityMoveInput!'),
  cancel: acting('activityCancel', '$input: ActivityCancelInput!'),
  agenda: acting('activityAgendaSet', '$items: [ActivityAgendaItemInput!]!'),
  attach: acting('activityMaterialsAttach', '$input: ActivityMaterialsInput!'),
  detach: acting('activityMaterialsDetach', '$input: ActivityMaterialsInput!'),
  arrange: acting('activityInvitationsArrange', '$items: [InvitationArrangeInput!]!'),
  reply: `mutation ($id: ID!, $expectedVersion: Int!) { invitationReply(id: $id, expectedVersion: $expectedVersion) {
    invitation { id state version repliedAt } userErrors { field code message } } }`,
  leave: `mutation ($input: LeaveRequestCreateInput!) { leaveRequestCreate(input: $input) {
    ${LEAVE} userErrors { field code message } } }`,
  withdraw: `mutation ($id: ID!, $expectedVersion: Int!) { leaveRequestWithdraw(id: $id, expectedVersion: $expectedVersion) {
    ${LEAVE} userErrors { field code message } } }`,
  decide: `mutation ($id: ID!, $expectedVersion: Int!, $input: LeaveRequestDecideInput!) {
    leaveRequestDecide(id: $id, expectedVersion: $expectedVersion, input: $input) { ${LEAVE} userErrors { field code message } } }`,
  read: `query ($id: ID!) { activity(id: $id) { ${ACTIVITY} } }`,
} as const

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for, and asserts on it
export type Shown = any

export const seen = async (client: Client, { id }: { readonly id: string }): Promise<Shown> =>
  (await client.run(A.read, { id })).data.activity

/** Sends a mutation about a record as it was last read. */
export const send = (
  client: Client,
  query: string,
  { id, version }: { readonly id: string; readonly version: number },
  rest: object = {},
): Promise<Answer> => client.run(query, { id, expectedVersion: version, ...rest })

/** The record of a mutation's answer; fails with what was refused. */
export function done(answer: Answer): Shown {
  const [payload] = Object.values<Shown>(answer.data ?? {})
  const record = payload && Object.entries<Shown>(payload).find(([name]) => name !== 'userErrors')?.[1]
  if (!record) throw new Error(answer.text)
  return record
}

/** A short meeting of an afternoon, and what else is given. */
export const meeting = (w: ActivityWorld, more: object = {}) => ({
  ...{ kind: w.kinds.TOPICAL_CONSULTATION, title: '养老服务专题协商会', place: '政协一楼会议室' },
  ...{ startsAt: '2030-03-10T14:30:00+08:00', endsAt: '2030-03-10T17:30:00+08:00', ...more },
})

/** A meeting of two days, counted by half-days, with leave by length. */
export const session = (w: ActivityWorld, more: object = {}) => ({
  ...{ kind: w.kinds.STANDING_COMMITTEE_MEETING, title: '十五届二十次常委会会议', place: '大礼堂' },
  ...{ startsAt: '2030-03-10T09:00:00+08:00', endsAt: '2030-03-11T17:30:00+08:00', ...more },
})

export const given = async (w: ActivityWorld, input: object): Promise<Shown> =>
  done(await w.office.run(A.create, { input }))

/** Plans it and asks the three members, or whom the scope says. */
export async function notified(w: ActivityWorld, input: object, scope: object = { isForAll: true }): Promise<Shown> {
  return done(await send(w.office, A.notify, await given(w, input), { input: { scope } }))
}

/** The member's invitation to an activity as the office sees it. */
export const invitationOf = (activity: Shown, member: { readonly id: string }): Shown =>
  activity.invitations.nodes.find((one: Shown) => one.member.id === member.id)
