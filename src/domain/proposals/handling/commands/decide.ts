import { and, eq } from 'drizzle-orm'
import { parseGlobalId } from '../../../../kernel/ids.ts'
import { checkText } from '../../../../kernel/text.ts'
import { Refused, userError } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import { expectVersion, notFound } from '../../../../platform/commands/load.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { keyOf } from '../../commands.ts'
import { setDeadline } from '../../deadlines.ts'
import { noteEvent } from '../../history/events.ts'
import { insidePart } from '../policy.ts'
import { answerKind, NOTE } from '../rules.ts'
import { proposalRequests } from '../tables.ts'
import { settle } from './course.ts'
import { moveRequest, type RequestRow } from './lapse.ts'
import { eventOf, type HeldPart, lockPartByKey, movePart, type PartTarget, partAfter } from './part.ts'
import { relieve } from './reassign.ts'
import type { UnitInput } from './units.ts'

interface Decision extends PartTarget {
  readonly input: {
    readonly decision: 'GRANT' | 'REFUSE'
    readonly note?: string | null
    readonly units?: readonly UnitInput[] | null
    readonly dueOn?: string | null
  }
}

interface HeldRequest extends HeldPart {
  readonly request: RequestRow
}

/** The assigner decides on what a unit asks: others get it, or it stays; more time, or none. */
export const requestDecide = command<Decision, Key>('requestDecide', async (work, { input, ...target }) => {
  const held = await lockRequest(work, target)
  const { kind, dueOn } = held.request
  checkFit(kind, input)
  const note = noteOf(input)
  const isGranted = input.decision === 'GRANT'
  if (kind === 'RETURN') {
    await (isGranted ? grantReturn(work, held, input.units ?? [], note) : refuseReturn(work, held, note))
  } else {
    await (isGranted ? grantExtension(work, held, input.dueOn ?? dueOn ?? '', note) : refuseExtension(work, held, note))
  }
  return keyOf(held.request)
})

/** Units take the place of who returns it, a date belongs to more time; nothing else has either. */
function checkFit(kind: string, { decision, units, dueOn }: Decision['input']): void {
  const isGranted = decision === 'GRANT'
  if (units?.length && !(isGranted && kind === 'RETURN')) throw new Refused(notApplicable('input.units'))
  if (dueOn && !(isGranted && kind === 'EXTENSION')) throw new Refused(notApplicable('input.dueOn'))
}

const notApplicable = (field: string) =>
  userError(
    'NOT_APPLICABLE',
    field,
    '此项与该申请或结论不符，请勿填写',
    'This does not belong to the request or the decision',
  )

function noteOf({ decision, note }: Decision['input']): string {
  const checked = checkText('input.note', note ?? '', { ...NOTE, min: decision === 'REFUSE' ? 1 : 0 })
  if ('error' in checked) throw new Refused(checked.error)
  return checked.text
}

const by = ({ viewer }: Work) => ({ decidedBy: viewer.accountId })

async function grantReturn(work: Work, held: HeldRequest, units: readonly UnitInput[], note: string): Promise<void> {
  const state = partAfter(work, held, 'GRANT_RETURN')
  await moveRequest(work, held.request, { state: 'GRANTED', decisionNote: note, ...by(work) })
  await relieve(work, held, { action: 'GRANT_RETURN', state, units, note })
}

async function refuseReturn(work: Work, held: HeldRequest, note: string): Promise<void> {
  const { proposal, part, request } = held
  const state = partAfter(work, held, 'REFUSE_RETURN')
  await moveRequest(work, request, { state: 'REFUSED', decisionNote: note, ...by(work) })
  // The unit has it now, whether it had signed for it before it asked or not.
  await movePart(work, part, { state, signedForAt: part.signedForAt ?? work.now.toISOString() })
  await noteEvent(work, proposal, { ...eventOf(part, 'REFUSE_RETURN', state), audience: 'HANDLERS', note })
  await settle(work, proposal)
}

async function grantExtension(work: Work, held: HeldRequest, extendTo: string, note: string): Promise<void> {
  const { proposal, part, request, facts } = held
  const state = partAfter(work, held, 'GRANT_EXTENSION')
  await setDeadline(work, proposal, { kind: answerKind(facts.role, part.round), handlingId: part.id, extendTo })
  await moveRequest(work, request, { state: 'GRANTED', dueOn: extendTo, decisionNote: note, ...by(work) })
  const event = { ...eventOf(part, 'GRANT_EXTENSION', state), note, facts: { dueOn: extendTo } }
  await noteEvent(work, proposal, { ...event, audience: 'HANDLERS' })
}

async function refuseExtension(work: Work, held: HeldRequest, note: string): Promise<void> {
  const { proposal, part, request } = held
  const state = partAfter(work, held, 'REFUSE_EXTENSION')
  await moveRequest(work, request, { state: 'REFUSED', decisionNote: note, ...by(work) })
  await noteEvent(work, proposal, { ...eventOf(part, 'REFUSE_EXTENSION', state), audience: 'HANDLERS', note })
}

/** Locks proposal, part and request, in this order. Whoever sees the part and not its inside knows of no request. */
async function lockRequest(work: Work, { id, expectedVersion }: PartTarget): Promise<HeldRequest> {
  const key = parseGlobalId(id)
  if (key?.prefix !== 'req') throw notFound('id')
  const which = and(eq(proposalRequests.organizationId, key.organizationId), eq(proposalRequests.id, key.id))
  const [found] = await work.db.select().from(proposalRequests).where(which)
  if (!found) throw notFound('id')
  const held = await lockPartByKey(work, { ...key, id: found.handlingId }, 'GRANT_RETURN', insidePart)
  const [request] = await work.db.select().from(proposalRequests).where(which).for('update')
  if (!request) throw notFound('id')
  expectVersion(request, expectedVersion)
  if (request.state !== 'PENDING') throw new Refused(decided)
  return { ...held, request }
}

const decided = userError(
  'INVALID_STATE',
  'id',
  '该申请已办结，请刷新后查看',
  'The request has been decided, or has lapsed; read it again',
)
