import type { AddressInfo } from 'node:net'
import { fastify } from 'fastify'
import pg from 'pg'
import { reads } from '../operations/index.ts'
import { dutyCreate } from '../operations/write.ts'
import { announce, setting } from './shared.ts'

/** The floor: bare routes, one hand-written named statement each, whose JSON text is passed through. */
const app = fastify()
const pool = new pg.Pool({
  connectionString: setting('DATABASE_URL'),
  max: 8,
  options: '-c TimeZone=Asia/Shanghai -c jit=off',
})

for (const { name, floor } of reads) {
  app.get<{ Querystring: Record<string, string> }>(`/${name}`, async (request, reply) => {
    const values = floor.parameters.map(parameter => request.query[parameter])
    const { rows } = await pool.query<{ answer: string }>({ name, text: floor.sql, values })
    return reply.type('application/json; charset=utf-8').send(rows[0]?.answer)
  })
}

interface NewRow {
  readonly organization: string
  readonly id: string
  readonly member: string
  readonly account: string
  readonly category: string
  readonly title: string
  readonly occurredOn: string
  readonly facts: object
}

app.post<{ Body: NewRow }>(`/${dutyCreate.name}`, async request => {
  const { organization, id, member, category, title, occurredOn, facts, account } = request.body
  const values = [organization, id, member, category, title, occurredOn, facts, account, occurredOn.slice(0, 4)]
  const { rows } = await pool.query<{ id: string }>({ name: dutyCreate.name, text: dutyCreate.floor, values })
  return { data: rows[0] }
})

await app.listen({ port: 0, host: '127.0.0.1' })
announce((app.server.address() as AddressInfo).port)
