import { clerk, earned, isClerk, type Model, type ProposalRule, unless } from './model.ts'

const ON_THE_WAY = ['FILED', 'ASSIGNED', 'IN_HANDLING', 'REPLIED', 'FEEDBACK', 'REHANDLING']
const LASTING = [...ON_THE_WAY, 'CLOSED', 'CLOSED_WITH_DISSENT', 'TRACKING', 'MERGED', 'ARCHIVED']
const ROUNDS_MAX = 5

/** By the office: what changes a mark. */
const mark = (obstacle: ProposalRule[2], after: ProposalRule[3]): ProposalRule => [isClerk, clerk, obstacle, after]

/** Of what was put on file, however it ended then; not of what was taken back. */
const lasting = (m: Model) => unless(m, ...LASTING) || ((!m.isFiled || m.isWithdrawn) && 'NOT_ON_FILE')

const without = (m: Model, category: string) => m.duties.filter(duty => !duty.endsWith(category))
const lastRound = (m: Model) => m.rounds.at(-1)
const decided = (m: Model, state: string): Model => ({ ...m, rounds: [...m.rounds.slice(0, -1), state] })

/** What is taken back leaves the last round that it was in. */
export const leftRounds = (m: Model) => (m.rounds.length === 0 ? m.rounds : decided(m, 'ELIMINATED').rounds)

export const MARK_RULES = {
  MARK_KEY: mark(
    m => unless(m, ...ON_THE_WAY) || (m.isKey && 'ALREADY_MARKED'),
    m => ({ ...m, isKey: true, duties: [...m.duties, ...earned(m, 'PROPOSAL_KEY')] }),
  ),
  UNMARK_KEY: mark(
    m => unless(m, ...ON_THE_WAY) || (!m.isKey && 'NOT_KEY'),
    m => ({ ...m, isKey: false, duties: without(m, 'PROPOSAL_KEY') }),
  ),
  SUPERVISE: mark(
    m => unless(m, ...ON_THE_WAY, 'TRACKING') || (!m.isKey && 'NOT_KEY'),
    m => ({ ...m, supervisions: m.supervisions + 1 }),
  ),
  NOMINATE: mark(
    m =>
      lasting(m) ||
      (m.rounds.length === ROUNDS_MAX && 'OUT_OF_RANGE') ||
      (m.rounds.length > 0 && lastRound(m) !== 'PASSED' && 'ROUND_NOT_PASSED'),
    m => ({ ...m, rounds: [...m.rounds, 'NOMINATED'] }),
  ),
  PASS: mark(
    m => (lastRound(m) !== 'NOMINATED' && 'INVALID_STATE') || lasting(m),
    m => decided(m, 'PASSED'),
  ),
  AWARD: mark(
    m => (lastRound(m) !== 'PASSED' && 'INVALID_STATE') || lasting(m),
    m => ({
      ...{ ...decided(m, 'AWARDED'), isExcellent: true },
      duties: [...m.duties, ...earned(m, 'PROPOSAL_EXCELLENT')],
    }),
  ),
  ELIMINATE: mark(
    m => lastRound(m) === 'ELIMINATED' && 'INVALID_STATE',
    m => ({ ...decided(m, 'ELIMINATED'), isExcellent: false, duties: without(m, 'PROPOSAL_EXCELLENT') }),
  ),
  PUBLISH: mark(
    m => lasting(m) || (!m.consents && 'NO_CONSENT') || (m.isPublished && 'ALREADY_MARKED'),
    m => ({ ...m, isPublished: true }),
  ),
  UNPUBLISH: mark(
    m => lasting(m) || (!m.consents && 'NO_CONSENT') || (!m.isPublished && 'NOT_PUBLISHED'),
    m => ({ ...m, isPublished: false }),
  ),
} as const satisfies Record<string, ProposalRule>
