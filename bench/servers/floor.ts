import type { AddressInfo } from 'node:net'
import { fastify } from 'fastify'
import pg from 'pg'
import { reads, writes } from '../operations/index.ts'
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

for (const { name, floor } of writes) {
  app.post<{ Body: { readonly values: unknown[] } }>(`/${name}`, async request => {
    const { rows } = await pool.query<{ id: string }>({ name, text: floor, values: request.body.values })
    return { data: rows[0] }
  })
}

await app.listen({ port: 0, host: '127.0.0.1' })
announce((app.server.address() as AddressInfo).port)
