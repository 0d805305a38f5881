import { getNamedType, isInterfaceType, isObjectType } from 'graphql'
import type { Test } from 'tap'
import { roleGrants } from '../../src/domain/identity/tables.ts'
import { newId } from '../../src/kernel/ids.ts'
import { FIELDS } from '../security/matrix.ts'
import { plantRecords, type Records } from './matrix-world.ts'
import { type Place as ArgumentPlace, type Call, plainSample } from './schema-arguments.ts'
import { type Answer, type Client, PLACES, type Place, type World, world } from './world.ts'

/** What an argument's id is of, by its name; `id` and `ids` are of the field's own record. */
export const ID_OF: Readonly<Record<string, keyof Records>> = {
  organization: 'organization',
  parent: 'organization',
  below: 'organization',
  term: 'term',
  fromTerm: 'term',
  toTerm: 'otherTerm',
  member: 'member',
  members: 'member',
  continuing: 'member',
  leaving: 'member',
  sector: 'sector',
  party: 'party',
  specialCommittee: 'specialCommittee',
  positions: 'position',
  assigningOffice: 'office',
  account: 'account',
  accounts: 'account',
  actor: 'account',
  evidence: 'file',
  replaces: 'decided',
  undertakingUnit: 'unit',
  unit: 'unit',
  ownerUnit: 'unit',
  ownerMember: 'member',
  researchTopic: 'topic',
  problem: 'outcome',
  subject: 'subject',
  subjects: 'subject',
  proofFile: 'file',
  office: 'office',
  offices: 'office',
  proposal: 'proposal',
  except: 'proposal',
  reply: 'reply',
  session: 'session',
  firstProposer: 'member',
  coSigners: 'member',
  endorsers: 'member',
  signers: 'signer',
  sealFile: 'file',
  sheetFile: 'file',
  attachments: 'file',
  files: 'file',
  ground: 'ground',
  leader: 'member',
  activity: 'activity',
  partOf: 'activity',
  joins: 'activity',
  kind: 'activityKind',
  invitation: 'invitation',
  invitations: 'invitation',
  halfDays: 'halfDay',
  halfDay: 'halfDay',
  file: 'file',
  sectors: 'sector',
  specialCommittees: 'specialCommittee',
}

/** Where an id of another committee is right, and why. */
export const MAY_BE_FOREIGN: Readonly<Record<string, string>> = {
  'roleGrant input.account': 'a role of this committee may go to an account of another',
  'roleGrantMany input.accounts': 'a role of this committee may go to an account of another',
}

export function recordOf(
  { field, path, root }: Pick<ArgumentPlace, 'field' | 'path' | 'root'>,
  name: string,
): keyof Records {
  const own = /\bids?: \[?\{(\w+)\}/.exec(FIELDS[`${root}.${field.name}`]?.call ?? '')?.[1]
  if (path.includes('record')) return 'member'
  const found = ID_OF[name] ?? (name === 'id' || name === 'ids' ? own : undefined)
  if (!found) throw new Error(`whose id is ${field.name} ${name}? Add it to ID_OF`)
  return found === 'dutyOrDecided' ? 'duty' : found
}

/** An account with the rights of several roles, so that every command is reached. */
export async function mighty(w: World, place: Place): Promise<Client> {
  const client = await w.newClient({ role: 'LIAISON_OFFICE', place })
  const organizationId = PLACES[place]
  const more = ['ORGANIZATION_ADMINISTRATOR', 'SECURITY_ADMINISTRATOR', 'AUDITOR', 'MEMBER', 'PROPOSAL_OFFICE']
  await w.system(place, tx =>
    tx.db.insert(roleGrants).values(
      more.map(role => ({
        organizationId,
        id: newId(),
        accountOrganizationId: organizationId,
        accountId: client.accountId,
        role,
      })),
    ),
  )
  return client
}

export function selectionOf({ field }: ArgumentPlace): string {
  const type = getNamedType(field.type)
  if (!isObjectType(type) && !isInterfaceType(type)) return ''
  const { userErrors, failures, totalCount } = type.getFields()
  if (userErrors) return ` { userErrors { code field message }${failures ? ' failures { userErrors { code } }' : ''} }`
  return totalCount ? ' { totalCount nodes { __typename } }' : ' { __typename }'
}

export const INTERNAL = /"code":"(?:INTERNAL|DATABASE|UNAVAILABLE)/

/** Every answer is coded and none is the service's own failure. */
export function faultOf({ status, errors, text }: Answer): string | null {
  if (status >= 500 || INTERNAL.test(text)) return `${status} ${text.slice(0, 300)}`
  if (status !== 200 && !errors?.every(error => error.extensions?.code)) return `no code: ${text.slice(0, 300)}`
  return null
}

export interface Hunt {
  readonly w: World
  readonly client: Client
  readonly own: Records
  readonly foreign: Records
}

export async function hunt(t: Test): Promise<Hunt> {
  const w = await world(t, { config: { INTROSPECTION: false, EXPLORER: false, COST_PER_MINUTE: 1_000_000_000 } })
  const records = await plantRecords(w)
  return { w, client: await mighty(w, 'COUNTY'), own: records.COUNTY, foreign: records.SIBLING }
}

export const placeName = ({ field, path }: ArgumentPlace) => `${field.name} ${path.join('.')}`

/** Signing in is counted, and ends in a wait: the limits' tests and its own have it. */
export const isCounted = ({ root, field }: ArgumentPlace) => FIELDS[`${root}.${field.name}`]?.gate === 'PUBLIC'

export const sampleFor = (place: ArgumentPlace, own: Records) => (scalar: string, name: string) =>
  scalar === 'ID' ? own[recordOf(place, name)] : plainSample(scalar)

/** Calls that must be refused, a field at a time; each must be answered with a code and leave every row as it was. */
export async function refuseAll(
  t: Test,
  { w, client }: Hunt,
  calls: readonly { readonly place: ArgumentPlace; readonly what: string; readonly call: Call }[],
): Promise<void> {
  for (const [field, group] of Map.groupBy(calls, ({ place }) => `${place.root}.${place.field.name}`)) {
    const faults: string[] = []
    const { same } = await w.unchanged(async () => {
      for (const { place, what, call } of group) {
        const fault = faultOf(await client.run(call.query, call.variables))
        if (fault) faults.push(`${placeName(place)}, ${what}: ${fault}`)
      }
    })
    t.same(faults, [], `${field}: ${group.length} calls`)
    t.ok(same, `${field}: nothing is written`)
  }
}
