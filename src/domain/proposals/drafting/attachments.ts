import { and, eq, inArray } from 'drizzle-orm'
import { parseGlobalId } from '../../../kernel/ids.ts'
import { Refused, userError } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import { ProposalLimits } from '../../organizations/policies/proposal-drafting.ts'
import { heldValue } from '../../organizations/port.ts'
import { keyOf, lockProposal, moveProposal, type ProposalTarget, recordProposal, stateAfter } from '../commands.ts'
import { noteEvent } from '../history/events.ts'
import { proposalAttachments } from '../tables.ts'
import { ownFiles, tooManyFiles } from './files.ts'

type FilesInput = ProposalTarget & { readonly input: { readonly files: readonly string[] } }

/** Attaches uploaded files behind those that are there. */
export const proposalAttach = command<FilesInput, Key>('proposalAttach', async (work, { input, ...target }) => {
  const locked = await lockProposal(work, target, 'UPDATE')
  stateAfter(locked, 'UPDATE')
  const { organizationId } = locked.row
  const found = await ownFiles(work, organizationId, input.files, index => `input.files.${index}`)
  const attached = await attachedTo(work, locked.row)
  const { attachments: most } = await heldValue(work, organizationId, 'PROPOSAL_LIMITS', ProposalLimits)
  const added = found.fileIds.filter(id => !attached.some(file => file.fileId === id))
  const tooMany = attached.length + added.length > most ? [tooManyFiles('input.files', most)] : []
  if (found.errors.length + tooMany.length > 0) throw new Refused(...found.errors, ...tooMany)
  if (added.length === 0) return keyOf(locked.row)
  await attach(work, locked.row, added, Math.max(-1, ...attached.map(file => file.rank)) + 1)
  const row = await moveProposal(work, locked.row, {})
  await noteEvent(work, row, { action: 'ATTACH', audience: 'PROPOSERS', facts: { files: added } })
  recordProposal(work, row, { attached: added })
  return keyOf(row)
})

/** Takes attachments off; the files themselves stay with their uploader. */
export const proposalDetach = command<FilesInput, Key>('proposalDetach', async (work, { input, ...target }) => {
  const locked = await lockProposal(work, target, 'UPDATE')
  stateAfter(locked, 'UPDATE')
  const attached = new Set((await attachedTo(work, locked.row)).map(file => file.fileId))
  const ids = input.files.map(id => {
    const key = parseGlobalId(id)
    const isHere = key?.prefix === 'file' && key.organizationId === locked.row.organizationId && attached.has(key.id)
    return isHere ? key.id : null
  })
  const errors = ids.flatMap((id, index) => (id === null ? [notAttached(index)] : []))
  if (errors.length > 0) throw new Refused(...errors)
  const removed = ids.filter(id => id !== null)
  if (removed.length === 0) return keyOf(locked.row)
  await work.db
    .delete(proposalAttachments)
    .where(and(attachmentsOf(locked.row), inArray(proposalAttachments.fileId, removed)))
  const row = await moveProposal(work, locked.row, {})
  await noteEvent(work, row, { action: 'DETACH', audience: 'PROPOSERS', facts: { files: removed } })
  recordProposal(work, row, { detached: removed })
  return keyOf(row)
})

const attachmentsOf = ({ organizationId, id }: Key) =>
  and(eq(proposalAttachments.organizationId, organizationId), eq(proposalAttachments.proposalId, id))

const attachedTo = ({ db }: Work, key: Key) => db.select().from(proposalAttachments).where(attachmentsOf(key))

const notAttached = (index: number) =>
  userError('NOT_FOUND', `input.files.${index}`, '该文件不是本提案的附件', 'The file is no attachment of the proposal')

/** Puts files behind those that are attached already. */
export async function attach(
  work: Work,
  { organizationId, id }: Key,
  fileIds: readonly string[],
  from: number,
): Promise<void> {
  if (fileIds.length === 0) return
  await work.db
    .insert(proposalAttachments)
    .values(fileIds.map((fileId, index) => ({ organizationId, proposalId: id, fileId, rank: from + index })))
}
