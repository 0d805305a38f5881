import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { problems } from '../../../platform/http/openapi.ts'
import type { TypeBoxProvider } from '../../../platform/http/validation.ts'
import type { Services } from '../../../platform/services.ts'
import { noSuchFeed } from './address.ts'
import { datesOf, openFeed } from './read.ts'
import { noteFeedUse } from './use.ts'

const CALENDAR = 'text/calendar; charset=utf-8'

/** The address is the only proof: calendar programs cannot sign in. Whoever has it reads one member's dates, and nothing else. */
export function registerCalendarRoutes(http: FastifyInstance, services: Services): void {
  const app = http.withTypeProvider<TypeBoxProvider>()
  const noteUse = noteFeedUse(services)
  const Params = Type.Object({
    token: Type.String({ maxLength: 100, description: '订阅密钥 (the secret of calendarFeedCreate)' }),
  })
  const schema = {
    tags: ['calendar'],
    summary: '委员日程订阅 (a member’s activities, and the days on which his outcomes are due, as iCalendar, .ics)',
    params: Params,
    response: {
      200: { description: 'iCalendar (RFC 5545)', content: { 'text/calendar': { schema: Type.String() } } },
      304: { description: '未变化 (not changed since If-None-Match)', type: 'null' },
      ...problems(404),
    },
  }
  app.get('/calendar/v1/:token.ics', { schema }, async (request, reply) => {
    const feed = await openFeed(services, request.params.token)
    const dates = feed && (await datesOf(services, feed.viewer))
    if (!feed || !dates) throw noSuchFeed()
    noteUse(feed)
    const { calendarOf, tagOf } = await import('./write.ts')
    const body = calendarOf(dates)
    const tag = tagOf(body)
    reply.header('etag', tag).header('cache-control', 'private, no-cache')
    if (isKnown(request.headers['if-none-match'], tag)) return reply.code(304).send()
    return reply.type(CALENDAR).header('content-disposition', 'inline; filename="cppcc.ics"').send(body)
  })
}

/** RFC 9110, 13.1.2: a list of tags, compared weakly. */
const isKnown = (given: string | undefined, tag: string): boolean =>
  (given ?? '').split(',').some(one => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag)
