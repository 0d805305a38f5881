import { Type } from 'typebox'
import { problems } from './openapi.ts'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export const CSV = 'text/csv; charset=utf-8'
export const HTML = 'text/html; charset=utf-8'

const FILE = { schema: Type.Unsafe({ type: 'string', format: 'binary' }) }

/** The answer of a route that gives a file, of one of these types. */
export const givesFile = (...types: readonly string[]) => ({
  description: '文件 (the file)',
  content: Object.fromEntries(types.map(type => [type.split(';')[0], FILE])),
})

/** What an export says of itself: who is not signed in gets nothing. */
export const exportSchema = (summary: string, types: readonly string[], ...refusals: readonly number[]) => ({
  tags: ['exports'],
  summary,
  security: [{ bearer: [] }],
  response: { 200: givesFile(...types), ...problems(400, 401, ...refusals) },
})
