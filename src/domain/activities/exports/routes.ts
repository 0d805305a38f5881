import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { parseGlobalId } from '../../../kernel/ids.ts'
import { ApiError } from '../../../kernel/user-error.ts'
import type { Viewer } from '../../../kernel/viewer.ts'
import { attachment } from '../../../platform/files/disposition.ts'
import { exportSchema, HTML, XLSX } from '../../../platform/http/file-answers.ts'
import { useLocalPages } from '../../../platform/http/security-headers.ts'
import type { TypeBoxProvider } from '../../../platform/http/validation.ts'
import type { Services } from '../../../platform/services.ts'
import { PRINT_POLICY, printPage } from '../../../platform/tables/print.ts'
import { ACTIVITY_PREFIX } from '../commands.ts'
import { readActivitySheet, type SheetFacts } from './read.ts'
import { attendanceForm, attendanceSheet, seatForm, seatList } from './sheets.ts'

export interface ExportRoutes {
  readonly services: Services
  readonly viewerOf: (request: FastifyRequest) => Promise<Viewer>
}

const SHEETS = [
  { path: 'attendance-sheet', name: '签到表', summary: '签到表 (attendance sheet, .xlsx)', write: attendanceSheet },
  { path: 'seat-list', name: '分组座次表', summary: '分组座次表 (groups and seats, .xlsx)', write: seatList },
] as const

const querystring = Type.Object(
  { activity: Type.String({ description: '会议活动 (activity, global id)' }) },
  { additionalProperties: false },
)

/** Sheets of an activity for the office: to be printed, signed and filed. */
export async function registerActivityExports(
  http: FastifyInstance,
  { services, viewerOf }: ExportRoutes,
): Promise<void> {
  const factsFor = async (request: FastifyRequest, activity: string): Promise<SheetFacts> => {
    const viewer = await viewerOf(request)
    if (viewer.kind !== 'account') throw new ApiError('UNAUTHENTICATED', '请先登录', 'Sign in first')
    const key = parseGlobalId(activity)
    const facts = key?.prefix === ACTIVITY_PREFIX && (await readActivitySheet(services.database, viewer, key))
    if (!facts) throw notThere()
    return facts
  }
  const app = http.withTypeProvider<TypeBoxProvider>()
  for (const { path, name, summary, write } of SHEETS) {
    app.get(
      `/exports/v1/${path}`,
      { schema: { ...exportSchema(summary, [XLSX], 404), querystring } },
      async (request, reply) => {
        const facts = await factsFor(request, request.query.activity)
        const file = `${facts.title.replaceAll(/[\\/:*?"<>|]/g, '_').slice(0, 80)}${name}.xlsx`
        return reply.type(XLSX).header('content-disposition', attachment(file)).send(write(facts))
      },
    )
  }
  await http.register(async scope => {
    useLocalPages(scope, PRINT_POLICY)
    const summary = '签到表和分组座次表打印页 (attendance sheet, groups and seats as a page for A4, .html)'
    scope
      .withTypeProvider<TypeBoxProvider>()
      .get(
        '/exports/v1/activity-print',
        { schema: { ...exportSchema(summary, [HTML], 404), querystring } },
        async (request, reply) => {
          const facts = await factsFor(request, request.query.activity)
          return reply.type(HTML).send(printPage(facts.title, [attendanceForm(facts), seatForm(facts)]))
        },
      )
  })
}

const notThere = () =>
  new ApiError('NOT_FOUND', '会议活动不存在，或您无权导出', 'There is no such activity, or its sheets are not for you')
