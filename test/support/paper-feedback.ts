import { businessDate } from '../../src/kernel/clock.ts'
import { givenPhoto } from './duty.ts'
import { M, send } from './examination.ts'
import { ASSIGN, done, rating, replied, target } from './handling.ts'
import { idOf } from './members.ts'
import { CREATE, done as drafted, SUBMIT } from './proposal-drafting.ts'
import { type GivenProposal, type ProposalWorld, TEXTS } from './proposals.ts'
import type { Client } from './world.ts'

export const ENTER = `mutation ($id: ID!, $input: ProposalFeedbackEnterInput!) { proposalFeedbackEnter(id: $id, input: $input) {
  feedback { id isLate isOfBody receivedOn overall comment sheetFile { id } member { id } proposal { id state version } reply { id } }
  userErrors { field code message } } }`

export const today = (w: ProposalWorld) => businessDate(w.clock())

export const paper = (
  w: ProposalWorld,
  { id }: { id: string },
  reply: string,
  overall = 'SATISFIED',
  more: object = {},
) => ({
  id,
  ...rating(reply, overall, { receivedOn: today(w), ...more }),
})

interface Collective extends GivenProposal {
  readonly title: string
}

/** A party's proposal on file, sealed; it may name a member whom it asks to be asked. */
export async function filed(w: ProposalWorld, contact?: { readonly id: string }): Promise<Collective> {
  const party = await idOf(w, 'CITY', 'party', '九三学社')
  const sealFile = await givenPhoto(w.office)
  const body = { ...TEXTS, proposerKind: 'PARTY', party, sealFile, firstProposer: contact?.id ?? null }
  const { id, title } = await drafted(w.office, CREATE, { input: body })
  await drafted(w.office, SUBMIT, { id, expectedVersion: 1 })
  await send(w.office, M.firstCheck, { id, version: 2 })
  await send(w.colleague, M.recheck, { id, version: 3 })
  const { data } = await send(w.office, M.file, { id, version: 4 })
  const { state, version } = data.proposalFile.proposal
  if (state !== 'FILED') throw new Error(state)
  return { id, title, organizationId: '140200', proposalId: id.split('_')[2] ?? '', version }
}

export const given = async (w: ProposalWorld, proposal: GivenProposal) => {
  const units = [{ unit: w.units[0].id, role: 'SOLE' }]
  await done(w.office, ASSIGN, { ...target(proposal), input: { units } })
}

/** A party's proposal that one unit answered. */
export async function answered(w: ProposalWorld, contact?: { readonly id: string }) {
  const proposal = await filed(w, contact)
  await given(w, proposal)
  return { proposal, reply: await replied(w.units[0], proposal.id) }
}

const READ = `query ($id: ID!) { proposal(id: $id) { version state availableActions { action isAvailable reason }
  feedback { overall isOfBody receivedOn sheetFile { id } member { id } } deadlines { kind state }
  events(first: 50) { nodes { action facts } } } }`

export const read = async (client: Client, { id }: { id: string }) => (await client.run(READ, { id })).data.proposal

export const action = async (client: Client, proposal: { id: string }, name = 'ENTER_FEEDBACK') =>
  (await read(client, proposal)).availableActions.find((one: { action: string }) => one.action === name)

export async function close(w: ProposalWorld, proposal: { id: string }) {
  const { version } = await read(w.office, proposal)
  return { id: proposal.id, expectedVersion: version, input: {} }
}
