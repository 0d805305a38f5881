import { businessDate } from '../../kernel/clock.ts'
import type { Work } from '../../platform/commands/command.ts'
import type { Key } from '../../platform/graphql/compiler/resolvers.ts'
import { type DutySource, recordDuties } from '../duty/port.ts'
import type { ProposalRow } from './commands.ts'
import { isCollective } from './guards.ts'

export type ProposalDuty = 'PROPOSAL_SUBMITTED' | 'PROPOSAL_FILED' | 'PROPOSAL_KEY' | 'PROPOSAL_EXCELLENT'

/** Who proposes: the first proposer, or contact of a body, and the co-signers who accepted. Endorsers only support. */
export interface Proposer {
  readonly proposalId: string
  readonly memberId: string
  readonly role: 'FIRST' | 'CO_SIGNER'
}

/** Of several proposals of any committees, each one's in the order in which they sign. */
export async function proposersOf({ tx }: Work, keys: readonly Key[]): Promise<Proposer[]> {
  const { rows } = await tx.client.query<Proposer>({
    name: 'proposers_of',
    text: `select s.proposal_id as "proposalId", s.member_id as "memberId", s.role
      from unnest($1::bigint[], $2::uuid[]) as k (organization_id, proposal_id)
      join proposal_signers s using (organization_id, proposal_id)
      where s.state = 'ACCEPTED' and s.role <> 'ENDORSER' order by s.proposal_id, s.rank, s.id`,
    values: [keys.map(key => key.organizationId), keys.map(key => key.id)],
  })
  return rows
}

export const dutySourceOf = ({ organizationId, id }: Key): DutySource => ({
  organizationId,
  sourceType: 'PROPOSAL',
  sourceId: id,
})

/** Books a duty that proposals prove, for each of their proposers; what stands already stays (rules, section 5). */
export async function recordDutiesOf(work: Work, rows: readonly ProposalRow[], category: ProposalDuty): Promise<void> {
  const proposers = Map.groupBy(await proposersOf(work, rows), ({ proposalId }) => proposalId)
  const occurredOn = businessDate(work.now)
  await recordDuties(
    work,
    rows.flatMap(row => {
      const own = proposers.get(row.id) ?? []
      const title = [...row.title].slice(0, TITLE_MAX).join('')
      return own.map(({ memberId, role }) => ({
        ...{ ...dutySourceOf(row), memberId, category, title, occurredOn },
        facts: { role: isCollective(row.proposerKind) ? 'COLLECTIVE' : role, proposers: own.length },
      }))
    }),
  )
}

/** A duty record's title is shorter than a place may let a proposal's be. */
const TITLE_MAX = 100
