import tap from 'tap'
import {
  assigned,
  CLOSE,
  COUNTERSIGN,
  DRAFT,
  done,
  partOf,
  rate,
  refused,
  replied,
  SEND,
  SEND_BACK,
  sendReply,
  someReply,
  stateOf,
  target,
} from '../../support/handling.ts'
import { proposalWorld } from '../../support/proposals.ts'

const LETTERS = 'query ($id: ID!) { proposal(id: $id) { version replies { id state version } } }'

tap.test(
  'a letter that was sent, or gave way to another, is not reviewed in place of the one that is open',
  async t => {
    const w = await proposalWorld(t)
    const [unit] = w.units
    const proposal = await assigned(w, [[unit, 'SOLE']])
    const planned = { replyClass: 'IN_PROGRESS_OR_PLANNED', plannedFor: '2199-01-01' }
    const first = await replied(unit, proposal.id, planned)
    await rate(w.first, proposal.id, first.id)
    const read = async () => (await w.office.run(LETTERS, { id: proposal.id })).data.proposal
    await done(w.office, CLOSE, { id: proposal.id, expectedVersion: (await read()).version, input: {} })
    await sendReply(unit, await partOf(unit.staff, proposal.id, unit), planned)
    const part = await partOf(unit.staff, proposal.id, unit)
    const draft = await done(unit.staff, DRAFT, { ...target(part), input: someReply() })
    const [superseded, sent] = (await read()).replies
    t.match([superseded, sent], [{ state: 'SUPERSEDED' }, { state: 'SENT' }])
    const reason = { input: { reason: '请核实' } }
    for (const old of [superseded, sent]) {
      await refused(t, w, unit.head, COUNTERSIGN, target(old), 'INVALID_STATE', 'id')
      await refused(t, w, unit.head, SEND_BACK, { ...target(old), ...reason }, 'INVALID_STATE', 'id')
    }
    const checked = await done(unit.head, COUNTERSIGN, target(draft))
    for (const old of [superseded, sent]) {
      await refused(t, w, unit.head, SEND, target(old), 'INVALID_STATE', 'id')
      await refused(t, w, unit.head, SEND_BACK, { ...target(old), ...reason }, 'INVALID_STATE', 'id')
    }
    await done(unit.head, SEND, target(checked))
    t.equal(await stateOf(w, proposal), 'CLOSED')
  },
)
