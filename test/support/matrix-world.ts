import { dutyEvidence } from '../../src/domain/duty/tables.ts'
import { files } from '../../src/domain/files/tables.ts'
import type { Role } from '../../src/domain/identity/roles.ts'
import { personalAccessTokens, refreshTokens, roleGrants, signInSessions } from '../../src/domain/identity/tables.ts'
import { assigningOffices, policies, sessions, terms, undertakingUnits } from '../../src/domain/organizations/tables.ts'
import { newId } from '../../src/kernel/ids.ts'
import { idempotencyKeys } from '../../src/platform/changelog/tables.ts'
import { createAccessTokens } from '../../src/platform/security/access-token.ts'
import { hashToken, newOpaqueToken } from '../../src/platform/security/opaque-token.ts'
import { RIGHTS } from '../security/matrix.ts'
import { givenDuty } from './duty.ts'
import { plantAttendance } from './matrix-activities-attendance.ts'
import { plantActivities } from './matrix-activities-core.ts'
import { plantOutcomes } from './matrix-activities-outcomes.ts'
import { plantCalendar } from './matrix-calendar.ts'
import type { Who } from './matrix-cells.ts'
import { plantHandling } from './matrix-handling.ts'
import { plantProposals } from './matrix-proposals.ts'
import { plantProposalTraces } from './matrix-traces.ts'
import { givenMember, idOf } from './members.ts'
import { type Client, clientOf, PLACES, type Place, type World } from './world.ts'

/** Records of one committee by the names that the table's calls use. */
export type Records = Readonly<Record<string, string>>

/** Records of every kind in every committee. */
export async function plantRecords(w: World): Promise<Readonly<Record<Place, Records>>> {
  const planted: Partial<Record<Place, Records>> = {}
  for (const place of Object.keys(PLACES) as Place[]) {
    planted[place] = await plantIn(w, place)
    // A refused command leaves its entry in the log.
    const administrator = await w.as('ORGANIZATION_ADMINISTRATOR', place)
    await administrator.run(
      'mutation { termCreate(input: { number: 0, startsOn: "2031-01-01" }) { userErrors { code } } }',
    )
  }
  return planted as Readonly<Record<Place, Records>>
}

async function plantIn(w: World, place: Place): Promise<Records> {
  const organizationId = PLACES[place]
  const member = await givenMember(w, place, {
    name: '王一',
    phone: '13800000001',
    remarks: '备注',
    sector: '经济界',
    positions: ['委员'],
  })
  const account = await w.newClient({ role: 'MEMBER', place, personId: member.personId })
  const [session, otherTerm, grant, ended, signInSession, accessToken, office, unit] = Array.from({ length: 8 }, () =>
    newId(),
  )
  const holder = { organizationId, accountId: account.accountId }
  const at = new Date(Date.now() + 86_400_000).toISOString()
  await w.system(place, async ({ db }) => {
    const grantOf = (id = '', validUntil: string | null) => ({
      organizationId,
      id,
      accountOrganizationId: organizationId,
      accountId: account.accountId,
      role: 'SECTOR_CONVENOR',
      validUntil,
    })
    await db.insert(sessions).values({
      organizationId,
      id: session ?? '',
      termId: member.termId,
      number: 1,
      startsOn: '2022-02-01',
      endsOn: '2022-02-04',
    })
    await db
      .insert(terms)
      .values({ organizationId, id: otherTerm ?? '', number: 14, startsOn: '2016-06-01', endsOn: '2021-05-31' })
    await db
      .insert(roleGrants)
      .values([grantOf(grant, null), { ...grantOf(ended, '2021-01-01T00:00:00Z'), validFrom: '2020-01-01T00:00:00Z' }])
    await db.insert(signInSessions).values({ ...holder, id: signInSession ?? '', expiresAt: at })
    const tokenHash = hashToken(w.services.keyRing.current(), newOpaqueToken('pat', organizationId))
    await db
      .insert(personalAccessTokens)
      .values({ ...holder, id: accessToken ?? '', name: '脚本', tokenHash, scopes: [], expiresAt: at })
    await db.insert(assigningOffices).values({ organizationId, id: office ?? '', code: 'A1', name: '政府办公室' })
    await db
      .insert(undertakingUnits)
      .values({ organizationId, id: unit ?? '', code: 'U1', name: '教育局', assigningOfficeId: office ?? '' })
    await db.insert(policies).values({
      organizationId,
      id: newId(),
      key: 'SUPERIOR_VISIBILITY',
      effectiveFrom: '2021-01-01',
      value: ['ORGANIZATION_READ', 'MEMBER_READ', 'DUTY_READ', 'PROPOSAL_READ', 'ACTIVITY_READ'],
    })
  })
  const duty = await givenDuty(w, member)
  const fileId = newId()
  const ofProposals = await plantProposals(w, place, { member, sessionId: session ?? '' })
  const handled = { member, sessionId: session ?? '', unitId: unit ?? '', officeId: office ?? '' }
  const ofHandling = await plantHandling(w, place, handled)
  await plantTraces(w, place, fileId, { ...holder, sessionId: signInSession ?? '', recordId: duty.split('_')[2] ?? '' })
  await plantProposalTraces(w, place, {
    ...{ proposalId: ofProposals.proposal?.split('_')[2] ?? '', sessionId: session ?? '' },
    ...{ memberId: member.memberId, fileId },
  })
  const ofActivities = await plantActivities(w, place, { memberId: member.memberId, fileId })
  return {
    organization: `org_${organizationId}`,
    sector: await idOf(w, place, 'sector', '经济界'),
    term: await idOf(w, place, 'term', 15),
    otherTerm: `term_${organizationId}_${otherTerm}`,
    session: `ses_${organizationId}_${session}`,
    member: member.id,
    account: `acc_${organizationId}_${account.accountId}`,
    grant: `role_${organizationId}_${grant}`,
    ended: `role_${organizationId}_${ended}`,
    signInSession: `sis_${organizationId}_${signInSession}`,
    accessToken: `pat_${organizationId}_${accessToken}`,
    duty,
    file: `file_${organizationId}_${fileId}`,
    office: `aso_${organizationId}_${office}`,
    unit: `unit_${organizationId}_${unit}`,
    ...ofProposals,
    ...ofHandling,
    calendarFeed: await plantCalendar(w, place, account.accountId),
    ...(await plantOutcomes(w, place, member)),
    ...ofActivities,
    ...(await plantAttendance(w, place, { memberId: member.memberId, of: ofActivities })),
    party: await idOf(w, place, 'party', '九三学社'),
    specialCommittee: await idOf(w, place, 'specialCommittee', '提案委员会'),
    position: await idOf(w, place, 'position', '委员'),
    decided: await givenDuty(w, member, { state: 'CONFIRMED', title: '另一次调研' }),
  }
}

interface Traces {
  readonly organizationId: string
  readonly accountId: string
  readonly sessionId: string
  readonly recordId: string
}

/** Rows that no field shows as they are: a file and its use as evidence, tokens, results kept for a retry. */
const plantTraces = (
  w: World,
  place: Place,
  fileId: string,
  { organizationId, accountId, sessionId, recordId }: Traces,
) =>
  w.system(place, async ({ db }) => {
    const hash = Buffer.alloc(32, organizationId)
    await db.insert(files).values({
      organizationId,
      id: fileId,
      name: '照片.png',
      contentType: 'image/png',
      size: 1,
      sha256: hash,
      uploadedBy: accountId,
    })
    await db.insert(dutyEvidence).values({ organizationId, recordId, fileId, rank: 0 })
    await db.insert(refreshTokens).values({ organizationId, id: newId(), sessionId, tokenHash: hash })
    await db
      .insert(idempotencyKeys)
      .values({ organizationId, accountId, key: newId(), command: 'memberCreate', requestHash: hash, result: {} })
  })

/** Clients of every role in both homes, and those whom the door does not open to. */
export async function everybody(w: World, home: Place): Promise<Readonly<Record<Who, Client>>> {
  const clients: Partial<Record<Who, Client>> = { nobody: w.nobody }
  for (const role of Object.keys(RIGHTS) as Role[]) clients[role] = await w.as(role, home)
  clients.suspended = await w.newClient({ role: 'LIAISON_OFFICE', place: home, status: 'SUSPENDED' })
  clients.expired = await expired(w, home)
  return clients as Readonly<Record<Who, Client>>
}

async function expired(w: World, home: Place): Promise<Client> {
  const { services, app } = w
  const alive = await w.newClient({ role: 'LIAISON_OFFICE', place: home })
  const claims = await services.accessTokens.verify(alive.token)
  const issuer = services.config.PUBLIC_URL || 'smart-cppcc'
  const past = createAccessTokens({
    keyRing: services.keyRing,
    issuer,
    audience: issuer,
    clock: () => new Date(Date.now() - 3_600_000),
  })
  const { token } = await past.issue(claims)
  return clientOf(app, { ...alive, token })
}
