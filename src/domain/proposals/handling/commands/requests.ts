import { latestErrors } from '../../../../kernel/date-bounds.ts'
import { newId } from '../../../../kernel/ids.ts'
import { Refused, userError } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { textOf } from '../../commands.ts'
import { meetDeadline } from '../../deadlines.ts'
import { noteEvent } from '../../history/events.ts'
import { NOTE } from '../rules.ts'
import { proposalRequests } from '../tables.ts'
import { settle } from './course.ts'
import {
  actorOf,
  eventOf,
  lockPart,
  movePart,
  type PartReason,
  type PartRow,
  type PartTarget,
  partAfter,
} from './part.ts'

interface ExtensionRequest extends PartTarget {
  readonly input: { readonly dueOn: string; readonly reason: string }
}

/** A unit asks to be relieved of a wrong assignment; until the assigner decides it waits (rules, section 1: Unit row state). */
export const handlingReturnRequest = command<PartReason, Key>(
  'handlingReturnRequest',
  async (work, { input, ...target }) => {
    const held = await lockPart(work, target, 'REQUEST_RETURN')
    const { proposal, part } = held
    const state = partAfter(work, held, 'REQUEST_RETURN')
    const reason = textOf('input.reason', input.reason, NOTE)
    await movePart(work, part, { state })
    const key = await ask(work, part, { kind: 'RETURN', reason })
    await meetDeadline(work, proposal, 'RETURN', part.id)
    await noteEvent(work, proposal, { ...eventOf(part, 'REQUEST_RETURN', state), audience: 'HANDLERS', note: reason })
    await settle(work, proposal)
    return key
  },
)

/** A unit asks for more time; it goes on meanwhile. How much it may get at most is looked at when it is granted. */
export const handlingExtensionRequest = command<ExtensionRequest, Key>(
  'handlingExtensionRequest',
  async (work, { input, ...target }) => {
    const held = await lockPart(work, target, 'REQUEST_EXTENSION')
    const { proposal, part, facts } = held
    const state = partAfter(work, held, 'REQUEST_EXTENSION')
    const reason = textOf('input.reason', input.reason, NOTE)
    if (facts.answerUntil !== null && input.dueOn <= facts.answerUntil) throw new Refused(notLater(facts.answerUntil))
    const beyond = latestErrors('input.dueOn', input.dueOn)
    if (beyond.length > 0) throw new Refused(...beyond)
    const key = await ask(work, part, { kind: 'EXTENSION', reason, dueOn: input.dueOn })
    await noteEvent(work, proposal, {
      ...eventOf(part, 'REQUEST_EXTENSION', state),
      ...{ audience: 'HANDLERS', note: reason, facts: { dueOn: input.dueOn } },
    })
    return key
  },
)

const notLater = (until: string) =>
  userError(
    'NOT_LATER',
    'input.dueOn',
    `延期日期须晚于现有期限（${until}）`,
    `The new date must be later than the one that holds, ${until}`,
  )

interface Asked {
  readonly kind: 'RETURN' | 'EXTENSION'
  readonly reason: string
  readonly dueOn?: string
}

async function ask(work: Work, { organizationId, id: handlingId }: PartRow, asked: Asked): Promise<Key> {
  const id = newId()
  const row = { organizationId, id, handlingId, ...asked, state: 'PENDING', requestedBy: actorOf(work) }
  await work.db.insert(proposalRequests).values({ ...row, createdAt: work.now.toISOString() })
  const payload = { handlingId, ...asked, state: 'PENDING' }
  work.record(organizationId, { recordType: 'ProposalRequest', recordId: id, version: 1, op: 'CREATE', payload })
  return { organizationId, id }
}
