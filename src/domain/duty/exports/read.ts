import type { Viewer } from '../../../kernel/viewer.ts'
import type { Database } from '../../../platform/db/pool.ts'
import { readRows } from '../../../platform/graphql/compiler/read-rows.ts'
import { visibleDutyFile, visibleDutyRecord } from '../policy.ts'

/** A record as exports show it. */
export interface ExportedRecord {
  readonly id: string
  readonly member: string
  readonly category: string
  readonly title: string
  readonly occurredOn: string
  readonly scoreYear: number
  readonly facts: Readonly<Record<string, unknown>>
  readonly state: string
  readonly reason: string | null
  readonly recordedBy: string | null
  readonly decidedBy: string | null
  /** RFC 3339 in Asia/Shanghai. */
  readonly decidedAt: string | null
  readonly createdAt: string
}

export interface ExportScope {
  readonly organizationId: string
  readonly memberId?: string | undefined
  readonly scoreYear?: number | undefined
}

const PAGE = 1_000

/** Visible records in time order, page by page, so that an export of any size holds one page in memory. */
export async function* dutyRecordPages(
  database: Database,
  viewer: Viewer,
  scope: ExportScope,
  pageSize = PAGE,
): AsyncGenerator<readonly ExportedRecord[]> {
  let after: ExportedRecord | undefined
  do {
    const page: ExportedRecord[] = await readPage(database, viewer, scope, after, pageSize)
    if (page.length > 0) yield page
    after = page.length === pageSize ? page.at(-1) : undefined
  } while (after)
}

const readPage = (
  database: Database,
  viewer: Viewer,
  { organizationId, memberId, scoreYear }: ExportScope,
  after: ExportedRecord | undefined,
  pageSize: number,
): Promise<ExportedRecord[]> =>
  readRows<ExportedRecord>(database, viewer, statement => {
    const row = statement.row()
    const r = row.alias
    const accountName = (column: string) =>
      `(select a.display_name from accounts a where a.organization_id = ${r}.organization_id and a.id = ${r}.${column})`
    const where = [
      `${r}.organization_id = ${statement.value(organizationId, 'bigint')}`,
      visibleDutyRecord(row),
      ...(memberId === undefined ? [] : [`${r}.member_id = ${statement.value(memberId, 'uuid')}`]),
      ...(scoreYear === undefined ? [] : [`${r}.score_year = ${statement.value(scoreYear, 'integer')}`]),
      ...(after
        ? [
            `(${r}.occurred_on, ${r}.id) > (${statement.value(after.occurredOn, 'date')}, ${statement.value(after.id, 'uuid')})`,
          ]
        : []),
    ].join(' and ')
    return `select ${r}.id, p.name as member, ${r}.category, ${r}.title, ${r}.occurred_on as "occurredOn",
        ${r}.score_year as "scoreYear", ${r}.facts, ${r}.state, ${r}.reason, ${accountName('recorded_by')} as "recordedBy",
        ${accountName('decided_by')} as "decidedBy", ${r}.decided_at as "decidedAt", ${r}.created_at as "createdAt"
      from duty_records ${r}
      join members m on m.organization_id = ${r}.organization_id and m.id = ${r}.member_id
      join persons p on p.organization_id = m.organization_id and p.id = m.person_id
      where ${where} order by ${r}.occurred_on, ${r}.id limit ${statement.rows(pageSize)}`
  })

/** The front page of a duty file. Never the phone or the identity number. */
export interface FileHead {
  readonly name: string
  readonly sex: string | null
  readonly ethnicity: string | null
  readonly party: string | null
  readonly committee: string
  readonly term: number
  readonly sector: string | null
  readonly specialCommittee: string | null
  readonly positions: string | null
  readonly isStanding: boolean
  readonly workUnit: string
  readonly joinedOn: string
  readonly leftOn: string | null
}

/** The member whose duty file the viewer may see, or null. */
export async function readFileHead(
  database: Database,
  viewer: Viewer,
  organizationId: string,
  memberId: string,
): Promise<FileHead | null> {
  const [head] = await readRows<FileHead>(database, viewer, statement => {
    const row = statement.row()
    const m = row.alias
    const entryName = (table: string, id: string) =>
      `(select e.name from ${table} e where e.organization_id = ${m}.organization_id and e.id = ${id})`
    return `select p.name, p.sex, p.ethnicity, ${entryName('parties', 'p.party_id')} as party, o.name as committee, t.number as term,
        ${entryName('sectors', `${m}.sector_id`)} as sector,
        ${entryName('special_committees', `${m}.special_committee_id`)} as "specialCommittee",
        (select string_agg(e.name, '、' order by mp.rank, e.rank) from member_positions mp
          join positions e on e.organization_id = mp.organization_id and e.id = mp.position_id
          where mp.organization_id = ${m}.organization_id and mp.member_id = ${m}.id) as positions,
        ${m}.is_standing as "isStanding", ${m}.work_unit as "workUnit", ${m}.joined_on as "joinedOn", ${m}.left_on as "leftOn"
      from members ${m}
      join persons p on p.organization_id = ${m}.organization_id and p.id = ${m}.person_id
      join organizations o on o.organization_id = ${m}.organization_id
      join terms t on t.organization_id = ${m}.organization_id and t.id = ${m}.term_id
      where ${m}.organization_id = ${statement.value(organizationId, 'bigint')} and ${m}.id = ${statement.value(memberId, 'uuid')}
        and ${visibleDutyFile(row)}`
  })
  return head ?? null
}
