import assert from 'node:assert/strict'
import type { Row, Sql } from './operations/operation.ts'
import { newRecord } from './operations/write.ts'
import { CITY } from './places.ts'
import type { Systems } from './systems.ts'

const ENTER = `mutation ($input: DutyRecordsEnterInput!) { dutyRecordsEnter(input: $input) { dutyRecords { id } userErrors { code message } } }`
const AT_ONCE = 200

/** Rows a second of `dutyRecordsEnter`, 200 members at a time, one client: audited and idempotent. */
export async function bulkEntry(
  systems: Pick<Systems, 'product'>,
  token: string,
  sql: Sql,
  batches: number,
): Promise<number> {
  const seats = await sql('select id::text from members where organization_id = $1 order by id limit $2', [
    CITY,
    AT_ONCE,
  ])
  const members = seats.map(({ id }) => `mem_${CITY}_${String(id)}`)
  const began = performance.now()
  for (let batch = 0; batch < batches; batch++) {
    const answer = await fetch(`${systems.product}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: ENTER, variables: { input: { ...newRecord(), members } } }),
    })
    const { data, errors }: Row = await answer.json()
    assert.equal(errors, undefined, JSON.stringify(errors))
    assert.equal(
      data.dutyRecordsEnter.dutyRecords?.length,
      members.length,
      JSON.stringify(data.dutyRecordsEnter.userErrors),
    )
  }
  return Math.round((batches * members.length * 1000) / (performance.now() - began))
}
