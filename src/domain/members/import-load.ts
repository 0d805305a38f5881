import { parseGlobalId } from '../../kernel/ids.ts'
import { Refused, userError } from '../../kernel/user-error.ts'
import type { Work } from '../../platform/commands/command.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { NotInFile } from './import-report.ts'
import type { Vocabulary } from './roster/vocabulary.ts'

const KINDS = {
  sectors: 'sectors',
  parties: 'parties',
  specialCommittees: 'special_committees',
  positions: 'positions',
} as const satisfies Record<keyof Vocabulary, string>

const VOCABULARY = Object.entries(KINDS)
  .map(
    ([kind, table]) =>
      `select '${kind}' as kind, rank, id as key, name, aliases from ${table} where organization_id = $1 and is_active`,
  )
  .join(' union all ')

interface Entry {
  readonly kind: keyof Vocabulary
  readonly key: string
  readonly name: string
  readonly aliases: readonly string[]
}

/** The dictionaries of a committee as its administrators keep them, retired entries left out; keys are ids. */
export async function loadVocabulary(tx: Tx, organizationId: string): Promise<Vocabulary> {
  const { rows } = await tx.client.query<Entry>(`${VOCABULARY} order by rank, key`, [organizationId])
  const of = (wanted: keyof Vocabulary) => rows.filter(({ kind }) => kind === wanted)
  return {
    sectors: of('sectors'),
    parties: of('parties'),
    specialCommittees: of('specialCommittees'),
    positions: of('positions'),
  }
}

/**
 * The term a list is for: a global id, a number (`15`), or by default the one of today, else the next.
 * @throws Refused TERM_NOT_FOUND.
 */
export async function findTerm(
  { tx }: Work,
  organizationId: string,
  asked: string | undefined,
  today: string,
): Promise<string> {
  const { rows } = await tx.client.query<{ id: string; number: number; running: boolean }>(
    `select id, number, starts_on <= $2::date as running from terms where organization_id = $1 order by number desc`,
    [organizationId, today],
  )
  const term =
    asked === undefined
      ? (rows.find(({ running }) => running) ?? rows.at(-1))
      : rows.find(({ id, number }) => String(number) === asked || id === termId(asked, organizationId))
  if (term) return term.id
  throw new Refused(
    userError(
      'TERM_NOT_FOUND',
      'term',
      '本级政协没有这一届，请先建立届次',
      'The committee has no such term; enter it first',
    ),
  )
}

function termId(asked: string, organizationId: string): string | null {
  const key = parseGlobalId(asked)
  return key?.prefix === 'term' && key.organizationId === organizationId ? key.id : null
}

const NOT_IN_FILE = `
  select count(*) over ()::int as count, p.name
  from members m join persons p on p.organization_id = m.organization_id and p.id = m.person_id
  where m.organization_id = $1 and m.term_id = $2 and m.status = 'ACTIVE'
    and not exists (select from unnest($3::uuid[]) here where here = m.id) and not exists (select from unnest($4::text[]) bad where bad = p.name)
  order by m.pinyin, m.id limit 20`

/** Members in office for whom no row stands: neither a seat of a good row, nor a name of a bad one. */
export async function findNotInFile(
  { tx }: Work,
  organizationId: string,
  termId: string,
  seatIds: readonly string[],
  badNames: readonly string[],
): Promise<NotInFile> {
  const { rows } = await tx.client.query<{ count: number; name: string }>(NOT_IN_FILE, [
    organizationId,
    termId,
    seatIds,
    badNames,
  ])
  return { count: rows[0]?.count ?? 0, names: rows.map(({ name }) => name) }
}
