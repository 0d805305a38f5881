import t from 'tap'
import { permissions, type Role, roles } from '../../../src/domain/identity/roles.ts'
import {
  checkedLogin,
  endOfDay,
  isGuardian,
  isStaff,
  normaliseLogin,
  roleAgainst,
  sessionEnd,
  sessionLifetimes,
} from '../../../src/domain/identity/rules.ts'
import { viewerOf } from '../../../src/domain/identity/viewer.ts'
import { normalisePhone } from '../../../src/kernel/phone.ts'
import fc from '../../support/properties.ts'

const anyRole = fc.constantFrom(...(Object.keys(roles) as Role[]))
const duties = ['ORGANIZATION_ADMINISTRATOR', 'SECURITY_ADMINISTRATOR', 'AUDITOR']

t.test('a phone number has one spelling', async t => {
  for (const typed of [
    '13900001111',
    '139 0000 1111',
    '139-0000-1111',
    '+8613900001111',
    '008613900001111',
    '(+86) 139.0000.1111',
    '１３９００００１１１１',
    '13900001111.0',
  ]) {
    t.equal(normalisePhone(typed), '13900001111', typed)
    t.equal(normaliseLogin(typed), '13900001111', typed)
  }
  for (const other of ['', '1390000111', '139000011112', '12900001111', '0352-5032345', '1390000111a', 'zhang.san'])
    t.equal(normalisePhone(other), null, other)
})

t.test('a sign-in name that was accepted is found again as it is stored, and in capitals', async () => {
  const letters = fc.constantFrom(...'abzABZ09._@+-张ａＡ９ßµﬁÉé')
  fc.assert(
    fc.property(fc.string({ unit: letters, minLength: 2, maxLength: 20 }), typed => {
      const stored = checkedLogin('login', typed)
      return (
        normaliseLogin(stored) === stored &&
        normaliseLogin(typed) === stored &&
        normaliseLogin(typed.toLowerCase()) === stored
      )
    }),
  )
})

t.test('no list of roles given one after the other holds two of the three duties', async () => {
  fc.assert(
    fc.property(fc.array(anyRole, { maxLength: 12 }), asked => {
      const held: Role[] = []
      for (const role of asked) if (roleAgainst(role, held) === undefined) held.push(role)
      return new Set(held.filter(role => duties.includes(role))).size <= 1
    }),
  )
})

t.test('guardians give out rights or audit; staff are all but members and convenors', async t => {
  t.same(
    Object.keys(roles).filter(role => isGuardian([role as Role])),
    ['SECURITY_ADMINISTRATOR', 'AUDITOR'],
  )
  t.same(
    Object.keys(roles).filter(role => !isStaff([role as Role])),
    ['MEMBER', 'SECTOR_CONVENOR'],
  )
})

t.test('a session never outlives its bounds', async () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(sessionLifetimes)), fc.nat({ max: 90 * 86_400 }), (lifetime, age) => {
      const start = new Date('2026-01-01T00:00:00Z')
      const now = new Date(start.getTime() + age * 1_000)
      const end = sessionEnd(start, now, lifetime).getTime()
      return end <= start.getTime() + lifetime.whole * 1_000 && end <= now.getTime() + lifetime.idle * 1_000
    }),
  )
})

t.test('a day ends at midnight in Shanghai', async t => {
  t.equal(endOfDay('2026-02-28').toISOString(), '2026-02-28T16:00:00.000Z')
})

t.test('a token’s scopes only ever narrow', async () => {
  const scopes = fc.subarray([...permissions])
  const grants = fc.array(
    fc.record({
      role: anyRole,
      organizationId: fc.constantFrom('1', '2'),
      unitId: fc.constant(null),
      officeId: fc.constant(null),
      below: fc.constantFrom(
        [],
        [
          { organizationId: '3', opened: null },
          { organizationId: '4', opened: ['MEMBER_READ'] },
        ],
      ),
    }),
    { maxLength: 5 },
  )
  fc.assert(
    fc.property(grants, scopes, (held, narrowed) => {
      const claims = { organizationId: '1', accountId: 'a', sessionId: null, tokenHash: null }
      const facts = {
        accountId: 'a',
        displayName: '',
        status: 'ACTIVE',
        session: null,
        token: null,
        grants: held,
        seats: [],
      }
      const whole = viewerOf(claims, facts)
      const token = viewerOf(claims, { ...facts, token: { scopes: narrowed } })
      return permissions.every(permission =>
        ['1', '2', '3', '4'].every(
          place => token.can(permission, place) === (whole.can(permission, place) && narrowed.includes(permission)),
        ),
      )
    }),
  )
})
