import pg from 'pg'
import {
  checkCommitteeNames,
  LEVELS,
  type Level,
  type Place,
  placeErrors,
} from '../domain/organizations/rules/committee.ts'
import { termErrors } from '../domain/organizations/rules/terms.ts'
import { seedOrganization } from '../domain/organizations/seed/organization.ts'
import { isCalendarDate } from '../kernel/dates.ts'
import { Refused, type UserError, userError } from '../kernel/user-error.ts'
import { systemViewer } from '../kernel/viewer.ts'
import { type Tx, transaction } from '../platform/db/transaction.ts'
import { DEMO_PASSWORD, demoAccounts } from './demo/accounts.ts'
import { places } from './demo/places.ts'
import { seedDemo } from './demo/seed.ts'
import { existingOrganization } from './organization.ts'
import { EXIT, print } from './output.ts'
import { progress } from './progress.ts'
import { UsageError } from './usage-error.ts'
import { text, textOr, withRuntime } from './with-runtime.ts'

type Options = Readonly<Record<string, unknown>>

export const seedDemoCommand = (options: Options): Promise<number> =>
  withRuntime(async (services, { access }) => {
    const bar = progress(options.json === true, places.length)
    await seedDemo(services, place => bar.step(place.shortName)).finally(() => bar.stop())
    if (access.ownerUrl) await analyze(access.ownerUrl)
    const accounts = demoAccounts.map(({ login, what }) => ({ login, what }))
    print(options.json === true, { ok: true, accounts, password: DEMO_PASSWORD }, () =>
      accounts.map(a => `${a.login.padEnd(16)} ${a.what}`),
    )
    return EXIT.OK
  })

const PROPOSAL_TABLES = [
  ...['proposals', 'proposal_signers', 'proposal_search', 'proposal_events', 'proposal_assignments'],
  ...['proposal_handlings', 'proposal_deadlines', 'proposal_requests', 'proposal_replies', 'proposal_feedback'],
]

/** So that the first work list is planned well; by itself the database would look at the new rows a minute later. */
async function analyze(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => {})
  await client.connect()
  await client.query(`analyze ${PROPOSAL_TABLES.join()}`).finally(() => client.end())
}

const isLevel = (level: string): level is Level => LEVELS.some(known => known === level)

export async function seedOrganizationCommand(options: Options, [number = '']: readonly string[]): Promise<number> {
  const level = text(options.level)
  if (!/^\d{6,18}$/.test(number)) {
    throw new Refused(
      userError('INVALID_NUMBER', 'number', '机构编号为 6 至 18 位数字', 'An organization number has 6 to 18 digits'),
    )
  }
  if (!isLevel(level)) {
    throw new Refused(
      userError(
        'INVALID_LEVEL',
        'level',
        `层级须为 ${LEVELS.join('、')} 之一`,
        `The level is one of ${LEVELS.join(', ')}`,
      ),
    )
  }
  const names = checkCommitteeNames({ name: text(options.name), shortName: text(options.shortName) })
  const term = termOf(options)
  const place = { code: number, level, regionCode: textOr(options.regionCode, number.slice(0, 6)) }
  const parent = textOr(options.parent, null)
  const made = await withRuntime(async services => {
    const parentId = parent === null ? null : await existingOrganization(services, parent, 'parent')
    return transaction(services.database, systemViewer(number), async tx => {
      const errors = [
        ...placeErrors(place, (await placeOf(tx, parentId)) ?? ANYWHERE),
        ...names.errors,
        ...(term ? termErrors({ ...term, endsOn: null }, []) : []),
      ]
      if (errors.length > 0) throw new Refused(...errors.map(asOption))
      const { code: organizationId, ...where } = place
      return seedOrganization(tx, {
        organizationId,
        parentId,
        ...where,
        level,
        ...names.value,
        terms: term ? [term] : [],
      })
    })
  })
  print(options.json === true, { ok: true, made, organization: number }, () => [
    made
      ? `已新建 · made ${number} ${names.value.shortName}`
      : `已存在，未改动 · ${number} exists already; nothing was changed`,
  ])
  return EXIT.OK
}

/** The first committee of an installation has none above it: of its place the form alone is asked. */
const ANYWHERE: Place = { level: '', regionCode: '' }

async function placeOf({ client }: Tx, number: string | null): Promise<Place | undefined> {
  const { rows } = await client.query<Place>(
    'select level, region_code as "regionCode" from organizations where organization_id = $1',
    [number],
  )
  return rows[0]
}

function termOf({ term, termStarts }: Options): { number: number; startsOn: string } | undefined {
  if (term === undefined && termStarts === undefined) return undefined
  const [number, startsOn] = [text(term), text(termStarts)]
  if (/^\d{1,2}$/.test(number) && isCalendarDate(startsOn)) return { number: Number(number), startsOn }
  throw new UsageError(
    'INVALID_TERM',
    '--term（届次，如 15）与 --term-starts（起始日，如 2021-06-25）须一并给出',
    '--term (a number such as 15) and --term-starts (a day such as 2021-06-25) go together',
  )
}

const OPTIONS: Readonly<Record<string, string>> = { code: 'number', number: 'term', startsOn: 'termStarts' }

/** The rules name the fields of the API; here they are options. */
function asOption({ code, field, message }: UserError): UserError {
  const name = field?.at(-1) ?? ''
  return { code, field: [OPTIONS[name] ?? name], message }
}
