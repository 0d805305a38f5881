import t from 'tap'
import { attendanceWorld, duties, givenActivity, T } from '../../support/attendance.ts'
import { outcome } from '../../support/examination.ts'

t.test('two half-days of a member that are corrected at once both count in his duty record', async t => {
  const w = await attendanceWorld(t)
  const { office, first } = w
  for (let n = 0; n < 10; n++) {
    w.at(0)
    const activity = await givenActivity(w, { invited: [first] })
    w.at(500)
    t.equal(outcome(await office.run(T.close, { id: activity.id, expectedVersion: 1 })), 'DONE')
    const { data } = await office.run(T.read, { id: activity.id })
    const halves: readonly { readonly id: string }[] = data.activity.attendances.nodes
    const correct = ({ id }: { readonly id: string }) =>
      office.run(T.correct, { id, expectedVersion: 1, input: { status: 'PRESENT', reason: '漏签，已核实' } })
    t.same((await Promise.all(halves.map(correct))).map(outcome), ['DONE', 'DONE'])
    const booked = await duties(w, activity)
    t.match(
      booked.filter(({ state }) => state === 'CONFIRMED').map(({ facts }) => facts),
      [{ halfDays: 2 }],
    )
    t.equal(booked.length, 3, 'one, its reversal, and another one')
  }
})
