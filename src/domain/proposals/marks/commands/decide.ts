import { type GlobalId, parseGlobalId } from '../../../../kernel/ids.ts'
import { advance } from '../../../../kernel/workflow.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import { expectVersion, notFound } from '../../../../platform/commands/load.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { type Locked, lockByKey, type ProposalTarget, stateAfter, textOf } from '../../commands.ts'
import { noteOf } from '../../notes.ts'
import { REASON_MAX } from '../../rules.ts'
import { award, noteDecision, takeBackAward } from '../award.ts'
import { type Nomination, nominationIs, writeDecision } from '../nominations.ts'
import { proposalNominations } from '../tables.ts'
import { type NominationAction, type NominationState, nominationStateOf, nominationWorkflow } from '../workflow.ts'
import { roundsOf } from './nominate.ts'

type Decision = 'PASSED' | 'ELIMINATED' | 'AWARDED'

interface Deciding extends ProposalTarget {
  readonly input: { readonly decision: Decision; readonly comment?: string | null }
}

const ACTIONS: Readonly<Record<Decision, NominationAction>> = {
  PASSED: 'PASS',
  ELIMINATED: 'ELIMINATE',
  AWARDED: 'AWARD',
}

/** What became of a nomination in its round. An award makes the proposal excellent, and is taken back by eliminating it. */
export const proposalNominationDecide = command<Deciding, Key>(
  'proposalNominationDecide',
  async (work, { id, expectedVersion, input }) => {
    const { locked, nomination } = await lockNomination(work, id)
    expectVersion(nomination, expectedVersion)
    const from = nominationStateOf(nomination)
    const action = ACTIONS[input.decision]
    const rounds = await roundsOf(work, locked.row, nomination.year)
    const hasLaterRound = rounds.some(({ round }) => round > nomination.round)
    const state = advance(nominationWorkflow, action, from, { hasLaterRound })
    // A proposal may leave the list whatever became of it, but goes on only while it may be nominated.
    if (action !== 'ELIMINATE') stateAfter(locked, 'NOMINATE')
    const comment = commentOf(from, action, input.comment)
    await writeDecision(work, nomination, { state, comment })
    const { year, round } = nomination
    if (action === 'AWARD') await award(work, locked.row, year)
    if (from === 'AWARDED') await takeBackAward(work, locked.row, comment)
    await noteDecision(work, locked.row, { action, comment, year, round }, [from, state].includes('AWARDED'))
    return { organizationId: nomination.organizationId, id: nomination.id }
  },
)

/** The proposal first, then the nomination: the order in which everybody locks. Only the committee's readers see nominations. */
async function lockNomination(work: Work, globalId: string): Promise<{ locked: Locked; nomination: Nomination }> {
  const key = parseGlobalId(globalId)
  if (key?.prefix !== 'pnom' || !work.viewer.can('PROPOSAL_READ', key.organizationId)) throw notFound('id')
  const [found] = await select(work, key)
  if (!found) throw notFound('id')
  const proposal = { organizationId: key.organizationId, id: found.proposalId }
  const locked = await lockByKey(work, proposal, ['PROPOSAL_MANAGE'], 'id')
  const [nomination] = await select(work, key).for('update')
  if (!nomination) throw notFound('id')
  return { locked, nomination }
}

const select = ({ db }: Work, key: GlobalId) => db.select().from(proposalNominations).where(nominationIs(key))

/** What was in the list and leaves it, leaves it for a reason that is said. */
function commentOf(from: NominationState, action: NominationAction, given: string | null | undefined): string {
  if (action !== 'ELIMINATE' || from === 'NOMINATED') return noteOf(given, 'input.comment')
  return textOf('input.comment', given ?? '', { max: REASON_MAX, multiline: true })
}
