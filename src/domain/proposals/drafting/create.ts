import { newId } from '../../../kernel/ids.ts'
import { Refused, type UserError } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { ProposalLimits } from '../../organizations/policies/proposal-drafting.ts'
import { heldValue } from '../../organizations/port.ts'
import { recordProposal } from '../commands.ts'
import { noteEvent } from '../history/events.ts'
import { type Body, checkTexts, type ProposerKind } from '../rules.ts'
import { proposals } from '../tables.ts'
import { attach } from './attachments.ts'
import { bodyOf } from './bodies.ts'
import { ownFiles, tooManyFiles } from './files.ts'
import { proposerOf } from './proposers.ts'
import { signFirst } from './signers.ts'
import { keepText } from './texts.ts'

export interface ProposalCreateInput extends Body {
  readonly id?: string | null
  readonly organization?: string | null
  readonly proposerKind?: ProposerKind | null
  readonly firstProposer?: string | null
  readonly sealFile?: string | null
  readonly title: string
  readonly situation?: string | null
  readonly analysis?: string | null
  readonly suggestions?: string | null
  readonly isResearched?: boolean | null
  readonly isSelfWritten?: boolean | null
  readonly consentsToPublication?: boolean | null
  readonly suggestedUnits?: string | null
  readonly attachments?: readonly string[] | null
}

/** Begins a draft. Its proposers alone see it until it is submitted. */
export const proposalCreate = command<{ readonly input: ProposalCreateInput }, Key>(
  'proposalCreate',
  async (work, { input }) => {
    const kind = soleKind(input.proposerKind ?? 'MEMBER')
    const proposer = await proposerOf(work, kind, input)
    const { texts, values, fileIds } = await prepare(work, proposer.organizationId, kind, input)
    const { organizationId, memberId, termId } = proposer
    const key = { organizationId, id: input.id ?? newId() }
    const createdBy = work.viewer.accountId ?? ''
    const createdAt = work.now.toISOString()
    const row = { ...values, ...texts, termId, proposerKind: kind, firstProposerId: memberId, state: 'DRAFT' }
    await work.db.insert(proposals).values({ ...key, ...row, createdBy, createdAt })
    await keepText(work, key, 1, texts)
    if (memberId !== null) await signFirst(work, key, memberId, 1)
    await attach(work, key, fileIds, 0)
    await noteEvent(work, key, { action: 'CREATE', to: 'DRAFT', audience: 'PROPOSERS' })
    recordProposal(work, { ...key, version: 1 }, { ...row, attachments: fileIds }, 'CREATE')
    return key
  },
)

/** Joint is what a member's proposal becomes by those who sign it (submission.ts). */
const soleKind = (kind: ProposerKind): ProposerKind => (kind === 'MEMBERS_JOINT' ? 'MEMBER' : kind)

/** Everything that can be wrong with the input, all at once. */
async function prepare(work: Work, organizationId: string, kind: ProposerKind, input: ProposalCreateInput) {
  const limits = await heldValue(work, organizationId, 'PROPOSAL_LIMITS', ProposalLimits)
  const { title, situation, analysis, suggestions } = input
  const given = { title, situation: situation ?? '', analysis: analysis ?? '', suggestions: suggestions ?? '' }
  const { texts, errors } = checkTexts(given, limits)
  const body = await bodyOf(work, organizationId, kind, input)
  const attachments = input.attachments ?? []
  const files = await ownFiles(work, organizationId, attachments, index => `input.attachments.${index}`)
  const all: UserError[] = [...errors, ...body.errors, ...files.errors]
  if (attachments.length > limits.attachments) all.push(tooManyFiles('input.attachments', limits.attachments))
  if (all.length > 0) throw new Refused(...all)
  const declarations = {
    isResearched: input.isResearched ?? false,
    isSelfWritten: input.isSelfWritten ?? false,
    consentsToPublication: input.consentsToPublication ?? false,
  }
  return { texts, values: { ...body.values, ...declarations }, fileIds: files.fileIds }
}
