import pg from 'pg'
import { seedOrganization } from '../domain/organizations/seed/organization.ts'
import { checkText } from '../kernel/text.ts'
import { Refused, userError } from '../kernel/user-error.ts'
import { systemViewer } from '../kernel/viewer.ts'
import { transaction } from '../platform/db/transaction.ts'
import { DEMO_PASSWORD, demoAccounts } from './demo/accounts.ts'
import { places } from './demo/places.ts'
import { seedDemo } from './demo/seed.ts'
import { EXIT, print } from './output.ts'
import { progress } from './progress.ts'
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
  await client.connect()
  await client.query(`analyze ${PROPOSAL_TABLES.join()}`).finally(() => client.end())
}

const LEVELS = ['NATIONAL', 'PROVINCE', 'CITY', 'COUNTY'] as const
const isLevel = (level: string): level is (typeof LEVELS)[number] => LEVELS.some(known => known === level)

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
  const named = (field: string, value: unknown) => {
    const checked = checkText(field, text(value), { max: 60 })
    if ('error' in checked) throw new Refused(checked.error)
    return checked.text
  }
  const seed = {
    organizationId: number,
    parentId: textOr(options.parent, null),
    level,
    regionCode: textOr(options.regionCode, number.slice(0, 6)),
    name: named('name', options.name),
    shortName: named('shortName', options.shortName),
    terms: options.term === undefined ? [] : [{ number: Number(options.term), startsOn: text(options.termStarts) }],
  }
  const made = await withRuntime(services =>
    transaction(services.database, systemViewer(number), tx => seedOrganization(tx, seed)),
  )
  print(options.json === true, { ok: true, made, organization: number }, () => [
    made
      ? `已新建 · made ${number} ${seed.shortName}`
      : `已存在，未改动 · ${number} exists already; nothing was changed`,
  ])
  return EXIT.OK
}
