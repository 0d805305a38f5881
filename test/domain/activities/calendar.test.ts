import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { eq } from 'drizzle-orm'
import ICAL from 'ical.js'
import t, { type Test } from 'tap'
import { createApp } from '../../../src/app.ts'
import { activities, activityInvitations } from '../../../src/domain/activities/tables.ts'
import { accounts, roleGrants } from '../../../src/domain/identity/tables.ts'
import { members } from '../../../src/domain/members/tables.ts'
import { hashToken, newOpaqueToken } from '../../../src/platform/security/opaque-token.ts'
import { givenActivityRows, givenLeaveRows, type HalfDay, shanghai } from '../../support/activity-rows.ts'
import { givenMemberClient } from '../../support/members.ts'
import { type Client, type World, world } from '../../support/world.ts'

const NOW = new Date('2030-05-20T04:00:00Z')
const CREATE =
  'mutation { calendarFeedCreate { url calendarFeed { id createdAt revokedAt } userErrors { code field } } }'
const REVOKE =
  'mutation ($id: ID!) { calendarFeedRevoke(id: $id) { calendarFeed { id revokedAt version } userErrors { code field } } }'
const LIST = '{ calendarFeeds { totalCount nodes { id lastUsedAt revokedAt version } } }'
const TWO_DAYS: readonly HalfDay[] = [
  ['2030-06-01T08:30', '2030-06-01T11:30', '第一天上午'],
  ['2030-06-01T15:00', '2030-06-01T17:30', '第一天下午'],
]

const calendarWorld = (t: Test): Promise<World> =>
  world(t, { clock: () => NOW, config: { PUBLIC_URL: 'https://zx.example.cn/' } })

async function subscribed(client: Client): Promise<string> {
  const { url } = (await client.run(CREATE)).data.calendarFeedCreate
  return new URL(url).pathname
}

/** Entries as an independent reader of RFC 5545 understands them. */
const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map(event => ({
    uid: event.getFirstPropertyValue('uid'),
    start: new ICAL.Event(event).startDate.toJSDate().toISOString(),
    end: new ICAL.Event(event).endDate.toJSDate().toISOString(),
    zone: new ICAL.Event(event).startDate.zone?.tzid,
    summary: event.getFirstPropertyValue('summary'),
    location: event.getFirstPropertyValue('location'),
    description: event.getFirstPropertyValue('description'),
    status: event.getFirstPropertyValue('status'),
    transparency: event.getFirstPropertyValue('transp'),
    sequence: event.getFirstPropertyValue('sequence'),
    stamp: String(event.getFirstPropertyValue('dtstamp')),
    modified: String(event.getFirstPropertyValue('last-modified')),
  }))

t.test('a feed: one a member, shown once, read without signing in', async t => {
  const w = await calendarWorld(t)
  const { member, client } = await givenMemberClient(w, 'CITY', { name: '张三' })
  const other = await givenMemberClient(w, 'CITY', { name: '李四' })
  const given = await givenActivityRows(w, 'CITY', TWO_DAYS, [member.memberId], {
    title: '十五届常委会第十二次会议，审议报告；通报\\人事',
    description: `第一行\n第二行：${'协商议政建言资政凝聚共识𠮷'.repeat(12)}`,
    replyUntil: shanghai('2030-05-25T18:00'),
    videoUrl: 'https://video.example.cn/1',
    calendarSequence: 3,
  })
  await givenActivityRows(w, 'CITY', [['2030-06-02T09:00', '2030-06-02T11:00', '上午']], [other.member.memberId])

  const made = (await client.run(CREATE)).data.calendarFeedCreate
  t.match(made, { userErrors: [], calendarFeed: { id: /^cfeed_140200_/, revokedAt: null } })
  t.match(made.url, /^https:\/\/zx\.example\.cn\/calendar\/v1\/cppcc_cal_140200_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}\.ics$/)
  const { same } = await w.unchanged(async () => {
    t.strictSame((await client.run(CREATE)).data.calendarFeedCreate, {
      url: null,
      calendarFeed: null,
      userErrors: [{ code: 'FEED_EXISTS', field: null }],
    })
  })
  t.equal(same, true)

  const path = new URL(made.url).pathname
  const answer = await w.nobody.request('GET', path)
  t.equal(answer.statusCode, 200)
  t.equal(answer.headers['content-type'], 'text/calendar; charset=utf-8')
  t.equal(answer.headers['cache-control'], 'private, no-cache')
  const lines = answer.rawPayload.toString('latin1').split('\r\n')
  t.equal(lines.pop(), '', 'the last line ends too')
  t.ok(
    lines.every(line => line.length <= 75),
    'no line of more than 75 octets',
  )
  t.ok(lines.every(line => !/[\n\r]/.test(line)))
  t.notMatch(answer.body, /\ufffd/)
  t.ok(lines.includes('TZID:Asia/Shanghai') && lines.includes('TZOFFSETTO:+0800'))

  const events = eventsOf(answer.body)
  const common = {
    zone: 'Asia/Shanghai',
    location: '会议中心',
    status: 'CONFIRMED',
    sequence: 3,
    transparency: 'OPAQUE',
  }
  t.match(events, [
    {
      ...common,
      uid: `${given.activityId}-1@140200.smart-cppcc`,
      start: shanghai('2030-06-01T08:30'),
      end: shanghai('2030-06-01T11:30'),
    },
    {
      ...common,
      uid: `${given.activityId}-2@140200.smart-cppcc`,
      start: shanghai('2030-06-01T15:00'),
      end: shanghai('2030-06-01T17:30'),
    },
  ])
  t.equal(events.length, 2, 'nothing of anybody else')
  t.ok(
    events.every(event => event.stamp === event.modified && event.stamp.endsWith('Z')),
    'moments of writing are in UTC',
  )
  t.equal(events[0]?.summary, '十五届常委会第十二次会议，审议报告；通报\\人事（第一天上午）')
  const description = String(events[0]?.description)
  t.match(
    description,
    `说明：第一行\n第二行：${'协商议政建言资政凝聚共识𠮷'.repeat(12)}\n视频：https://video.example.cn/1`,
  )
  t.match(description, /答复：请于 2030年5月25日 18:00 前答复/)

  const tag = String(answer.headers.etag)
  const again = await w.nobody.request('GET', path, { headers: { 'if-none-match': `"x", W/${tag}` } })
  t.equal(again.statusCode, 304)
  t.equal(again.body, '')
  t.equal((await w.nobody.request('HEAD', path)).statusCode, 200)
  t.equal((await other.client.run(LIST)).data.calendarFeeds.totalCount, 0, 'feeds of others are not listed')
  const { nodes } = (await client.run(LIST)).data.calendarFeeds
  t.match(nodes, [{ id: made.calendarFeed.id, lastUsedAt: '2030-05-20T12:00:00+08:00', revokedAt: null, version: 1 }])
})

t.test('what changes: cancelled, moved, on leave, uninvited', async t => {
  const w = await calendarWorld(t)
  const { member, client } = await givenMemberClient(w)
  const seats = [member.memberId]
  const given = await givenActivityRows(w, 'CITY', TWO_DAYS, seats)
  const planned = { state: 'PLANNED', notifiedAt: null }
  await givenActivityRows(w, 'CITY', [['2030-06-03T09:00', '2030-06-03T11:00', '上午']], seats, planned)
  const path = await subscribed(client)
  const read = async () => eventsOf((await w.nobody.request('GET', path)).body)
  const set = (columns: Partial<typeof activities.$inferInsert>) =>
    w.system('CITY', ({ db }) => db.update(activities).set(columns).where(eq(activities.id, given.activityId)))
  t.equal((await read()).length, 2, 'what is only planned is not shown')

  await givenLeaveRows(w, 'CITY', given, seats, 0, [1])
  t.match(await read(), [
    { summary: '常委会会议（第一天上午）', transparency: 'OPAQUE' },
    { summary: '【已请假】常委会会议（第一天下午）', transparency: 'TRANSPARENT', modified: '2030-05-02T01:00:00Z' },
  ])
  await set({ state: 'CANCELLED', calendarSequence: 1, reason: '因天气', updatedAt: shanghai('2030-05-10T09:00') })
  t.match(await read(), [
    {
      uid: `${given.activityId}-1@140200.smart-cppcc`,
      status: 'CANCELLED',
      sequence: 1,
      description: /取消原因：因天气/,
    },
    { status: 'CANCELLED', sequence: 1, stamp: '2030-05-10T01:00:00Z' },
  ])
  await w.system('CITY', ({ db }) => db.update(activityInvitations).set({ state: 'WITHDRAWN' }))
  const { body, statusCode } = await w.nobody.request('GET', path)
  t.equal(statusCode, 200)
  t.strictSame(eventsOf(body), [], 'a calendar without entries is one')
})

t.test('an address that has ended is not found, whoever ended it', async t => {
  const w = await calendarWorld(t)
  const { member, client } = await givenMemberClient(w)
  const path = await subscribed(client)
  const status = async () => (await w.nobody.request('GET', path)).statusCode
  const account = eq(accounts.id, client.accountId)
  const seat = eq(members.id, member.memberId)
  const grant = eq(roleGrants.accountId, client.accountId)
  t.equal(await status(), 200)

  await w.system('CITY', ({ db }) => db.update(accounts).set({ status: 'SUSPENDED' }).where(account))
  t.equal(await status(), 404, 'suspended')
  await w.system('CITY', ({ db }) => db.update(accounts).set({ status: 'ACTIVE' }).where(account))
  await w.system('CITY', ({ db }) => db.update(members).set({ status: 'RESIGNED', leftOn: '2030-05-01' }).where(seat))
  t.equal(await status(), 404, 'left')
  await w.system('CITY', ({ db }) => db.update(members).set({ status: 'ACTIVE', leftOn: null }).where(seat))
  await w.system('CITY', ({ db }) =>
    db.update(roleGrants).set({ validFrom: '2020-01-01T00:00:00Z', validUntil: '2021-01-01T00:00:00Z' }).where(grant),
  )
  t.equal(await status(), 404, 'no longer a member here')
  await w.system('CITY', ({ db }) => db.update(roleGrants).set({ validUntil: null }).where(grant))
  t.equal(await status(), 200)

  const { id } = (await client.run(LIST)).data.calendarFeeds.nodes[0]
  const stranger = (await givenMemberClient(w, 'CITY', { name: '李四' })).client
  const { same } = await w.unchanged(async () => {
    t.strictSame((await stranger.run(REVOKE, { id })).data.calendarFeedRevoke.userErrors, [
      { code: 'NOT_FOUND', field: ['id'] },
    ])
  })
  t.equal(same, true)
  t.match((await client.run(REVOKE, { id })).data.calendarFeedRevoke, {
    calendarFeed: { id, revokedAt: '2030-05-20T12:00:00+08:00', version: 2 },
    userErrors: [],
  })
  t.equal(await status(), 404, 'revoked')
  t.match((await client.run(REVOKE, { id })).data.calendarFeedRevoke.userErrors, [{ code: 'NOT_FOUND' }])
  const next = await subscribed(client)
  t.not(next, path)
  t.equal((await w.nobody.request('GET', next)).statusCode, 200)
  const log = await w.owner.query(`select op, version from change_log where record_type = 'CalendarFeed' order by seq`)
  t.strictSame(log.rows, [
    { op: 'CREATE', version: 1 },
    { op: 'UPDATE', version: 2 },
    { op: 'CREATE', version: 1 },
  ])
})

t.test('guessed, foreign and malformed tokens are not found', async t => {
  const w = await calendarWorld(t)
  const { client } = await givenMemberClient(w)
  const path = await subscribed(client)
  const wrong = [
    newOpaqueToken('cal', '140200'),
    newOpaqueToken('pat', '140200'),
    path.slice(13, -4).replace('_140200_', '_140212_'),
    `${path.slice(13, -5)}${path.at(-5) === 'x' ? 'y' : 'x'}`,
    'x',
  ]
  for (const token of wrong) {
    const answer = await w.nobody.request('GET', `/calendar/v1/${token}.ics`)
    t.equal(answer.statusCode, 404, token)
    t.match(answer.json(), { code: 'NOT_FOUND' })
    t.notOk(answer.body.includes(token.slice(10)) && token.length > 20)
  }
  t.match(await w.nobody.request('GET', '/calendar/v1/%00.ics'), { statusCode: 400 }, 'no text at all')
  t.notMatch(await w.owner.query('select token_hash from calendar_feeds'), path)
  const token = path.slice('/calendar/v1/'.length, -'.ics'.length)
  const { rows } = await w.owner.query('select token_hash from calendar_feeds')
  t.same(rows[0]?.token_hash, hashToken(w.services.keyRing.current(), token))
  const asToken = await w.app.http.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: `Bearer ${token}` },
    payload: { query: '{ viewer { via } }' },
  })
  t.match(asToken.json().errors, [{ extensions: { code: 'UNAUTHENTICATED' } }], 'it opens nothing else')
})

t.test('for whoever has a seat alone, and not through a script’s token', async t => {
  const w = await calendarWorld(t)
  const staff = await w.as('LIAISON_OFFICE')
  t.match((await staff.run(CREATE)).errors, [{ extensions: { code: 'FORBIDDEN' } }])
  const seatless = await w.as('MEMBER')
  t.match((await seatless.run(CREATE)).data.calendarFeedCreate.userErrors, [{ code: 'NO_SEAT' }])
  const { client } = await givenMemberClient(w)
  const { token } = (
    await client.run(
      `mutation { personalAccessTokenCreate(input: { name: "脚本", scopes: [ACTIVITY_OWN], expiresOn: "2030-06-01" }) { token } }`,
    )
  ).data.personalAccessTokenCreate
  const script = await w.app.http.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: `Bearer ${token}` },
    payload: { query: CREATE },
  })
  t.match(script.json().errors, [{ extensions: { code: 'FORBIDDEN' } }])
})

t.test('the address never reaches the log', async t => {
  const w = await calendarWorld(t)
  const { client } = await givenMemberClient(w)
  const path = await subscribed(client)
  const lines: string[] = []
  const destination = new Writable({ write: (chunk, _encoding, done) => done(void lines.push(String(chunk))) })
  const folder = await mkdtemp(join(tmpdir(), 'cppcc-log-'))
  const config = { ...w.services.config, LOG_LEVEL: 'trace' as const, DATA_DIR: folder }
  const app = await createApp({ config, databaseUrl: w.database.runtimeUrl, server: { log: { destination } } })
  t.teardown(() => app.close())
  for (const url of [path, `${path}?x=1`, `${path}/more`, path.slice(0, -4)])
    await app.http.inject({ method: 'GET', url })
  const log = lines.join('')
  t.match(log, '/calendar/v1/*')
  t.notOk(log.includes(path.slice(30, 60)))
})
