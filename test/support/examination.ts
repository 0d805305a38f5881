import type tap from 'tap'
import type { GivenProposal } from './proposals.ts'
import type { Answer, Client, World } from './world.ts'

/** What came of a mutation: DONE, the first user error's code, or the code of the whole. */
export function outcome(answer: Answer): string {
  if (answer.errors) return answer.errors[0]?.extensions?.code ?? 'ERROR'
  const [payload] = Object.values<{ userErrors: { code: string }[] }>(answer.data)
  return payload?.userErrors[0]?.code ?? 'DONE'
}

/** Asserts the code of a refusal and, where one is given, its field, and that nothing changed. */
export async function refused(
  t: Pick<typeof tap, 'equal' | 'same' | 'ok'>,
  w: Pick<World, 'unchanged'>,
  run: () => Promise<Answer>,
  code: string,
  field?: readonly string[],
): Promise<void> {
  const { result, same } = await w.unchanged(run)
  t.equal(outcome(result), code)
  if (field) t.same(Object.values<{ userErrors: { field: string[] }[] }>(result.data)[0]?.userErrors[0]?.field, field)
  t.ok(same, `nothing changed (${code})`)
}

const PROPOSAL = `id state version caseNumber citation filedAt decisionNote disposition notFilingGround { code }
  isKey keyLeader { id } excellentYear isPublic mergedInto { id } mergedFrom { id } receiptNumber
  supervisions { id heldOn form record leader { id } } nominations { id year round state comment version decidedBy }
  examination { firstCheckedBy firstCheckNote recheckedBy recheckNote decidedBy }`

const mutation = (name: string, input?: string): string =>
  `mutation ($id: ID!, $expectedVersion: Int!${input ? `, $input: ${input}` : ''}) {
    ${name}(id: $id, expectedVersion: $expectedVersion${input ? ', input: $input' : ''}) {
      proposal { ${PROPOSAL} } userErrors { field code message }
    }
  }`

/** The mutations as a client sends them. */
export const M = {
  firstCheck: mutation('proposalFirstCheck', 'ProposalCheckInput'),
  recheck: mutation('proposalRecheck', 'ProposalCheckInput'),
  returnForRevision: mutation('proposalReturnForRevision', 'ProposalReasonInput!'),
  file: mutation('proposalFile', 'ProposalFileInput'),
  notFile: mutation('proposalNotFile', 'ProposalNotFileInput!'),
  merge: mutation('proposalMerge', 'ProposalMergeInput!'),
  unmerge: mutation('proposalUnmerge', 'ProposalReasonInput!'),
  markKey: mutation('proposalMarkKey', 'ProposalMarkKeyInput!'),
  unmarkKey: mutation('proposalUnmarkKey', 'ProposalReasonInput!'),
  supervise: mutation('proposalSupervise', 'ProposalSuperviseInput!'),
  nominate: mutation('proposalNominate', 'ProposalNominateInput!'),
  publish: mutation('proposalPublish'),
  unpublish: mutation('proposalUnpublish', 'ProposalReasonInput!'),
  archive: mutation('proposalArchive'),
  decide: `mutation ($id: ID!, $expectedVersion: Int!, $input: ProposalNominationDecideInput!) {
    proposalNominationDecide(id: $id, expectedVersion: $expectedVersion, input: $input) {
      nomination { id year round state comment version decidedBy proposal { id excellentYear version } }
      userErrors { field code message }
    }
  }`,
  fileMany: `mutation ($proposals: [ProposalVersionInput!]!, $input: ProposalFileInput) {
    proposalsFile(proposals: $proposals, input: $input) {
      proposals { id state version caseNumber } failures { index userErrors { field code } } userErrors { field code }
    }
  }`,
} as const

const READ = `query ($id: ID!) { proposal(id: $id) { ${PROPOSAL} availableActions { action isAvailable reason }
  events(first: 50) { nodes { action fromState toState note facts actor } } } }`

export const at = ({ id, version }: Pick<GivenProposal, 'id' | 'version'>, expectedVersion = version) => ({
  id,
  expectedVersion,
})

/** Sends one of the mutations about a proposal. */
export const send = (
  client: Client,
  query: string,
  proposal: Pick<GivenProposal, 'id' | 'version'>,
  input?: object | null,
): Promise<Answer> => client.run(query, { ...at(proposal), ...(input === undefined ? {} : { input }) })

/** The proposal as a client sees it. */
export const seenBy = async (client: Client, { id }: Pick<GivenProposal, 'id'>) =>
  (await client.run(READ, { id })).data.proposal

/** Standing duty records of a proposal. */
export async function dutiesOf(w: Pick<World, 'owner'>, { proposalId }: Pick<GivenProposal, 'proposalId'>) {
  const { rows } = await w.owner.query<{ category: string; member: string; facts: object }>(
    `select category, member_id as member, facts from duty_records
     where source_type = 'PROPOSAL' and source_id = $1 and state = 'CONFIRMED' order by category, facts ->> 'role' desc, member_id`,
    [proposalId],
  )
  return rows
}
