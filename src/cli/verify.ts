import { organizations } from '../domain/organizations/tables.ts'
import { systemViewer } from '../kernel/viewer.ts'
import { transaction } from '../platform/db/transaction.ts'
import type { Services } from '../platform/services.ts'
import { existingOrganization } from './organization.ts'
import { EXIT, print } from './output.ts'
import { progress } from './progress.ts'
import { textOr, withRuntime } from './with-runtime.ts'

export interface Problem {
  readonly organization: string
  readonly epoch: number
  readonly seq: number
  /** MISSING_BEFORE, CHAIN_BROKEN, ENTRY_CHANGED, PAYLOAD_CHANGED, TAIL_MISSING, BEYOND_HEAD or CHAIN_MISSING. */
  readonly problem: string
}

export interface Chain {
  readonly organization: string
  readonly entries: number
  readonly problems: readonly Problem[]
}

/** Walks the chains. Exit code 1 when an entry was changed, removed, swapped or cut off. */
export const verifyCommand = (options: Readonly<Record<string, unknown>>): Promise<number> =>
  withRuntime(async services => {
    const json = options.json === true
    const wanted = textOr(options.organization, null)
    const numbers = wanted === null ? await allNumbers(services) : [await existingOrganization(services, wanted)]
    const chains = await walk(services, numbers, json)
    const problems = chains.flatMap(chain => chain.problems)
    const entries = chains.reduce((sum, chain) => sum + chain.entries, 0)
    const ok = problems.length === 0
    print(json, { ok, organizations: numbers.length, entries, problems }, () => [
      ...problems.map(p => `${p.organization}  ${p.epoch}/${p.seq}  ${p.problem}`),
      ok
        ? `审计链完整 · ${entries} entries of ${numbers.length} committees are as they were written`
        : `发现 ${problems.length} 处异常 · problems found`,
    ])
    return ok ? EXIT.OK : EXIT.FAILED
  })

const allNumbers = async ({ database }: Services): Promise<string[]> => {
  const rows = await transaction(database, systemViewer('0'), tx =>
    tx.db.select({ number: organizations.organizationId }).from(organizations).orderBy(organizations.organizationId),
  )
  return rows.map(row => row.number)
}

async function walk(services: Services, numbers: readonly string[], json: boolean): Promise<Chain[]> {
  const bar = progress(json, numbers.length)
  const chains: Chain[] = []
  for (const organization of numbers) {
    chains.push(await verifyChain(services, organization))
    bar.step(organization)
  }
  bar.stop()
  return chains
}

export const verifyChain = ({ database }: Services, organization: string): Promise<Chain> =>
  transaction(database, systemViewer(organization), async ({ client }) => {
    // A long chain takes longer than a request may.
    await client.query(`set local statement_timeout = 0`)
    const counted = await client.query<{ n: number }>(
      'select count(*)::int as n from change_log where organization_id = $1',
      [organization],
    )
    const { rows } = await client.query<Omit<Problem, 'organization'>>(
      'select epoch, seq::float8 as seq, problem from verify_changes($1)',
      [organization],
    )
    const entries = counted.rows[0]?.n ?? 0
    // Every committee begins with the entry that made it: none at all, and no counter that misses them, is not an empty chain.
    const isMissing = entries === 0 && rows.length === 0
    const problems = isMissing ? [{ epoch: 1, seq: 1, problem: 'CHAIN_MISSING' }] : rows
    return { organization, entries, problems: problems.map(row => ({ organization, ...row })) }
  })
