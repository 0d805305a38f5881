import { type Actor, isMember, type Model, newPart, type ProposalRule, proposers, settled } from './model.ts'

const RATED = ['REPLIED', 'FEEDBACK', 'CLOSED', 'CLOSED_WITH_DISSENT', 'TRACKING']

/** Why a proposer of a proposal in `state`, this one or the one merged into it, does not rate the last letter. */
export const unrated = (m: Model, by: Actor, state: string) =>
  (m.sent?.rated[by] !== undefined && 'ALREADY_GIVEN') ||
  (!RATED.includes(state) && 'INVALID_STATE') ||
  (m.sent?.round !== m.round && 'NOTHING_TO_RATE')

export function rated(m: Model, by: Actor, state: string, how: 'GOOD' | 'BAD'): Model {
  const inTime = (state === 'REPLIED' || state === 'FEEDBACK') && m.time === m.sent?.at
  const said = inTime ? how : 'LATE'
  const after: Model = { ...m, sent: m.sent && { ...m.sent, rated: { ...m.sent.rated, [by]: said } } }
  return inTime ? settled(after) : after
}

export const rate = (how: 'GOOD' | 'BAD'): ProposalRule => [
  isMember,
  (m, by) => proposers(m).some(one => one === by),
  (m, by) => unrated(m, by, m.state),
  (m, by) => rated(m, by, m.state, how),
]

export function closed(m: Model): Model {
  const isBad = Object.values(m.sent?.rated ?? {}).includes('BAD')
  if (!isBad) return { ...m, state: m.parts[0]?.planned ? 'TRACKING' : 'CLOSED' }
  if (m.round > 1) return { ...m, state: 'CLOSED_WITH_DISSENT' }
  const again = newPart(m.parts[0]?.role ?? 'SOLE', { round: 2, time: m.time })
  return { ...m, state: 'REHANDLING', round: 2, parts: [again, null], earlier: [true, m.parts[1] !== null] }
}
