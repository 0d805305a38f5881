import type { Test } from 'tap'
import { policies } from '../../src/domain/organizations/tables.ts'
import { newId } from '../../src/kernel/ids.ts'
import type { ProposalWorld } from './proposals.ts'
import { type Answer, type Client, PLACES } from './world.ts'

export const PROPOSAL = `id state version title situation textNumber proposerKind receiptNumber caseNumber citation period submittedAt
  bodyName signers { id name role state member { id } expiresAt } attachments { id } sealFile { id } session { number }`

const mutation = (name: string, args: Readonly<Record<string, string>>): string => {
  const entries = Object.entries(args)
  const declared = entries.map(([arg, type]) => `$${arg}: ${type}`).join(', ')
  const passed = entries.map(([arg]) => `${arg}: $${arg}`).join(', ')
  return `mutation (${declared}) { ${name}(${passed}) { proposal { ${PROPOSAL} } userErrors { field code message } } }`
}

const target = { id: 'ID!', expectedVersion: 'Int!' }

/** The mutations as a client sends them. */
export const CREATE = mutation('proposalCreate', { input: 'ProposalCreateInput!' })
export const UPDATE = mutation('proposalUpdate', { ...target, input: 'ProposalUpdateInput!' })
export const ATTACH = mutation('proposalAttach', { ...target, input: 'ProposalFilesInput!' })
export const DETACH = mutation('proposalDetach', { ...target, input: 'ProposalFilesInput!' })
export const INVITE = mutation('proposalInvite', { ...target, input: 'ProposalInviteInput!' })
export const CANCEL = mutation('proposalInvitationCancel', { ...target, input: 'ProposalInvitationCancelInput!' })
export const SIGN = mutation('proposalSign', { id: 'ID!', expectedTextNumber: 'Int!', input: 'ProposalSignInput!' })
export const SUBMIT = mutation('proposalSubmit', target)
export const WITHDRAW = mutation('proposalWithdraw', { ...target, input: 'ProposalWithdrawInput!' })
export const SET_WINDOW = `mutation ($session: ID!, $expectedVersion: Int, $input: ProposalWindowSetInput!) {
  proposalWindowSet(session: $session, expectedVersion: $expectedVersion, input: $input) {
    session { number proposalWindow { opensAt cutOffAt version } } userErrors { field code message }
  }
}`

/** What came of a mutation: DONE, the first user error's code, or the code of the whole request's error. */
export function outcomeOf(answer: Answer): string {
  if (answer.errors) return answer.errors[0]?.extensions?.code ?? 'NO CODE'
  const [payload] = Object.values<{ userErrors: { code: string }[] }>(answer.data)
  return payload?.userErrors[0]?.code ?? 'DONE'
}

/** Runs a mutation that must succeed; gives its proposal. */
export async function done(client: Client, document: string, variables: object) {
  const answer = await client.run(document, variables)
  if (outcomeOf(answer) !== 'DONE') throw new Error(answer.text)
  const [payload] = Object.values<{ proposal: Drafted }>(answer.data)
  if (!payload) throw new Error(answer.text)
  return payload.proposal
}

export interface Drafted {
  readonly id: string
  readonly state: string
  readonly version: number
  readonly title: string
  readonly textNumber: number
  readonly proposerKind: string
  readonly receiptNumber: number | null
  readonly period: string | null
  readonly signers: readonly {
    readonly id: string
    readonly name: string
    readonly role: string
    readonly state: string
    readonly member: { readonly id: string } | null
  }[]
  readonly attachments: readonly { readonly id: string }[]
}

/** Refused with this code, and not a row was changed. */
export async function refused(
  t: Pick<Test, 'equal' | 'ok'>,
  w: Pick<ProposalWorld, 'unchanged'>,
  client: Client,
  document: string,
  variables: object,
  code: string,
): Promise<Answer> {
  const { result, same } = await w.unchanged(() => client.run(document, variables))
  t.equal(outcomeOf(result), code, result.text.slice(0, 300))
  t.ok(same, 'nothing changed')
  return result
}

/** A policy of the city that holds since two days ago. */
export const setPolicy = (w: Pick<ProposalWorld, 'system' | 'clock'>, key: string, value: unknown) =>
  w.system('CITY', ({ db }) =>
    db.insert(policies).values({
      ...{ organizationId: PLACES.CITY, id: newId(), key, value },
      effectiveFrom: new Date(w.clock().getTime() - 2 * 86_400_000).toISOString().slice(0, 10),
    }),
  )
