import t from 'tap'
import { pageToken, slotAt } from '../../../src/domain/activities/attendance/codes.ts'
import { escaped } from '../../../src/platform/documents/html.ts'
import { at, attendanceWorld, codeOf, givenActivity, signIn, T } from '../../support/attendance.ts'

t.test('the projector shows the code and the count, opened by a token of its own', async t => {
  const w = await attendanceWorld(t)
  const title = '<script>会议</script>'
  const activity = await givenActivity(w, { invited: [w.first, w.second], more: { title } })
  const { data } = await w.office.run(T.page, at(activity))
  const { url, expiresAt } = data.activitySignInPage
  t.match(url, /^\/activities\/v1\/sign-in-page\?token=P1\./)
  t.equal(expiresAt, '2030-03-05T12:00:15+08:00', 'until the half-day ends')
  await signIn(w.first.client, await codeOf(w, activity))
  const page = await w.nobody.request('GET', url)
  t.equal(page.statusCode, 200)
  t.match(page.headers, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'/,
  })
  t.notMatch(page.headers['content-security-policy'], /sandbox|unsafe/)
  t.match(page.body, /<svg [\s\S]*<\/svg>/)
  t.match(page.body, /<strong>1<\/strong> \/ 2/)
  t.match(page.body, '&lt;script&gt;会议')
  t.notMatch(page.body, /<script|https?:\/\/(?!www\.w3\.org)|src=|href=/, 'nothing is loaded')
  t.match(page.body, /http-equiv="refresh" content="5"/)
  const first = page.body
  w.at(0, 20)
  t.not((await w.nobody.request('GET', url)).body, first, 'another code')
  w.at(181)
  t.equal((await w.nobody.request('GET', url)).statusCode, 404, 'it ends')
  t.equal((await w.office.run(T.page, at(activity))).data.activitySignInPage, null)
})

t.test('no other token opens it, and it ends with the activity', async t => {
  const w = await attendanceWorld(t)
  const activity = await givenActivity(w)
  const open = async (token: string) =>
    (await w.nobody.request('GET', `/activities/v1/sign-in-page?token=${encodeURIComponent(token)}`)).statusCode
  const { data } = await w.office.run(T.page, at(activity))
  const token = data.activitySignInPage.url.split('token=')[1]
  t.equal(await open(token), 200)
  t.equal(await open(`${token}x`), 404)
  t.equal(await open(await codeOf(w, activity)), 404, 'the code in the hall is none')
  t.equal((await w.nobody.request('GET', '/activities/v1/sign-in-page')).statusCode, 400)
  const elsewhere = { organizationId: '140300', activityId: activity.activityId, halfDayId: activity.activityId }
  t.equal(await open(pageToken(w.services.keyRing.current(), elsewhere, slotAt(w.now()) + 9)), 404)
  t.equal((await w.leader.run(T.page, at(activity))).data.activitySignInPage, null)
  await w.owner.query(`update activities set state = 'CLOSED' where id = $1`, [activity.activityId])
  t.equal(await open(token), 404)
  t.equal(escaped(`a<b>&"'`), 'a&lt;b&gt;&amp;&quot;&#39;')
})
