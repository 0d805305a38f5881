import { randomInt } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import { newId, parseGlobalId } from '../../../kernel/ids.ts'
import { Refused, type UserError, userError } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { notFound, requirePermission } from '../../../platform/commands/load.ts'
import { insertAccount } from '../../identity/commands/accounts.ts'
import { insertGrant } from '../../identity/commands/roles.ts'
import { requireSession } from '../../identity/policy.ts'
import { MOST_AT_ONCE, normaliseLogin } from '../../identity/rules.ts'
import { accounts } from '../../identity/tables.ts'
import { organizationNumber } from '../../organizations/queries.ts'
import { seesMember } from '../policy.ts'
import { member } from '../queries.ts'
import { sealedAt } from '../records.ts'
import { members, persons } from '../tables.ts'

export interface OpenInput {
  readonly organization: string
  readonly members: readonly string[]
}

/** A first password and its hash, made before the transaction: two hundred of them take seconds. */
export interface FirstPassword {
  readonly password: string
  readonly hash: string
}

export interface Opened {
  readonly organizationId: string
  readonly id: string
  readonly name: string
  readonly login: string
  readonly initialPassword: string
}

/** Where the accounts are to be opened. Throws NOT_FOUND, FORBIDDEN, OUT_OF_RANGE before any password is made. */
export function placeOf({ viewer }: Pick<Work, 'viewer'>, input: OpenInput): string {
  requireSession(viewer)
  const organizationId = organizationNumber(input.organization)
  if (organizationId === null) throw notFound('input.organization')
  requirePermission(viewer, 'ACCOUNT_MANAGE', organizationId)
  if (input.members.length >= 1 && input.members.length <= MOST_AT_ONCE) return organizationId
  throw new Refused(
    userError(
      'OUT_OF_RANGE',
      'input.members',
      `一次 1 至 ${MOST_AT_ONCE} 名委员`,
      `1 to ${MOST_AT_ONCE} members at a time`,
    ),
  )
}

/**
 * Opens an account for each of these members who has none, with the role MEMBER: it follows from the seat and gives
 * nothing but one's own duties. The sign-in name is the phone number where it is known and free. All or none.
 */
export const openMemberAccounts = command(
  'memberAccountCreateMany',
  async (
    work: Work,
    { input, passwords }: { input: OpenInput; passwords: readonly FirstPassword[] },
  ): Promise<Opened[]> => {
    const organizationId = placeOf(work, input)
    const people = await peopleWithout(work, organizationId, idsOf(work, organizationId, input.members))
    const opened: Opened[] = []
    for (const [index, person] of people.entries()) {
      const first = passwords[index]
      if (!first) throw new Error('fewer passwords than members')
      opened.push(await openOne(work, organizationId, person, first))
    }
    return opened
  },
)

function idsOf({ viewer }: Work, organizationId: string, globalIds: readonly string[]): Map<string, number> {
  const ids = new Map<string, number>()
  const errors: UserError[] = []
  for (const [index, globalId] of globalIds.entries()) {
    const key = parseGlobalId(globalId)
    const isHere = key?.prefix === member.prefix && key.organizationId === organizationId && seesMember(viewer, key)
    if (!isHere) errors.push(...notFound(`input.members.${index}`).errors)
    else if (!ids.has(key.id)) ids.set(key.id, index)
  }
  if (errors.length > 0) throw new Refused(...errors)
  return ids
}

type Person = Pick<typeof persons.$inferSelect, 'id' | 'name' | 'pinyin' | 'phoneSealed'>

/** The persons of these seats, each once, who have no account in the committee yet. */
async function peopleWithout(
  { db }: Work,
  organizationId: string,
  ids: ReadonlyMap<string, number>,
): Promise<Person[]> {
  const rows = await db
    .select({ seat: members.id, person: persons, account: accounts.id })
    .from(members)
    .innerJoin(persons, and(eq(persons.organizationId, members.organizationId), eq(persons.id, members.personId)))
    .leftJoin(
      accounts,
      and(eq(accounts.organizationId, members.organizationId), eq(accounts.personId, members.personId)),
    )
    .where(and(eq(members.organizationId, organizationId), inArray(members.id, [...ids.keys()])))
  const found = new Set(rows.map(row => row.seat))
  const missing = [...ids]
    .filter(([id]) => !found.has(id))
    .flatMap(([, index]) => notFound(`input.members.${index}`).errors)
  if (missing.length > 0) throw new Refused(...missing)
  const inOrder = rows.toSorted((a, b) => (ids.get(a.seat) ?? 0) - (ids.get(b.seat) ?? 0))
  return [...new Map(inOrder.filter(row => row.account === null).map(row => [row.person.id, row.person])).values()]
}

async function openOne(
  work: Work,
  organizationId: string,
  person: Person,
  { password, hash }: FirstPassword,
): Promise<Opened> {
  const id = newId()
  const account = {
    organizationId,
    displayName: person.name,
    personId: person.id,
    passwordHash: hash,
    mustChangePassword: true,
  }
  for (const login of namesFor(work, organizationId, person)) {
    if (!(await insertAccount(work, id, { ...account, login }))) continue
    await insertGrant(
      work,
      { organizationId, account: { organizationId, id }, role: 'MEMBER', validUntil: null },
      'input.members',
    )
    return { organizationId, id, name: person.name, login, initialPassword: password }
  }
  throw new Error('no free sign-in name was found')
}

const TRIES = 20
const LONGEST_READING = 40

/** The phone number first; it may be taken, by the same person's account in another committee. Then name and digits. */
function* namesFor({ context }: Work, organizationId: string, person: Person): Generator<string> {
  if (person.phoneSealed)
    yield normaliseLogin(context.sealer.open(person.phoneSealed, sealedAt(organizationId, person.id, 'phone')))
  const reading = person.pinyin.replace(/[^a-z]/g, '').slice(0, LONGEST_READING) || 'member'
  for (let attempt = 0; attempt < TRIES; attempt++) yield `${reading}.${randomInt(1_000, 1_000_000)}`
}
