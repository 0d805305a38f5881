import { memberCode, signInCode, slotAt } from '../../../../src/domain/activities/attendance/codes.ts'
import { formatGlobalId, newId } from '../../../../src/kernel/ids.ts'
import { A, type ActivityWorld } from '../../../support/activity-core.ts'
import { T } from '../../../support/attendance.ts'
import { outcome } from '../../../support/examination.ts'
import { lastingClient } from '../../../support/proposals.ts'
import { type Client, PLACES } from '../../../support/world.ts'
import { date, type Found, type Looked, local, moment } from './look.ts'
import { type Actor, GUESTS, type Guest, type Model, today } from './model.ts'
import type { Action, Step } from './rules.ts'
import { scannedAt } from './sign-in-rules.ts'

/** A service, and one activity in it. */
export interface Real {
  readonly w: ActivityWorld
  readonly clients: Readonly<Record<Actor, Client>>
  readonly activityId: string
}

export async function clientsOf(w: ActivityWorld): Promise<Real['clients']> {
  const { office, liaison, leader, first, second, third } = w
  return {
    ...{ office, liaison, leader, one: first.client, two: second.client, stranger: third.client },
    below: await lastingClient(w, { role: 'INFORMATION_OFFICE', place: 'COUNTY' }),
    above: await lastingClient(w, { role: 'INFORMATION_OFFICE', place: 'PROVINCE' }),
  }
}

const hours = (day: number) => ({ startsAt: `${date(day)}T09:00:00+08:00`, endsAt: `${date(day)}T17:00:00+08:00` })

export const setClock = ({ w }: Pick<Real, 'w'>, { now }: Model): void => w.at(local(now))

/** The members are one for all runs: their seats end or go on as they did where a run begins. */
export async function leftAs({ w }: Pick<Real, 'w'>, m: Model): Promise<void> {
  const seats = GUESTS.map(guest => m[guest].left)
  await w.owner.query(
    `update members m set left_on = u.left_on, status = case when u.left_on is null then 'ACTIVE' else 'RESIGNED' end
      from unnest($1::uuid[], $2::date[]) u (id, left_on) where m.id = u.id`,
    [[w.first.memberId, w.second.memberId], seats.map(left => (left === null ? null : date(left)))],
  )
}

/** What the activity begins as. */
export const plan = ({ w }: Pick<Real, 'w'>, { kind, day }: Model): object => ({
  ...{ kind: w.kinds[kind], title: `${kind} ${newId()}`, topic: '养老服务', place: '云州区', ...hours(day) },
})

type Call = readonly [document: string, variables: object]

const MEMBER = (name: string, type: string) => `mutation ($id: ID!, $expectedVersion: Int!, $input: ${type}!) {
  ${name}(id: $id, expectedVersion: $expectedVersion, input: $input) { userErrors { code } } }`
const HOLD = `mutation ($id: ID!, $expectedVersion: Int!) {
  activityHold(id: $id, expectedVersion: $expectedVersion) { userErrors { code } } }`

const REASON = { reason: '情况有变' }

/** Takes a step as a client does, with the versions of what it has seen; gives its code. */
export async function take(real: Real, step: Step, m: Model, seen: Looked): Promise<string> {
  const [document, variables] = callOf(real, step, m, seen)
  const answer = await real.clients[step.by].run(document, variables)
  return itemOutcome(answer.data) ?? outcome(answer)
}

/** Of an upload, what came of its first sign-in. */
const itemOutcome = (
  data: {
    readonly activitySignInOffline?: {
      readonly failures?: readonly { readonly userErrors: readonly { code: string }[] }[]
    }
  } | null,
): string | undefined => data?.activitySignInOffline?.failures?.[0]?.userErrors[0]?.code

function callOf(real: Real, step: Step, m: Model, seen: Looked): Call {
  const { w } = real
  const guest = there(seen.guests[GUESTS.indexOf(step.guest)])
  const global = (prefix: string, id: string) => formatGlobalId(prefix, PLACES.CITY, id)
  const on = (prefix: string, { id, version }: Found, more: object = {}) => ({
    ...{ id: global(prefix, id), expectedVersion: version, ...more },
  })
  const activity = (input?: object) => on('act', seen, input && { input })
  const half = there(seen.halves[step.half])
  const place = { activity: global('act', seen.id), halfDay: global('ahd', half) }
  const who = global('mem', guest.member.id)
  const invitation = () => on('inv', there(guest.invitation))
  const request = (input?: object) => on('lvr', there(guest.requests.at(-1)), input && { input })
  const ask = (more: object): Call => [
    A.leave,
    { input: { invitation: invitation().id, type: 'SICK', reason: '住院', ...more } },
  ]
  const resign = (leftOn: string): Call => [
    MEMBER('memberResign', 'MemberLeaveInput'),
    on('mem', guest.member, { input: { leftOn, reason: '工作调动' } }),
  ]
  const enter = (status: string): Call => [T.enter, { ...place, input: { members: [who], status, reason: '手机没电' } }]
  const correct = (status: string): Call => {
    const one = there(guest.attendance.find(found => found.half === step.half))
    return [T.correct, on('att', one, { input: { status, ...REASON } })]
  }
  const calls: Readonly<Record<Action, () => Call>> = {
    NOTIFY: () => [A.notify, activity({ scope: { members: [who] } })],
    UNINVITE: () => [A.uninvite, activity({ invitations: [invitation().id] })],
    MOVE: () => [A.move, activity({ ...hours(m.day + 1), ...REASON })],
    CANCEL: () => [A.cancel, activity(REASON)],
    REPLY: () => [A.reply, invitation()],
    ASK_FIRST: () => ask({ halfDays: [global('ahd', there(seen.halves[0]))] }),
    ASK_REST: () => ask({}),
    WITHDRAW_LEAVE: () => [A.withdraw, request()],
    APPROVE: () => [A.decide, request({ decision: 'APPROVED' })],
    REFUSE: () => [A.decide, request({ decision: 'REFUSED', note: '请参加' })],
    SIGN_IN: () => [T.signIn, { input: { code: hallCode(w, seen.id, half, moment(m.now)) } }],
    SIGN_IN_OFFLINE: () => [T.offline, { input: uploadOf(w, seen.id, half, m, step) }],
    SCAN: () => [T.scan, { ...place, code: ownCode(w, step.guest, moment(m.now)) }],
    ENTER_PRESENT: () => enter('PRESENT'),
    ENTER_ABSENT: () => enter('ABSENT'),
    CORRECT_EARLY: () => correct('LEFT_EARLY'),
    CORRECT_ABSENT: () => correct('ABSENT'),
    HOLD: () => [HOLD, activity()],
    CLOSE: () => [T.close, activity()],
    REOPEN: () => [T.reopen, activity(REASON)],
    RESIGN: () => resign(date(today(m))),
    RESIGN_EARLIER: () => resign(date(today(m) - 1)),
    REINSTATE: () => [MEMBER('memberReinstate', 'MemberReinstateInput'), on('mem', guest.member, { input: REASON })],
  }
  return calls[step.action]()
}

function there<T>(record: T | null | undefined): T {
  if (record === null || record === undefined) throw new Error('nothing to act on')
  return record
}

const hallCode = ({ services }: ActivityWorld, activityId: string, halfDayId: string, at: Date): string =>
  signInCode(services.keyRing.current(), { organizationId: PLACES.CITY, activityId, halfDayId }, slotAt(at))

function ownCode({ services, first, second }: ActivityWorld, guest: Guest, at: Date): string {
  const { memberId } = guest === 'one' ? first : second
  return memberCode(services.keyRing.current(), { organizationId: PLACES.CITY, memberId }, slotAt(at, 60))
}

/** The same sign-in twice, as a telephone sends it that had no answer. */
function uploadOf(w: ActivityWorld, activityId: string, halfDayId: string, m: Model, { half }: Step): object {
  const at = moment(scannedAt(m, half))
  const code = hallCode(w, activityId, halfDayId, at)
  const item = () => ({ id: newId(), code, scannedAt: at.toISOString() })
  return { deviceTime: moment(m.now).toISOString(), items: [item(), item()] }
}

const AVAILABLE = 'query ($id: ID!) { activity(id: $id) { availableActions { action isAvailable } } }'

/** The actions that the API offers to an actor, and whether each is possible now. */
export async function offersTo({ clients, activityId }: Real, by: Actor): Promise<ReadonlyMap<string, boolean>> {
  const { data, errors } = await clients[by].run(AVAILABLE, { id: formatGlobalId('act', PLACES.CITY, activityId) })
  if (errors) throw new Error(JSON.stringify(errors))
  const actions: readonly { readonly action: string; readonly isAvailable: boolean }[] =
    data.activity?.availableActions ?? []
  return new Map(actions.map(({ action, isAvailable }) => [action, isAvailable]))
}
