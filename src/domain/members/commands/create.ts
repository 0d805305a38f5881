import { and, eq } from 'drizzle-orm'
import { businessDate } from '../../../kernel/clock.ts'
import { sexOf } from '../../../kernel/identity-number.ts'
import { Refused, userError } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { forbidden, notFound, requirePermission } from '../../../platform/commands/load.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { organizationNumber } from '../../organizations/queries.ts'
import { terms } from '../../organizations/tables.ts'
import {
  type Checked,
  checkMemberInput,
  identityErrors,
  joinedOnErrors,
  type PersonInput,
  type SeatInput,
} from '../inputs.ts'
import type { MemberRow } from '../planning.ts'
import {
  memberReferences,
  positionCountErrors,
  positionIdsOf,
  type Resolved,
  resolveReferences,
} from '../references.ts'
import { birthInNumber } from '../rules.ts'
import { planMembers, writePlan } from './write.ts'

export interface MemberCreate {
  readonly input: PersonInput &
    SeatInput & {
      readonly id?: string | null
      readonly organization?: string | null
      readonly term: string
      readonly joinedOn: string
    }
}

/**
 * Opens a seat. The person is found again by identity number, or name with phone or birth, so that the seat of another term
 * is a second seat of the same person; otherwise the person is entered too.
 */
export const memberCreate = command('memberCreate', async (work, { input }: MemberCreate): Promise<Key> => {
  const organizationId = organizationFor(work, input.organization)
  requirePermission(work.viewer, 'MEMBER_MANAGE', organizationId)
  const checked = checkMemberInput(input, businessDate(work.now))
  const tooMany = positionCountErrors(input.positions)
  if (tooMany.length > 0) throw new Refused(...tooMany)
  const references = await resolveReferences(work, organizationId, [
    { field: 'input.term', prefix: 'term', globalId: input.term },
    ...memberReferences(input),
  ])
  const termId = references.ids.get('input.term')
  const errors = [
    ...checked.errors,
    ...references.errors,
    ...(await dateErrors(work, organizationId, termId, input.joinedOn)),
  ]
  const { identityNumber, birth } = checked
  if (identityNumber) errors.push(...identityErrors(identityNumber, input.sex ?? null, birth ?? null))
  if (errors.length > 0 || termId === undefined) throw new Refused(...errors)
  const plan = await planMembers(work, organizationId, termId, [rowOf(input, checked, references)], {
    byNameAlone: false,
  })
  const [problem] = plan.problems
  if (problem)
    throw new Refused(userError(problem.code, `input.${problem.field}`, problem.message.zh, problem.message.en))
  const [row] = plan.rows
  if (row?.seat.op !== 'CREATE')
    throw new Refused(
      userError('SEAT_EXISTS', 'input.term', '此人已是本届委员', 'This person holds a seat in this term already'),
    )
  await writePlan(work, plan.rows)
  return { organizationId, id: row.seat.row.id }
})

function organizationFor({ viewer }: Work, asked: string | null | undefined): string {
  const organizationId = asked == null ? viewer.organizationId : organizationNumber(asked)
  if (organizationId) return organizationId
  throw asked == null ? forbidden() : notFound('input.organization')
}

async function dateErrors(work: Work, organizationId: string, termId: string | undefined, joinedOn: string) {
  if (termId === undefined) return []
  const [term] = await work.db
    .select()
    .from(terms)
    .where(and(eq(terms.organizationId, organizationId), eq(terms.id, termId)))
  return term ? joinedOnErrors(joinedOn, term) : []
}

/** What the identity number states is taken where the client says nothing. */
function rowOf(input: MemberCreate['input'], checked: Checked, references: Resolved): MemberRow {
  const { identityNumber = null } = checked
  const { ids } = references
  return {
    id: input.id ?? undefined,
    name: checked.name ?? '',
    sex: input.sex ?? sexOf(identityNumber ?? ''),
    ethnicity: checked.ethnicity ?? null,
    birth: checked.birth ?? birthInNumber(identityNumber ?? ''),
    partyId: ids.get('input.party') ?? null,
    phone: checked.phone ?? null,
    identityNumber,
    sectorId: ids.get('input.sector') ?? null,
    specialCommitteeId: ids.get('input.specialCommittee') ?? null,
    positionIds: positionIdsOf(references, input.positions?.length ?? 0),
    isStanding: input.isStanding ?? false,
    workUnit: checked.workUnit ?? '',
    joinedBy: input.joinedBy ?? 'TERM',
    joinedOn: input.joinedOn,
    remarks: checked.remarks ?? '',
  }
}
