import { seedOrganization } from '../../src/domain/organizations/seed/organization.ts'
import { sectorsOf } from '../../src/domain/organizations/seed/sectors.ts'
import { systemViewer } from '../../src/kernel/viewer.ts'
import { openDatabase } from '../../src/platform/db/pool.ts'
import { transaction } from '../../src/platform/db/transaction.ts'
import { createAccessTokens } from '../../src/platform/security/access-token.ts'
import { openKeyRing } from '../../src/platform/security/key-ring.ts'
import { READER } from '../data.ts'
import { asOwner, type BenchDatabase, KEYS_FILE } from '../database.ts'
import { CITY } from '../places.ts'

/** A committee of the benchmark's own, empty at first. */
export const COMMITTEE = '140299'
export const SECTORS = sectorsOf('CITY').map(({ name }) => name)
/** As a list of proposals names it. */
export const SESSION = '十五届一次'

const TERM = {
  number: 15,
  startsOn: '2021-06-25',
  sessions: [{ number: 1, startsOn: '2021-06-25', endsOn: '2022-01-25' }],
}

/** Makes the committee; the reader works in its offices too. */
export async function makeCommittee({ runtimeUrl, ownerUrl }: BenchDatabase): Promise<void> {
  const database = openDatabase({ url: runtimeUrl, poolSize: 2, onError: () => {} })
  const seed = {
    ...{ organizationId: COMMITTEE, parentId: CITY, level: 'CITY' as const, regionCode: COMMITTEE },
    ...{ name: '试验政协', shortName: '试验政协', terms: [TERM] },
  }
  await transaction(database, systemViewer(COMMITTEE), tx => seedOrganization(tx, seed)).finally(() => database.close())
  await asOwner(ownerUrl, async sql => {
    for (const role of ['LIAISON_OFFICE', 'PROPOSAL_OFFICE']) {
      await sql(
        `insert into role_grants (organization_id, id, account_organization_id, account_id, role)
          values ($1, gen_random_uuid(), $2, $3, $4)`,
        [COMMITTEE, CITY, READER, role],
      )
    }
  })
}

/** So many duty records of its members, as many each. */
export async function fillLedger({ ownerUrl }: BenchDatabase, records: number): Promise<void> {
  await asOwner(ownerUrl, sql =>
    sql(
      `insert into duty_records (organization_id, id, member_id, category, title, occurred_on, facts, state, recorded_by,
          decided_by, decided_at, score_year)
        select m.organization_id, gen_random_uuid(), m.id, 'FIELD_RESEARCH', '老旧小区加装电梯调研第' || m.row || '次',
          date '2022-01-01' + (m.row % 900)::int, '{"place": "平城区", "halfDays": 2}', 'CONFIRMED', $3, $3, now(), 2022 + (m.row % 900)::int / 365
        from (select organization_id, id, row_number() over (order by id) as row from members where organization_id = $1) m
        limit $2`,
      [COMMITTEE, records, READER],
    ),
  )
}

/** An access token of the reader, for ten minutes. */
export async function readerToken(): Promise<string> {
  const keyRing = await openKeyRing(KEYS_FILE, { create: false })
  const tokens = createAccessTokens({ keyRing, issuer: 'smart-cppcc', audience: 'smart-cppcc' })
  const { token } = await tokens.issue({ organizationId: CITY, accountId: READER, sessionId: READER })
  return token
}
