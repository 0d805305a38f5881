import type { DutyState } from '../../../domain/duty/workflow.ts'
import type { AssignmentState } from '../../../domain/proposals/handling/assignment-workflow.ts'
import type { HandlingRole } from '../../../domain/proposals/handling/guards.ts'
import type { proposalFeedback, proposalReplies } from '../../../domain/proposals/handling/replies/tables.ts'
import type {
  proposalAssignments,
  proposalDeadlines,
  proposalHandlings,
  proposalRequests,
} from '../../../domain/proposals/handling/tables.ts'
import type { HandlingState } from '../../../domain/proposals/handling/workflow.ts'
import type { proposalEvents } from '../../../domain/proposals/history/tables.ts'
import type { proposalNominations, proposalSupervisions } from '../../../domain/proposals/marks/tables.ts'
import type { ProposerKind } from '../../../domain/proposals/rules.ts'
import type { ProposalTexts } from '../../../domain/proposals/similar/symbols.ts'
import type { proposalSigners, proposals, proposalTexts } from '../../../domain/proposals/tables.ts'
import { type ProposalAction, type ProposalState, proposalWorkflow } from '../../../domain/proposals/workflow.ts'
import type { Random } from '../random.ts'
import type { Ground } from './ground.ts'
import { iso } from './moments.ts'
import type { Topic } from './topics/index.ts'

/** Rows as they are to be inserted, every column said, so that one statement takes all of them. */
type Whole<Row> = { [Column in keyof Row]-?: Exclude<Row[Column], undefined> }

export type ProposalDraft = Whole<typeof proposals.$inferInsert> & {
  state: ProposalState
  proposerKind: ProposerKind
  round: number
  version: number
}
export type SignerDraft = Whole<typeof proposalSigners.$inferInsert> & { version: number }
export type PartDraft = Whole<typeof proposalHandlings.$inferInsert> & {
  role: HandlingRole
  state: HandlingState
  round: number
  version: number
}
export type AssignmentDraft = Whole<typeof proposalAssignments.$inferInsert> & { state: AssignmentState }
export type ReplyDraft = Whole<typeof proposalReplies.$inferInsert> & { version: number }
export type DeadlineDraft = Whole<typeof proposalDeadlines.$inferInsert>

/** A duty that the proposal proves for its proposers. */
export interface ProvenBy {
  readonly category: 'PROPOSAL_SUBMITTED' | 'PROPOSAL_FILED' | 'PROPOSAL_KEY' | 'PROPOSAL_EXCELLENT'
  readonly occurredOn: string
  state: Extract<DutyState, 'CONFIRMED' | 'REVERSED'>
}

/** One invented proposal on its way: what the commands would have written until now. */
export interface Life {
  readonly ground: Ground
  readonly draw: Random
  readonly topic: Topic
  readonly place: string
  readonly row: ProposalDraft
  /** The moment it has come to. */
  at: number
  readonly texts: Whole<typeof proposalTexts.$inferInsert>[]
  readonly signers: SignerDraft[]
  readonly assignments: AssignmentDraft[]
  readonly parts: PartDraft[]
  readonly requests: Whole<typeof proposalRequests.$inferInsert>[]
  readonly deadlines: DeadlineDraft[]
  readonly replies: ReplyDraft[]
  readonly feedback: Whole<typeof proposalFeedback.$inferInsert>[]
  readonly events: Whole<typeof proposalEvents.$inferInsert>[]
  readonly supervisions: Whole<typeof proposalSupervisions.$inferInsert>[]
  readonly nominations: Whole<typeof proposalNominations.$inferInsert>[]
  readonly duties: ProvenBy[]
  /** Lives that were merged into it. */
  readonly children: Life[]
}

export const textOf = ({ row: { title, situation, analysis, suggestions } }: Pick<Life, 'row'>): ProposalTexts => ({
  title,
  situation,
  analysis,
  suggestions,
})

/** Who stands for whoever has no account in the demonstration. */
export const SOMEBODY = '00000000-0000-0000-0000-000000000000'

export interface Told {
  readonly action: string
  readonly from?: string
  readonly to?: string
  readonly audience: 'OFFICE' | 'HANDLERS' | 'PROPOSERS' | 'ALL'
  readonly note?: string
  readonly facts?: Readonly<Record<string, unknown>>
  readonly handlingId?: string
  readonly actor?: string | undefined
}

/** A line of its history, now. */
export function tell(life: Life, { from, to, handlingId, actor, note = '', facts = {}, ...told }: Told): void {
  const { row, draw, at, events } = life
  // What happens in one moment is told in its order.
  const id = draw.id(new Date(at + events.length))
  events.push({
    ...{ organizationId: row.organizationId, id, proposalId: row.id },
    ...{ handlingId: handlingId ?? null, fromState: from ?? null, toState: to ?? null, actorId: actor ?? null },
    ...{ ...told, note, facts, createdAt: iso(at) },
  })
}

/** Its next version after an action, which the workflow must know; the state that it comes from. */
export function take(life: Life, action: ProposalAction): ProposalState {
  const { row } = life
  const { state } = row
  const { from, to } = proposalWorkflow.transitions[action]
  if (!from.includes(state)) throw new Error(`the demonstration cannot ${action} a proposal that is ${state}`)
  row.state = to ?? state
  row.version += 1
  return state
}

/** Its proposers: the first and the co-signers who signed. Endorsers propose nothing. */
export const proposersOf = ({ signers }: Life): readonly SignerDraft[] =>
  signers.filter(({ state, role }) => state === 'ACCEPTED' && role !== 'ENDORSER')

export const newIdOf = ({ draw, at }: Life): string => draw.id(new Date(at))

export const firstAccount = ({ row, ground }: Life): string | undefined =>
  ground.accountOfSeat.get(row.firstProposerId ?? '')
