import { dutyCategories } from '../src/domain/duty/categories/index.ts'
import { parties, positions, specialCommittees } from '../src/domain/organizations/seed/dictionaries.ts'
import type { EntrySeed } from '../src/domain/organizations/seed/entry.ts'
import { sectorsOf } from '../src/domain/organizations/seed/sectors.ts'
import { ACTIVITIES } from './activities.ts'
import { places, type Size } from './places.ts'

/** One set-based statement of the generator, with its values. */
export interface Statement {
  readonly text: string
  readonly values?: readonly unknown[]
}

/** Account that reads: the liaison office of the city. */
export const READER = '00000000-0000-7000-8000-000000000001'
/** Seats of each committee in and below the city whose holders write in the benchmark. */
export const WRITERS_A_COMMITTEE = 6

const SURNAMES =
  '王 wang 李 li 张 zhang 刘 liu 陈 chen 杨 yang 赵 zhao 黄 huang 周 zhou 吴 wu 徐 xu 孙 sun 马 ma 高 gao 林 lin'
const GIVEN =
  '志 zhi 建 jian 国 guo 文 wen 军 jun 永 yong 海 hai 伟 wei 明 ming 立 li 秀 xiu 梅 mei 丽 li 英 ying 玉 yu 芳 fang 静 jing 敏 min'
const UNITS =
  '第一医院 第二医院 云泉中学 平安机械厂 新区商贸公司 文化馆 农业技术推广站 设计院 职业学院 律师事务所 建筑集团 煤矿机械公司 日报社 社区服务中心 果蔬合作社'.split(
    ' ',
  )
const CATEGORIES = dutyCategories.map(category => category.code)

const every = (text: string, start: 0 | 1): string[] => text.split(' ').filter((_, index) => index % 2 === start)

/** Everything that fills a migrated, empty database: the same rows for the same size, on every machine. */
export function statements(size: Size): Statement[] {
  return [...HELPERS, placesOf(size), ...dictionaries(), ...MEMBERS, ...DUTY, ...ACTIVITIES, ...ACCOUNTS, ...PEER]
}

// Ids have the form and order of UUIDv7: the moment, then digits that depend on the row alone.
const HELPERS: readonly Statement[] = [
  {
    text: `create function pg_temp.id(at timestamptz, seed text) returns uuid language sql immutable as $$
      select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(seed), 1, 3) || '8' || substr(md5(seed), 4, 15))::uuid $$`,
  },
  {
    text: `create function pg_temp.pick(row_number bigint, salt int, choices int) returns int language sql immutable as $$
      select ((hashint8extended(row_number, salt) & 9223372036854775807) % choices)::int + 1 $$`,
  },
]

function placesOf(size: Size): Statement {
  return {
    text: `create temp table place on commit preserve rows as
      select p.*, sum(p.seats) over (order by p.code) - p.seats as seats_before,
        sum(p.activities) over (order by p.code) - p.activities as activities_before
      from json_to_recordset($1) as p (code bigint, parent bigint, path text, level text, name text, seats int, duties int, extra int, activities int, writers boolean)`,
    values: [JSON.stringify(places(size))],
  }
}

function dictionaries(): Statement[] {
  const units = Array.from({ length: 40 }, (_, i) => ({ code: `U${i + 1}`, name: `第${i + 1}承办单位`, aliases: [] }))
  const offices = ['党委办公室', '政府办公室'].map((name, i) => ({ code: `A${i + 1}`, name, aliases: [] }))
  const entries: readonly (readonly [table: string, rows: readonly EntrySeed[]])[] = [
    ['sectors', sectorsOf('CITY')],
    ['parties', parties],
    ['positions', positions],
    ['special_committees', specialCommittees],
    ['assigning_offices', offices],
    ['undertaking_units', units],
  ]
  return [
    {
      text: `insert into organizations (organization_id, parent_id, path, level, region_code, name, short_name)
        select code, parent, path, level, code::text, '中国人民政治协商会议' || name || '委员会', name || '政协' from place order by path`,
    },
    {
      text: `insert into terms (organization_id, id, number, starts_on)
        select code, pg_temp.id('2021-06-25', 'term' || code), 15, date '2021-06-25' from place`,
    },
    {
      text: `insert into sessions (organization_id, id, term_id, number, starts_on, ends_on)
        select organization_id, pg_temp.id('2021-06-25', 'session' || organization_id || n), id, n, starts_on + 365 * n, starts_on + 365 * n + 4
        from terms, generate_series(1, 4) n`,
    },
    ...entries.map(([table, rows]) => ({
      text: `insert into ${table} (organization_id, id, code, name, aliases, rank)
        select p.code, pg_temp.id('2021-06-25', '${table}' || p.code || e.code), e.code, e.name, e.aliases, e.place - 1
        from place p, rows from (json_to_recordset($1) as (code text, name text, aliases text[])) with ordinality as e (code, name, aliases, place)`,
      values: [JSON.stringify(rows)],
    })),
  ]
}

const MEMBERS: readonly Statement[] = [
  {
    text: `create temp table seat on commit preserve rows as
      select p.code as organization_id, p.seats_before + k as serial, k, p.duties + (k <= p.extra)::int as duties, p.name as place, p.writers,
        s.surname[pg_temp.pick(p.seats_before + k, 1, 15)] || s.given[pg_temp.pick(p.seats_before + k, 2, 18)] || s.given[pg_temp.pick(p.seats_before + k, 3, 18)] as name,
        s.surname_read[pg_temp.pick(p.seats_before + k, 1, 15)] || s.given_read[pg_temp.pick(p.seats_before + k, 2, 18)] || s.given_read[pg_temp.pick(p.seats_before + k, 3, 18)] as pinyin,
        p.name || s.unit[pg_temp.pick(p.seats_before + k, 4, 15)] as work_unit
      from (select $1::text[] as surname, $2::text[] as surname_read, $3::text[] as given, $4::text[] as given_read, $5::text[] as unit) s,
        place p, generate_series(1, p.seats) k`,
    values: [every(SURNAMES, 0), every(SURNAMES, 1), every(GIVEN, 0), every(GIVEN, 1), UNITS],
  },
  {
    text: `insert into persons (organization_id, id, name, pinyin, initials, sex, party_id, phone_lookup, identity_lookup)
      select s.organization_id, pg_temp.id('2021-06-25', 'person' || s.serial), s.name, s.pinyin, left(s.pinyin, 1),
        case when pg_temp.pick(s.serial, 5, 3) = 1 then 'FEMALE' else 'MALE' end, p.id, md5('phone' || s.serial), md5('identity' || s.serial)
      from seat s join parties p on p.organization_id = s.organization_id and p.rank = pg_temp.pick(s.serial, 6, 12) - 1`,
  },
  {
    text: `insert into members (organization_id, id, person_id, term_id, sector_id, special_committee_id, is_standing, work_unit, joined_on, pinyin, search_text)
      select s.organization_id, pg_temp.id('2021-06-25', 'member' || s.serial), pg_temp.id('2021-06-25', 'person' || s.serial), t.id, c.id, b.id,
        s.k % 6 = 0, s.work_unit, date '2021-06-25', s.pinyin, concat_ws(E'\\n', s.name, s.name, s.pinyin, left(s.pinyin, 1), s.work_unit)
      from seat s join terms t on t.organization_id = s.organization_id
        join sectors c on c.organization_id = s.organization_id and c.rank = pg_temp.pick(s.serial, 7, 30) - 1
        join special_committees b on b.organization_id = s.organization_id and b.rank = pg_temp.pick(s.serial, 8, 6) - 1`,
  },
  {
    text: `insert into member_positions (organization_id, member_id, position_id, rank)
      select s.organization_id, pg_temp.id('2021-06-25', 'member' || s.serial), p.id, 0
      from seat s join positions p on p.organization_id = s.organization_id
        and (p.code = 'MEMBER' or (p.code = 'STANDING_MEMBER' and s.k % 6 = 0) or (p.code = 'VICE_CHAIRPERSON' and s.k <= 6))`,
  },
]

const OFFICE = `pg_temp.id('2021-06-25', 'office' || s.organization_id)`

const DUTY: readonly Statement[] = [
  {
    // In the order of entry, as a ledger grows: the rows of one committee lie apart.
    text: `insert into duty_records (organization_id, id, member_id, category, title, occurred_on, facts, state, recorded_by,
        decided_by, decided_at, score_year, created_at)
      select s.organization_id, pg_temp.id(s.at, 'duty' || s.row), pg_temp.id('2021-06-25', 'member' || s.serial), s.category,
        '参加' || s.place || '第' || s.n || '次活动', s.on_day, jsonb_build_object('hours', s.n % 8 + 1), s.state, ${OFFICE},
        case when s.state not in ('PENDING', 'WITHDRAWN') then ${OFFICE} end,
        case when s.state not in ('PENDING', 'WITHDRAWN') then s.at + interval '2 days' end, extract(year from s.on_day), s.at
      from (
        select s.*, n, row, on_day, on_day + interval '1 day' + pg_temp.pick(row, 12, 36000) * interval '1 second' as at,
          ($1::text[])[pg_temp.pick(row, 9, cardinality($1::text[]))] as category,
          case when chance <= 85 then 'CONFIRMED' when chance <= 93 then 'PENDING' when chance <= 97 then 'RETURNED' else 'WITHDRAWN' end as state
        from seat s, generate_series(1, s.duties) n,
          lateral (select s.serial * 1000 + n as row) r,
          lateral (select date '2021-07-01' + pg_temp.pick(row, 10, 1270) as on_day, pg_temp.pick(row, 11, 100) as chance) d
      ) s order by s.at`,
    values: [CATEGORIES],
  },
  {
    text: `insert into files (organization_id, id, name, content_type, size, sha256, uploaded_by, created_at)
      select s.organization_id, pg_temp.id(s.created_at, 'file' || s.id), '现场照片.jpg', 'image/jpeg', 200000 + (hashtext(s.id::text) & 65535),
        sha256(convert_to(s.id::text, 'UTF8')), ${OFFICE}, s.created_at
      from duty_records s where hashtext(s.id::text) % 3 = 0`,
  },
  {
    text: `insert into duty_evidence (organization_id, record_id, file_id, rank)
      select s.organization_id, s.id, pg_temp.id(s.created_at, 'file' || s.id), 0 from duty_records s where hashtext(s.id::text) % 3 = 0`,
  },
]

const ACCOUNTS: readonly Statement[] = [
  {
    text: `create temp table account on commit preserve rows as
      select s.code as organization_id, pg_temp.id('2021-06-25', 'office' || s.code) as id, 'office.' || s.code as login, null::uuid as person_id, 'LIAISON_OFFICE' as role from place s
      union all select 140200, '${READER}'::uuid, 'reader', null, 'LIAISON_OFFICE'
      union all select organization_id, pg_temp.id('2021-06-25', 'account' || serial), 'member.' || serial, pg_temp.id('2021-06-25', 'person' || serial), 'MEMBER'
        from seat where writers and k <= ${WRITERS_A_COMMITTEE}`,
  },
  {
    text: `insert into accounts (organization_id, id, login, display_name, person_id)
      select organization_id, id, login, login, person_id from account`,
  },
  {
    text: 'insert into sign_in_names (login, organization_id, account_id) select login, organization_id, id from account',
  },
  {
    text: `insert into role_grants (organization_id, id, account_organization_id, account_id, role)
      select organization_id, id, organization_id, id, role from account`,
  },
  {
    text: `insert into role_grants (organization_id, id, account_organization_id, account_id, role)
      select organization_id, pg_temp.id('2021-06-25', 'grant' || id), organization_id, id, 'PROPOSAL_OFFICE' from account where role = 'LIAISON_OFFICE'`,
  },
  {
    text: `insert into sign_in_sessions (organization_id, id, account_id, expires_at)
      select organization_id, id, id, timestamptz '2099-01-01' from account`,
  },
]

// What PostGraphile cannot say without: functions it turns into fields. The service does not know them.
const PEER: readonly Statement[] = [
  {
    text: `create function members_duty_counts(member members) returns table (category text, confirmed bigint, pending bigint) language sql stable as $$
      select d.category, count(*) filter (where d.state = 'CONFIRMED'), count(*) filter (where d.state = 'PENDING') from duty_records d
      where d.organization_id = member.organization_id and d.member_id = member.id and d.state in ('CONFIRMED', 'PENDING')
      group by d.category order by d.category $$`,
  },
  {
    text: `create function members_duty_years(member members) returns table (year int, confirmed bigint, pending bigint) language sql stable as $$
      select d.score_year, count(*) filter (where d.state = 'CONFIRMED'), count(*) filter (where d.state = 'PENDING') from duty_records d
      where d.organization_id = member.organization_id and d.member_id = member.id and d.state in ('CONFIRMED', 'PENDING')
      group by d.score_year order by d.score_year $$`,
  },
  {
    text: `create function search_members(organization bigint, sector uuid, pattern text) returns setof members language sql stable as $$
      select * from members m where m.organization_id = organization and m.sector_id = sector and m.search_text like pattern
      order by m.pinyin, m.id $$`,
  },
  {
    text: `create function search_texts(organization bigint, words text, wanted text) returns setof proposals language sql stable as $$
      select * from proposals p where p.organization_id = organization and p.state = wanted and p.id = any(array(
        select s.proposal_id from proposal_search s where s.organization_id = organization and s.tokens @@ words::tsquery))
      order by p.listed_at desc, p.id desc $$`,
  },
  {
    text: `create function members_calendar(member members, since timestamptz, before timestamptz) returns setof activities language sql stable as $$
      select a.* from activities a join activity_invitations i on i.organization_id = a.organization_id and i.activity_id = a.id
      where i.organization_id = member.organization_id and i.member_id = member.id and i.state <> 'WITHDRAWN'
        and a.starts_at >= since and a.starts_at < before
      order by a.starts_at, a.id $$`,
  },
]
