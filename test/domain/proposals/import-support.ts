import type { Client } from '../../support/world.ts'

export interface Sending {
  readonly bytes: Buffer | Uint8Array | string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Record<string, string>
}

/** Sends a list of proposals as a client of REST. */
export async function send(client: Client, { bytes, query = {}, headers = {} }: Sending) {
  const answer = await client.request('POST', `/imports/v1/proposals?${new URLSearchParams(query)}`, {
    payload: Buffer.from(bytes),
    headers: { 'content-type': 'application/octet-stream', ...headers },
  })
  return { status: answer.statusCode, body: answer.json(), answer }
}

export const dryRun = { dryRun: 'true' }
export const skip = { policy: 'SKIP_BAD_ROWS' }

const quoted = (cell: string | number): string => `"${String(cell).replaceAll('"', '""')}"`

/** A list as CSV, cells quoted. */
export const csvOf = (...rows: readonly (readonly (string | number)[])[]): string =>
  rows.map(row => row.map(quoted).join(',')).join('\n')

export const HEADING = [
  '案号',
  '提案标题',
  '第一提案人',
  '联名人',
  '立案情况',
  '主办单位',
  '会办单位',
  '办理结果',
  '答复日期',
  '满意度',
  '届次',
]
