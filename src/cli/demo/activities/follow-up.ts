import { addDays } from '../../../kernel/dates.ts'
import { DAY, dayOf, iso } from '../proposals/moments.ts'
import type { Ground } from './ground.ts'
import { keyOf } from './hold.ts'
import { bring } from './outcomes.ts'

/** Of the city's open problems: one that was entered twice, and one that the demonstration's member is to solve, and was urged. */
export function followUp(ground: Ground): void {
  const { rows, now, office, ownSeat } = ground
  const found = rows.outcomes.find(({ kind, state }) => kind === 'PROBLEM' && state === 'OPEN')
  const from = rows.activities.find(({ id }) => id === found?.activityId)
  if (!found || !from || !ownSeat) return
  const { kind, title } = found
  bring(ground, from, { kind, title, state: 'WITHDRAWN', reason: '与另一条问题重复登记，予以作废', version: 2 })
  const dueOn = addDays(dayOf(now.getTime()), 10)
  const body = '请结合调研情况提出整改建议'
  const owed = bring(ground, from, {
    kind,
    title: `${title}跟踪调研`,
    body,
    state: 'OPEN',
    ownerMemberId: ownSeat.id,
    dueOn,
  })
  const createdAt = iso(now.getTime() - DAY / 4)
  rows.urges.push({
    ...{ ...keyOf(ground, { createdAt }), outcomeId: owed.id, urgedBy: office, createdAt },
    words: '期限将至，请尽快报送进展情况',
  })
}
