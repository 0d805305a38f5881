import { createSecretKey } from 'node:crypto'
import t from 'tap'
import {
  GRACE_SLOTS,
  memberCode,
  memberCodeTimeliness,
  pageToken,
  readMemberCode,
  readPageToken,
  readSignInCode,
  SLOT_SECONDS,
  signInCode,
  slotAt,
  slotTime,
  timelinessOf,
} from '../../../src/domain/activities/attendance/codes.ts'
import { dutyFactsOf, isEarned } from '../../../src/domain/activities/attendance/facts.ts'
import {
  type AttendanceStatus,
  correctedTime,
  distanceMetres,
  obstructionAt,
  offlineObstruction,
  overallStatus,
  STATUSES,
  statusAt,
  statusOfMinutes,
} from '../../../src/domain/activities/attendance/rules.ts'
import { categoryOf } from '../../../src/domain/duty/categories/index.ts'
import { checkFacts } from '../../../src/domain/duty/facts.ts'
import { activityKinds } from '../../../src/domain/organizations/seed/activity-kinds.ts'
import fc from '../../support/properties.ts'

const key = (fill: number) => ({ token: createSecretKey(Buffer.alloc(32, fill)) })
const keys = key(1)
const uuid = fc.uuid().map(text => text.toLowerCase())
const occasions = fc.record({ organizationId: fc.constantFrom('140200', '1'), activityId: uuid, halfDayId: uuid })
const slots = fc.integer({ min: 0, max: 2 ** 40 })

t.test('a code says what it is for, and nothing that was not made here says anything', async t => {
  fc.assert(
    fc.property(occasions, slots, (occasion, slot) => {
      const code = signInCode(keys, occasion, slot)
      t.same(readSignInCode(keys, code), { ...occasion, slot })
      t.ok(code.length < 100, 'coarse enough for a hall')
      t.equal(readSignInCode(key(2), code), null, 'another service’s key')
      t.equal(readPageToken(keys, code), null, 'no token of a page')
      t.equal(readMemberCode(keys, code), null, 'no code of a member')
      t.equal(readSignInCode(keys, pageToken(keys, occasion, slot)), null)
    }),
    { numRuns: 30 },
  )
})

t.test('every single changed character is found', async t => {
  const occasion = { organizationId: '140200', activityId: `${'0'.repeat(8)}-0000-7000-8000-${'1'.repeat(12)}` }
  const code = signInCode(keys, { ...occasion, halfDayId: occasion.activityId }, 120_000_000)
  const own = memberCode(keys, { organizationId: '140200', memberId: occasion.activityId }, 30_000_000)
  for (const text of [code, own]) {
    for (let n = 0; n < text.length; n++) {
      const changed = `${text.slice(0, n)}${text[n] === 'x' ? 'y' : 'x'}${text.slice(n + 1)}`
      t.equal(readSignInCode(keys, changed) ?? readMemberCode(keys, changed), null, changed)
    }
    for (const other of [`${text}x`, text.slice(1), text.toUpperCase(), `${text}.`, '', '.', 'A1', 'x'.repeat(5_000)])
      t.equal(readSignInCode(keys, other) ?? readMemberCode(keys, other), null)
  }
  t.same(readMemberCode(keys, own), { organizationId: '140200', memberId: occasion.activityId, slot: 30_000_000 })
})

t.test('a code is taken in its slot and in the grace after it', async t => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -10, max: 10 }), (moment, off) => {
      const now = new Date(moment)
      const expected = off > 0 ? 'FROM_FUTURE' : off < -GRACE_SLOTS ? 'STALE' : 'IN_TIME'
      t.equal(timelinessOf(slotAt(now) + off, now), expected)
      const { from, until } = slotTime(slotAt(now))
      t.ok(from <= moment && moment < until && until - from === SLOT_SECONDS * 1000)
    }),
    { numRuns: 100 },
  )
  const minute = (n: number) => new Date(n * 60_000)
  t.same(
    [5, 4, 3, 6].map(slot => memberCodeTimeliness(slot, minute(5))),
    ['IN_TIME', 'IN_TIME', 'STALE', 'FROM_FUTURE'],
  )
})

const moment = (minutes: number) => new Date(Date.UTC(2030, 0, 1, 1) + minutes * 60_000)
const rules = { opensBeforeMinutes: 60, closesAfterMinutes: 0, lateAfterMinutes: 10 }
const half = { startsAt: moment(0), endsAt: moment(180), rules }

t.test('when one can sign in, and when one is late', async t => {
  const table = [
    [-61, 'TOO_EARLY', 'PRESENT'],
    [-60, null, 'PRESENT'],
    [0, null, 'PRESENT'],
    [10, null, 'PRESENT'],
    [10.1, null, 'LATE'],
    [180, null, 'LATE'],
    [180.1, 'TOO_LATE', 'LATE'],
  ] as const
  for (const [minutes, obstruction, status] of table) {
    t.equal(obstructionAt(half, moment(minutes)), obstruction, `${minutes}`)
    t.equal(statusAt(half, moment(minutes)), status, `${minutes}`)
  }
  const own = { ...half, rules: { opensBeforeMinutes: 0, closesAfterMinutes: 30, lateAfterMinutes: 0 } }
  t.equal(obstructionAt(own, moment(-0.1)), 'TOO_EARLY')
  t.same(
    [0, 210, 210.1].map(minutes => obstructionAt(own, moment(minutes))),
    [null, null, 'TOO_LATE'],
  )
  t.same(
    [0, 0.1].map(minutes => statusAt(own, moment(minutes))),
    ['PRESENT', 'LATE'],
  )
})

t.test('the distance of two places on the earth', async t => {
  const datong = { latitude: 40.0768, longitude: 113.3001 }
  t.equal(distanceMetres(datong, datong), 0)
  t.ok(Math.abs(distanceMetres({ latitude: 0, longitude: 0 }, { latitude: 1, longitude: 0 }) - 111_195) < 2)
  t.ok(Math.abs(distanceMetres({ latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 }) - 111_195) < 2)
  const degrees = (max: number) => fc.double({ min: -max, max, noNaN: true })
  const positions = fc.record({ latitude: degrees(90), longitude: degrees(180) })
  fc.assert(
    fc.property(positions, positions, (a, b) => {
      t.ok(Math.abs(distanceMetres(a, b) - distanceMetres(b, a)) <= 1, 'the same there and back')
      t.ok(distanceMetres(a, b) <= 20_015_115, 'at most half around')
    }),
    { numRuns: 50 },
  )
})

t.test('a device’s wrong clock is taken out of its times', async t => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6e8 }), (skew, ago) => {
      const now = moment(0)
      const device = (at: number) => new Date(at + skew)
      const at = correctedTime(device(now.getTime() - ago), device(now.getTime()), now)
      t.equal(at.getTime(), now.getTime() - ago)
    }),
    { numRuns: 50 },
  )
})

t.test('an offline sign-in must be of the time of its code, not old, not of the future', async t => {
  const now = moment(10_000)
  const code = (minutes: number) => slotTime(slotAt(moment(minutes)))
  const table = [
    [9_000, 9_000, null],
    [9_000, 9_001, null],
    [9_000, 9_001.3, 'TIME_DISAGREES'],
    [9_000, 8_998.9, 'TIME_DISAGREES'],
    [10_001, 10_000, 'CODE_FROM_FUTURE'],
    [10_000, 10_002, 'CODE_FROM_FUTURE'],
    [10_000 - 7 * 1_440 + 1, 10_000 - 7 * 1_440 + 1, null],
    [10_000 - 7 * 1_440 - 1, 10_000 - 7 * 1_440 - 1, 'TOO_OLD'],
  ] as const
  for (const [shown, scanned, expected] of table)
    t.equal(offlineObstruction(code(shown), moment(scanned), now), expected, `${shown} ${scanned}`)
  t.same(
    [59, 60, 61].map(minutes => statusOfMinutes(minutes, 60)),
    ['ABSENT', 'PRESENT', 'PRESENT'],
  )
})

t.test('one word for several half-days', async t => {
  const table: readonly (readonly [AttendanceStatus[], AttendanceStatus])[] = [
    [[], 'ABSENT'],
    [['PRESENT', 'PRESENT'], 'PRESENT'],
    [['PRESENT', 'ABSENT'], 'PRESENT'],
    [['PRESENT', 'LATE', 'LEFT_EARLY'], 'LATE'],
    [['LEFT_EARLY', 'ON_LEAVE'], 'LEFT_EARLY'],
    [['ON_LEAVE', 'ON_LEAVE'], 'ON_LEAVE'],
    [['ON_LEAVE', 'ABSENT'], 'ABSENT'],
  ]
  for (const [statuses, expected] of table) t.equal(overallStatus(statuses), expected, statuses.join())
})

t.test('the facts fit the manifest of every kind’s category', async t => {
  const halfDays = fc.array(
    fc.record({
      status: fc.constantFrom(...STATUSES),
      minutes: fc.integer({ min: 0, max: 1_440 }),
      isRemote: fc.boolean(),
    }),
    { minLength: 1, maxLength: 80 },
  )
  const about = {
    ...{ kindCode: 'VISIT', title: '题'.repeat(300), topic: '', place: '地'.repeat(300) },
    ...{ studyBody: 'OFFICE', visitKind: 'EXPERT', jointWith: 'CITY' },
  }
  const ofAttendance = [...new Set(activityKinds.map(kind => kind.dutyCategory))]
    .flatMap(code => categoryOf(code ?? '') ?? [])
    .filter(({ creators }) => creators.includes('WORKFLOW'))
  t.equal(ofAttendance.length, 23)
  for (const category of ofAttendance) {
    fc.assert(
      fc.property(halfDays, given => {
        const one = { ...about, halfDays: given }
        if (isEarned(category, one)) t.same(checkFacts(category, dutyFactsOf(category, one)).errors, [], category.code)
      }),
      { numRuns: 10 },
    )
  }
  const research = categoryOf('FIELD_RESEARCH')
  if (!research) throw new Error('no such category')
  const one = {
    ...about,
    topic: '养老',
    place: '云州区',
    halfDays: [{ status: 'LATE', minutes: 180, isRemote: false } as const],
  }
  t.same(dutyFactsOf(research, one), { topic: '养老', place: '云州区', halfDays: 1, role: 'PARTICIPANT' })
  t.notOk(isEarned(research, { ...one, halfDays: [{ status: 'ABSENT', minutes: 180, isRemote: false }] }))
})
