import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { ApiError } from '../../../../kernel/user-error.ts'
import { givesFile, HTML } from '../../../../platform/http/file-answers.ts'
import { problems } from '../../../../platform/http/openapi.ts'
import { useLocalPages } from '../../../../platform/http/security-headers.ts'
import type { TypeBoxProvider } from '../../../../platform/http/validation.ts'
import type { Services } from '../../../../platform/services.ts'
import { readPageToken, signInCode, slotAt } from '../codes.ts'
import { PAGE_PATH } from './codes.ts'
import { PAGE_POLICY, signInPage } from './page.ts'
import { readPage } from './read-page.ts'

/** A third of a slot, so that no code on the wall is older than its grace. */
const REFRESH_SECONDS = 5

const Query = Type.Object({
  token: Type.String({ maxLength: 120, description: '页面令牌 (from activitySignInPage)' }),
})

/** The projector's page, opened with a short-lived token of its own in place of an account. */
export async function registerSignInPage(http: FastifyInstance, services: Services): Promise<void> {
  await http.register(async scope => {
    useLocalPages(scope, PAGE_POLICY)
    scope.withTypeProvider<TypeBoxProvider>().get(
      PAGE_PATH,
      {
        schema: {
          ...{ tags: ['activities'], summary: '投屏签到页 (sign-in page for the projector)', querystring: Query },
          response: { 200: givesFile(HTML), ...problems(400, 404) },
        },
      },
      async (request, reply) => {
        const keys = services.keyRing.current()
        const slot = slotAt(services.clock())
        const genuine = readPageToken(keys, request.query.token)
        const facts = genuine && slot <= genuine.slot ? await readPage(services, genuine) : undefined
        if (!genuine || !facts) throw ended()
        const code = signInCode(keys, genuine, slot)
        return reply.type(HTML).send(await signInPage({ ...facts, code, refresh: REFRESH_SECONDS }))
      },
    )
  })
}

const ended = () =>
  new ApiError('NOT_FOUND', '签到页已失效，请由会务人员重新打开', 'The page has ended; ask the office to open it anew')
