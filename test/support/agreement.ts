import type { Test } from 'tap'
import { ask } from './embedded.ts'
import { cppcc } from './service.ts'

interface Place {
  readonly env: NodeJS.ProcessEnv
  readonly ownerUrl: string
}

/** Rows, change log, idempotency keys and chain tell the same story: each acknowledged write once, and no other. */
export async function everythingAgrees(
  t: Test,
  { env, ownerUrl }: Place,
  acknowledged: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = await ask<{ id: string; title: string }>(ownerUrl, 'select id, title from duty_records order by id')
  const sent = [...acknowledged].map(([id, title]) => ({ id, title })).sort((a, b) => (a.id < b.id ? -1 : 1))
  t.strictSame(rows, sent, 'rows are the acknowledged writes, each once')
  const [log] = await ask<{ entries: number; records: number; strays: number }>(
    ownerUrl,
    `select count(*)::int as entries, count(distinct record_id)::int as records,
      (select count(*)::int from duty_records d full join change_log l on l.record_id = d.id and l.record_type = 'DutyRecord'
        where l.seq is null or (d.id is null and l.record_type = 'DutyRecord')) as strays
      from change_log where record_type = 'DutyRecord' and op = 'CREATE'`,
  )
  t.strictSame(log, { entries: sent.length, records: sent.length, strays: 0 }, 'one entry of the log for each row')
  const [keys] = await ask<{ n: number }>(ownerUrl, `select count(*)::int as n from idempotency_keys`)
  t.equal(keys?.n, sent.length, 'one idempotency key for each row')
  const [stream] = await ask<{ gaps: number }>(
    ownerUrl,
    'select (select seq from change_streams) - count(*)::int as gaps from change_log',
  )
  t.equal(Number(stream?.gaps), 0, 'the numbers of the stream have no gap')
  const { code, stdout } = await cppcc(env, 'verify', '--json')
  t.match(JSON.parse(stdout), { ok: true, problems: [] }, 'the chain verifies')
  t.equal(code, 0)
}
