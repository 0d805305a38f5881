import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { parseGlobalId } from '../../../kernel/ids.ts'
import { ApiError } from '../../../kernel/user-error.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import { attachment } from '../../../platform/files/disposition.ts'
import { problems } from '../../../platform/http/openapi.ts'
import type { TypeBoxProvider } from '../../../platform/http/validation.ts'
import type { Services } from '../../../platform/services.ts'
import { ACTIVITY_PREFIX } from '../commands.ts'
import { readActivitySheet, type SheetFacts } from './read.ts'
import { attendanceSheet, seatList } from './sheets.ts'

export interface ExportRoutes {
  readonly services: Services
  readonly viewerOf: (request: FastifyRequest) => Promise<Viewer>
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const SHEETS: readonly { path: string; name: string; summary: string; write: (facts: SheetFacts) => Readable }[] = [
  { path: 'attendance-sheet', name: '签到表', summary: '签到表 (attendance sheet, .xlsx)', write: attendanceSheet },
  { path: 'seat-list', name: '分组座次表', summary: '分组座次表 (groups and seats, .xlsx)', write: seatList },
]

/** Sheets of an activity for the office: to be printed, signed and filed. */
export function registerActivityExports(http: FastifyInstance, { services, viewerOf }: ExportRoutes): void {
  const app = http.withTypeProvider<TypeBoxProvider>()
  const querystring = Type.Object({ activity: Type.String({ description: '会议活动 (activity, global id)' }) })
  const response = problems(400, 401, 404)
  for (const { path, name, summary, write } of SHEETS) {
    const schema = { tags: ['exports'], summary, security: [{ bearer: [] }], response, querystring }
    app.get(`/exports/v1/${path}`, { schema }, async (request, reply) => {
      const viewer = await viewerOf(request)
      if (viewer.kind !== 'account') throw new ApiError('UNAUTHENTICATED', '请先登录', 'Sign in first')
      const key = parseGlobalId(request.query.activity)
      const facts = key?.prefix === ACTIVITY_PREFIX && (await readActivitySheet(services.database, viewer, key))
      if (!facts) throw notThere()
      const file = `${facts.title.replaceAll(/[\\/:*?"<>|]/g, '_').slice(0, 80)}${name}.xlsx`
      return reply.type(XLSX).header('content-disposition', attachment(file)).send(write(facts))
    })
  }
}

const notThere = () =>
  new ApiError('NOT_FOUND', '会议活动不存在，或您无权导出', 'There is no such activity, or its sheets are not for you')
