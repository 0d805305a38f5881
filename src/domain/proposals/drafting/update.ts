import { formatGlobalId } from '../../../kernel/ids.ts'
import { Refused, type UserError, userError } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { ProposalLimits } from '../../organizations/policies/proposal-drafting.ts'
import { heldValue } from '../../organizations/port.ts'
import {
  keyOf,
  lockProposal,
  moveProposal,
  type ProposalChanges,
  type ProposalRow,
  type ProposalTarget,
  recordProposal,
  stateAfter,
} from '../commands.ts'
import { isCollective } from '../guards.ts'
import { noteEvent } from '../history/events.ts'
import { checkTexts, isSameText, type ProposerKind } from '../rules.ts'
import type { ProposalTexts } from '../similar/symbols.ts'
import { bodyOf, type GivenBody } from './bodies.ts'
import { contactOf } from './proposers.ts'
import { askAgain, replaceFirst } from './signers.ts'
import { keepText } from './texts.ts'

export interface ProposalUpdateInput extends GivenBody {
  readonly firstProposer?: string | null
  readonly title?: string | null
  readonly situation?: string | null
  readonly analysis?: string | null
  readonly suggestions?: string | null
  readonly isResearched?: boolean | null
  readonly isSelfWritten?: boolean | null
  readonly consentsToPublication?: boolean | null
}

/** Changes a draft or a returned proposal. Another text is another version, and whoever signed is asked again. */
export const proposalUpdate = command<ProposalTarget & { readonly input: ProposalUpdateInput }, Key>(
  'proposalUpdate',
  async (work, { input, ...target }) => {
    const locked = await lockProposal(work, target, 'UPDATE')
    stateAfter(locked, 'UPDATE')
    const { texts, values } = await prepare(work, locked.row, input)
    const isNewText = !isSameText(texts, locked.row)
    const textNumber = locked.row.textNumber + (isNewText ? 1 : 0)
    const changes = changedOf(locked.row, { ...values, ...texts, textNumber })
    if (Object.keys(changes).length === 0) return keyOf(locked.row)
    const row = await moveProposal(work, locked.row, changes)
    if (isNewText) await keepText(work, row, textNumber, texts)
    const askedAgain = isNewText ? await askAgain(work, row, textNumber) : []
    if (changes.firstProposerId !== undefined) await replaceFirst(work, row, row.firstProposerId, textNumber)
    const facts = { fields: Object.keys(changes), textNumber, askedAgain }
    await noteEvent(work, row, { action: 'UPDATE', audience: 'PROPOSERS', facts })
    recordProposal(work, row, { ...changes, askedAgain })
    return keyOf(row)
  },
)

/** Everything that can be wrong with the input, all at once. */
async function prepare(work: Work, row: ProposalRow, input: ProposalUpdateInput) {
  const { organizationId } = row
  const limits = await heldValue(work, organizationId, 'PROPOSAL_LIMITS', ProposalLimits)
  const given: ProposalTexts = {
    title: input.title ?? row.title,
    situation: input.situation ?? row.situation,
    analysis: input.analysis ?? row.analysis,
    suggestions: input.suggestions ?? row.suggestions,
  }
  const { texts, errors } = checkTexts(given, limits)
  const body = await bodyOf(work, organizationId, kindOf(row), input, row)
  const all: UserError[] = [...errors, ...body.errors]
  if (input.firstProposer !== undefined && !isCollective(row.proposerKind)) all.push(ownProposer)
  if (all.length > 0) throw new Refused(...all)
  const values = {
    ...body.values,
    firstProposerId: await firstProposerOf(work, row, input.firstProposer),
    isResearched: input.isResearched ?? row.isResearched,
    isSelfWritten: input.isSelfWritten ?? row.isSelfWritten,
    consentsToPublication: input.consentsToPublication ?? row.consentsToPublication,
  }
  return { texts, values }
}

const ownProposer = userError(
  'NOT_APPLICABLE',
  'input.firstProposer',
  '委员提案的第一提案人不能变更',
  'The first proposer of a member’s proposal stays',
)

async function firstProposerOf(work: Work, row: ProposalRow, given: string | null | undefined) {
  if (given === undefined) return row.firstProposerId
  if (given === null) return null
  const isSame = row.firstProposerId && given === formatGlobalId('mem', row.organizationId, row.firstProposerId)
  return isSame ? row.firstProposerId : contactOf(work, row, given)
}

const KINDS = new Set(['PARTY', 'PEOPLES_ORGANIZATION', 'SPECIAL_COMMITTEE', 'SECTOR', 'MEMBER_GROUP'])
const isBody = (kind: string): kind is ProposerKind => KINDS.has(kind)
const kindOf = ({ proposerKind }: ProposalRow): ProposerKind => (isBody(proposerKind) ? proposerKind : 'MEMBER')

/** Only what differs. */
const changedOf = (row: ProposalRow, values: ProposalChanges): ProposalChanges =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => Reflect.get(row, name) !== value))
