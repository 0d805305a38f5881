import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { businessDate } from '../../../kernel/clock.ts'
import { ORGANIZATION_PREFIX, parseGlobalId } from '../../../kernel/ids.ts'
import { ApiError } from '../../../kernel/user-error.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import { attachment } from '../../../platform/files/disposition.ts'
import { DOCX, exportSchema, XLSX } from '../../../platform/http/file-answers.ts'
import type { TypeBoxProvider } from '../../../platform/http/validation.ts'
import type { Services } from '../../../platform/services.ts'
import { letterAsWord, letterTitle } from './letter.ts'
import { listAsWorkbook } from './list.ts'
import { filterOf, ListQuery } from './query.ts'
import { readLetter } from './read-letter.ts'
import { proposalPages } from './read-list.ts'
import { readSheet } from './read-sheet.ts'
import { sheetAsWord } from './sheet.ts'

export interface ExportRoutes {
  readonly services: Services
  readonly viewerOf: (request: FastifyRequest) => Promise<Viewer>
}

/** Downloads of proposals. What they hold is what the viewer sees in the API. */
export function registerProposalExports(http: FastifyInstance, { services, viewerOf }: ExportRoutes): void {
  const app = http.withTypeProvider<TypeBoxProvider>()
  const { database, clock } = services
  app.get(
    '/exports/v1/proposals',
    { schema: { ...exportSchema('提案列表 (list of proposals, .xlsx)', [XLSX], 404), querystring: ListQuery } },
    async (request, reply) => {
      const viewer = await signedIn(viewerOf, request)
      const now = clock()
      const scope = {
        organizationId: committeeOf(viewer, request.query.organization),
        filter: filterOf(request.query),
        now,
      }
      const name = `提案列表-${businessDate(now)}.xlsx`
      return send(reply, XLSX, name, listAsWorkbook(proposalPages(database, viewer, scope)))
    },
  )
  const SheetQuery = Type.Object(
    { proposal: Type.String({ description: '提案 (proposal, global id)' }) },
    { additionalProperties: false },
  )
  app.get(
    '/exports/v1/proposal-sheet',
    { schema: { ...exportSchema('提案表 (proposal sheet, .docx)', [DOCX], 404, 413), querystring: SheetQuery } },
    async (request, reply) => {
      const viewer = await signedIn(viewerOf, request)
      const key = keyOf('prop', request.query.proposal)
      const sheet = key && (await readSheet(database, viewer, key))
      if (!sheet) throw notThere()
      limit(sheet)
      return send(reply, DOCX, `${fileName(sheet.title)}.docx`, await sheetAsWord(sheet))
    },
  )
  const LetterQuery = Type.Object(
    {
      reply: Type.String({ description: '答复 (reply, global id)' }),
      proposal: Type.Optional(
        Type.String({ description: '并案时为哪一件提案出具 (of merged proposals: the one it is for, global id)' }),
      ),
    },
    { additionalProperties: false },
  )
  app.get(
    '/exports/v1/reply-letter',
    { schema: { ...exportSchema('答复函 (reply letter, .docx)', [DOCX], 404, 413), querystring: LetterQuery } },
    async (request, reply) => {
      const viewer = await signedIn(viewerOf, request)
      const { reply: replyId, proposal } = request.query
      const key = keyOf('rep', replyId)
      const asked = proposal === undefined ? null : keyOf('prop', proposal)
      if (!key || (proposal !== undefined && !asked)) throw notThere()
      const letter = await readLetter(database, viewer, key, asked)
      if (!letter) throw notThere()
      limit(letter)
      return send(reply, DOCX, `${fileName(letterTitle(letter))}.docx`, await letterAsWord(letter))
    },
  )
}

async function signedIn(viewerOf: ExportRoutes['viewerOf'], request: FastifyRequest): Promise<Viewer> {
  const viewer = await viewerOf(request)
  if (viewer.kind !== 'account') throw new ApiError('UNAUTHENTICATED', '请先登录', 'Sign in first')
  return viewer
}

function committeeOf(viewer: Viewer, asked: string | undefined): string {
  const organizationId = asked === undefined ? viewer.organizationId : keyOf(ORGANIZATION_PREFIX, asked)?.organizationId
  if (!organizationId) throw notThere()
  return organizationId
}

function keyOf(prefix: string, id: string) {
  const key = parseGlobalId(id)
  return key?.prefix === prefix ? key : null
}

const notThere = () =>
  new ApiError('NOT_FOUND', '记录不存在，或您无权查看', 'There is no such record, or you may not see it')

/** A document is made whole in memory; no policy lets a text come near this. */
const LONGEST = 200_000

function limit(facts: object): void {
  if (JSON.stringify(facts).length <= LONGEST) return
  throw new ApiError('TOO_LARGE', '内容过长，不能生成 Word 文件', 'Too long for a Word document')
}

/** What every file system takes. */
const fileName = (text: string): string => text.replaceAll(/[\\/:*?"<>|]/g, '_').slice(0, 80)

const send = (reply: FastifyReply, type: string, name: string, body: NodeJS.ReadableStream | Buffer): FastifyReply =>
  reply.type(type).header('content-disposition', attachment(name)).send(body)
