import { and, inArray } from 'drizzle-orm'
import { newId, parseGlobalId } from '../../../kernel/ids.ts'
import { Refused, type UserError, userError } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import {
  keyOf,
  type Locked,
  lockProposal,
  moveProposal,
  type ProposalTarget,
  recordProposal,
  stateAfter,
} from '../commands.ts'
import { noteEvent } from '../history/events.ts'
import { SIGNERS_AT_ONCE } from '../rules.ts'
import { proposalSigners } from '../tables.ts'
import { membersOf } from './seats.ts'
import { expiryOf, nextVersion, signersOf } from './signers.ts'

type SignerRow = typeof proposalSigners.$inferSelect

type Invite = ProposalTarget & {
  readonly input: { readonly coSigners?: readonly string[] | null; readonly endorsers?: readonly string[] | null }
}

/** Invites members to co-sign or to endorse. Who declined, or let the time run out, may be asked again. */
export const proposalInvite = command<Invite, Key>('proposalInvite', async (work, { input, ...target }) => {
  const locked = await lockProposal(work, target, 'INVITE')
  stateAfter(locked, 'INVITE')
  const [coSigners, endorsers] = [input.coSigners ?? [], input.endorsers ?? []]
  const invited = await checkInvited(work, locked, coSigners, endorsers)
  const known = await work.db.select().from(proposalSigners).where(signersOf(locked.row))
  const errors = invited.flatMap(({ memberId, field }) => standingError(work, known, memberId, field))
  if (errors.length > 0) throw new Refused(...errors)
  await writeInvitations(work, locked.row, invited, known)
  const to = locked.state === 'DRAFT' ? stateAfter(locked, 'BEGIN_CO_SIGNING') : locked.state
  const row = await moveProposal(work, locked.row, { state: to })
  const facts = { invited: invited.map(({ memberId, role }) => ({ memberId, role })) }
  await noteEvent(work, row, { action: 'INVITE', from: locked.state, to, audience: 'PROPOSERS', facts })
  recordProposal(work, row, { state: to, ...facts })
  return keyOf(row)
})

interface Invited {
  readonly memberId: string
  readonly role: 'CO_SIGNER' | 'ENDORSER'
  readonly field: string
}

async function checkInvited(
  work: Work,
  { row }: Locked,
  coSigners: readonly string[],
  endorsers: readonly string[],
): Promise<Invited[]> {
  const all = [...coSigners, ...endorsers]
  if (all.length === 0 || all.length > SIGNERS_AT_ONCE) throw new Refused(wrongNumber)
  const path = (index: number) =>
    index < coSigners.length ? `input.coSigners.${index}` : `input.endorsers.${index - coSigners.length}`
  const { memberIds, errors } = await membersOf(work, row, all, path)
  if (errors.length > 0) throw new Refused(...errors)
  return memberIds.map((memberId, index) => ({
    memberId,
    role: index < coSigners.length ? 'CO_SIGNER' : 'ENDORSER',
    field: path(index),
  }))
}

const wrongNumber = userError(
  'TOO_MANY',
  'input.coSigners',
  `一次须邀请 1 至 ${SIGNERS_AT_ONCE} 名委员`,
  `Invite 1 to ${SIGNERS_AT_ONCE} members at a time`,
)

/** Who signs already, or still has time to answer. */
function standingError({ now }: Work, known: readonly SignerRow[], memberId: string, field: string): UserError[] {
  const signer = known.find(row => row.memberId === memberId)
  const isPending = signer?.state === 'INVITED' && Date.parse(signer.expiresAt ?? '') > now.getTime()
  if (signer?.state !== 'ACCEPTED' && !isPending) return []
  const [zh, en] = ['该委员已署名或正待其答复', 'The member signs already, or was asked and may still answer']
  return [userError('ALREADY_SIGNER', field, zh, en)]
}

async function writeInvitations(work: Work, key: Key, invited: readonly Invited[], known: readonly SignerRow[]) {
  const at = work.now.toISOString()
  const fresh = { state: 'INVITED', textNumber: null, answeredAt: null, invitedAt: at }
  const expiresAt = await expiryOf(work, key.organizationId)
  const before = new Set(known.map(row => row.memberId))
  const added = invited.filter(({ memberId }) => !before.has(memberId))
  if (added.length > 0) {
    const from = Math.max(0, ...known.map(row => row.rank)) + 1
    await work.db.insert(proposalSigners).values(
      added.map(({ memberId, role }, index) => ({
        ...{ organizationId: key.organizationId, id: newId(), proposalId: key.id, memberId, role, rank: from + index },
        ...{ ...fresh, expiresAt, createdAt: at },
      })),
    )
  }
  for (const role of ['CO_SIGNER', 'ENDORSER'] as const) {
    const again = invited.filter(one => one.role === role && before.has(one.memberId)).map(one => one.memberId)
    if (again.length === 0) continue
    await work.db
      .update(proposalSigners)
      .set({ ...fresh, expiresAt, role, ...nextVersion })
      .where(and(signersOf(key), inArray(proposalSigners.memberId, again)))
  }
}

type Cancel = ProposalTarget & { readonly input: { readonly signers: readonly string[] } }

/** Takes invitations back, or the signatures of who steps back: they neither count nor see the proposal any more. */
export const proposalInvitationCancel = command<Cancel, Key>(
  'proposalInvitationCancel',
  async (work, { input, ...target }) => {
    const locked = await lockProposal(work, target, 'INVITE')
    stateAfter(locked, 'INVITE')
    const signers = await standingSigners(work, locked.row, input.signers)
    if (signers.length === 0) return keyOf(locked.row)
    const ids = signers.map(signer => signer.id)
    await work.db
      .update(proposalSigners)
      .set({ state: 'CANCELLED', textNumber: null, ...nextVersion })
      .where(and(signersOf(locked.row), inArray(proposalSigners.id, ids)))
    const row = await moveProposal(work, locked.row, {})
    const facts = { cancelled: signers.map(signer => signer.memberId) }
    await noteEvent(work, row, { action: 'CANCEL_INVITATION', audience: 'PROPOSERS', facts })
    recordProposal(work, row, facts)
    return keyOf(row)
  },
)

async function standingSigners(work: Work, key: Key, globalIds: readonly string[]): Promise<SignerRow[]> {
  const standing = await work.db
    .select()
    .from(proposalSigners)
    .where(and(signersOf(key), inArray(proposalSigners.state, ['INVITED', 'ACCEPTED'])))
  const found = globalIds.map(globalId => {
    const id = parseGlobalId(globalId)
    return standing.find(
      row =>
        row.role !== 'FIRST' && id?.prefix === 'psig' && id.organizationId === row.organizationId && id.id === row.id,
    )
  })
  const errors = found.flatMap((row, index) => (row ? [] : [unknownSigner(index)]))
  if (errors.length > 0) throw new Refused(...errors)
  return found.filter(row => row !== undefined)
}

const unknownSigner = (index: number): UserError =>
  userError(
    'NOT_FOUND',
    `input.signers.${index}`,
    '没有这项邀请或署名，或已撤回',
    'There is no such invitation or signature, or it was taken back already',
  )
