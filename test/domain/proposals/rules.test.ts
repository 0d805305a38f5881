import t from 'tap'
import {
  bodyErrors,
  invitationEnd,
  isInside,
  placingOf,
  type SessionTime,
  windowErrors,
} from '../../../src/domain/proposals/rules.ts'

const window = { opensAt: '2025-11-10T00:00:00+08:00', cutOffAt: '2026-02-10T18:00:00+08:00' }

t.test('a session takes proposals from its opening to the very moment of its cut-off', async t => {
  const at = (moment: string) => isInside(window, new Date(moment))
  t.equal(at('2025-11-09T23:59:59+08:00'), false)
  t.equal(at('2025-11-10T00:00:00+08:00'), true)
  t.equal(at('2026-02-10T18:00:00+08:00'), true, 'at the cut-off is in time')
  t.equal(at('2026-02-10T18:00:01+08:00'), false, 'one second later is not')
})

t.test('a proposal counts to the session that takes proposals, else to the last that has begun', async t => {
  const session = (number: number, startsOn: string, open = false): SessionTime => ({
    ...{ id: `s${number}`, number, startsOn, window: open ? window : null },
  })
  const now = new Date('2026-01-15T09:00:00+08:00')
  const [first, second] = [session(1, '2024-02-01'), session(2, '2025-02-01')]
  t.same(placingOf([first, second, session(3, '2026-02-08', true)], now), { sessionId: 's3', period: 'SESSION' })
  t.same(placingOf([first, second, session(3, '2026-02-08')], now), { sessionId: 's2', period: 'ORDINARY' })
  t.same(placingOf([second, first], now), { sessionId: 's2', period: 'ORDINARY' })
  t.equal(placingOf([session(3, '2026-02-08')], now), null)
  t.equal(placingOf([], now), null)
  // Midnight is that of Asia/Shanghai, wherever the server stands.
  const eve = new Date('2026-02-07T15:59:59Z')
  t.same(placingOf([second, session(3, '2026-02-08')], eve), { sessionId: 's2', period: 'ORDINARY' })
  const morning = new Date('2026-02-07T16:00:00Z')
  t.same(placingOf([second, session(3, '2026-02-08')], morning), { sessionId: 's3', period: 'ORDINARY' })
})

t.test('two sessions do not take proposals at the same time', async t => {
  const codes = (...others: (typeof window)[]) => windowErrors(window, others).map(({ code }) => code)
  t.same(codes(), [])
  t.same(codes({ opensAt: '2026-02-10T18:00:01+08:00', cutOffAt: '2027-01-01T00:00:00+08:00' }), [])
  t.same(codes({ opensAt: '2026-02-10T18:00:00+08:00', cutOffAt: '2027-01-01T00:00:00+08:00' }), ['OVERLAPS'])
  t.same(
    windowErrors({ opensAt: window.cutOffAt, cutOffAt: window.opensAt }, []).map(({ code }) => code),
    ['OUT_OF_RANGE'],
  )
})

t.test('each kind of proposer is named by its own field and by no other', async t => {
  const given = { party: 'p', specialCommittee: 'c', sector: 's', bodyName: 'b' }
  const found = (kind: Parameters<typeof bodyErrors>[0], body: object) =>
    bodyErrors(kind, body).map(({ code, field }) => `${code} ${field?.[1]}`)
  t.same(found('MEMBER', {}), [])
  t.same(found('MEMBER', given).length, 4)
  for (const [kind, name] of [
    ['PARTY', 'party'],
    ['PEOPLES_ORGANIZATION', 'bodyName'],
    ['SPECIAL_COMMITTEE', 'specialCommittee'],
    ['SECTOR', 'sector'],
    ['MEMBER_GROUP', 'bodyName'],
  ] as const) {
    t.same(found(kind, { [name]: 'x' }), [])
    t.same(found(kind, {}), [`REQUIRED ${name}`])
    t.ok(found(kind, given).every(error => error.startsWith('NOT_APPLICABLE')))
  }
})

t.test('an invitation stands for whole days', async t => {
  t.equal(invitationEnd(new Date('2026-01-15T09:30:00+08:00'), 7), '2026-01-22T01:30:00.000Z')
})
