import type { Viewer } from '../../kernel/viewer.ts'
import type { Database } from '../../platform/db/pool.ts'
import { readRows } from '../../platform/graphql/compiler/read-rows.ts'
import { visibleMember } from './policy.ts'

/** A seat as an exported roster shows it. */
export interface ExportedMember {
  readonly id: string
  /** The order of the list. */
  readonly pinyin: string
  readonly name: string
  readonly sex: string | null
  readonly ethnicity: string | null
  readonly birth: readonly (number | null)[]
  readonly party: string | null
  readonly sector: string | null
  readonly specialCommittee: string | null
  readonly positions: string | null
  readonly isStanding: boolean
  readonly workUnit: string
  /** Masks; null for viewers who do not manage members. */
  readonly phone: string | null
  readonly identityNumber: string | null
  readonly status: string
  readonly joinedOn: string
  readonly joinedBy: string
  readonly leftOn: string | null
}

/** The term asked for (its id or number), or by default the one of `today`, else the next. */
export async function findExportTerm(
  database: Database,
  viewer: Viewer,
  organizationId: string,
  asked: { readonly id?: string; readonly number?: number; readonly today: string },
): Promise<{ readonly id: string; readonly number: number } | null> {
  const [term] = await readRows<{ id: string; number: number }>(database, viewer, statement => {
    const row = statement.row()
    const t = row.alias
    const which =
      asked.id !== undefined
        ? `${t}.id = ${statement.value(asked.id, 'uuid')}`
        : asked.number !== undefined
          ? `${t}.number = ${statement.value(asked.number, 'integer')}`
          : 'true'
    const running = `${t}.starts_on <= ${statement.value(asked.today, 'date')}`
    return `select ${t}.id, ${t}.number from terms ${t}
      where ${t}.organization_id = ${statement.value(organizationId, 'bigint')} and ${row.allowed('MEMBER_READ')} and ${which}
      order by ${running} desc, case when ${running} then -${t}.number else ${t}.number end limit 1`
  })
  return term ?? null
}

export interface MemberExportScope {
  readonly organizationId: string
  readonly termId: string
}

const PAGE = 1_000

/** The seats of a term in the order of the committee's list, page by page, so that any committee holds one page in memory. */
export async function* memberPages(
  database: Database,
  viewer: Viewer,
  scope: MemberExportScope,
  pageSize = PAGE,
): AsyncGenerator<readonly ExportedMember[]> {
  let after: ExportedMember | undefined
  do {
    const page: ExportedMember[] = await readPage(database, viewer, scope, after, pageSize)
    if (page.length > 0) yield page
    after = page.length === pageSize ? page.at(-1) : undefined
  } while (after)
}

const readPage = (
  database: Database,
  viewer: Viewer,
  { organizationId, termId }: MemberExportScope,
  after: ExportedMember | undefined,
  pageSize: number,
): Promise<ExportedMember[]> =>
  readRows<ExportedMember>(database, viewer, statement => {
    const row = statement.row()
    const m = row.alias
    const entryName = (table: string, id: string) =>
      `(select e.name from ${table} e where e.organization_id = ${m}.organization_id and e.id = ${id})`
    const managed = (column: string) => `case when ${row.allowed('MEMBER_MANAGE')} then ${column} end`
    const where = [
      `${m}.organization_id = ${statement.value(organizationId, 'bigint')}`,
      `${m}.term_id = ${statement.value(termId, 'uuid')}`,
      visibleMember(row),
      ...(after
        ? [`(${m}.pinyin, ${m}.id) > (${statement.value(after.pinyin, 'text')}, ${statement.value(after.id, 'uuid')})`]
        : []),
    ].join(' and ')
    return `select ${m}.id, ${m}.pinyin, p.name, p.sex, p.ethnicity,
        json_build_array(${managed('p.birth_year')}, ${managed('p.birth_month')}, ${managed('p.birth_day')}) as birth,
        ${entryName('parties', 'p.party_id')} as party, ${entryName('sectors', `${m}.sector_id`)} as sector,
        ${entryName('special_committees', `${m}.special_committee_id`)} as "specialCommittee",
        (select string_agg(e.name, '、' order by mp.rank, e.rank) from member_positions mp
          join positions e on e.organization_id = mp.organization_id and e.id = mp.position_id
          where mp.organization_id = ${m}.organization_id and mp.member_id = ${m}.id) as positions,
        ${m}.is_standing as "isStanding", ${m}.work_unit as "workUnit", ${managed('p.phone_masked')} as phone,
        ${managed('p.identity_number_masked')} as "identityNumber", ${m}.status, ${m}.joined_on as "joinedOn",
        ${m}.joined_by as "joinedBy", ${m}.left_on as "leftOn"
      from members ${m} join persons p on p.organization_id = ${m}.organization_id and p.id = ${m}.person_id
      where ${where} order by ${m}.pinyin, ${m}.id limit ${statement.rows(pageSize)}`
  })
