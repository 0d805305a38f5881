import { isCollective } from '../../../domain/proposals/guards.ts'
import { placingOf } from '../../../domain/proposals/rules.ts'
import { DAYS_TO_ANSWER, keepText } from './drafting.ts'
import { firstAccount, type Life, proposersOf, take, tell } from './life.ts'
import { DAY, dayOf, iso, MINUTE } from './moments.ts'

/** Hands it in, for the first time or again. The receipt number is given when all are there (numbers.ts). */
export function submit(life: Life, at: number): void {
  const { row, ground } = life
  life.at = at
  const from = take(life, 'SUBMIT')
  const proposers = proposersOf(life)
  if (!isCollective(row.proposerKind)) row.proposerKind = proposers.length > 1 ? 'MEMBERS_JOINT' : 'MEMBER'
  row.decisionNote = ''
  if (row.submittedAt === null) {
    const placing = placingOf(ground.sessions, new Date(at))
    if (!placing) throw new Error('the demonstration submits before any session')
    Object.assign(row, placing, { submittedAt: iso(at) })
    life.duties.push({ category: 'PROPOSAL_SUBMITTED', occurredOn: dayOf(at), state: 'CONFIRMED' })
  }
  for (const text of life.texts) if (text.number === row.textNumber) text.submittedAt = iso(at)
  tell(life, {
    ...{ action: 'SUBMIT', from, to: row.state, audience: 'ALL', actor: firstAccount(life) },
    facts: {
      ...{ receiptNumber: null, period: row.period, textNumber: row.textNumber },
      ...{ proposers: proposers.map(({ memberId }) => memberId), left: [] },
    },
  })
}

/** Another text after a revision: everybody who signed is asked again, and signs. */
export function revise(life: Life): void {
  const { row, signers } = life
  row.textNumber += 1
  row.suggestions = `${row.suggestions}\n以上各项，建议分别明确责任单位和完成时限，并于年底前集中反馈一次。`
  take(life, 'UPDATE')
  keepText(life)
  const others = signers.filter(signer => signer.role !== 'FIRST' && signer.state === 'ACCEPTED')
  for (const signer of signers.slice(0, 1)) signer.textNumber = row.textNumber
  tell(life, {
    ...{ action: 'UPDATE', audience: 'PROPOSERS', actor: firstAccount(life) },
    facts: {
      ...{ fields: ['suggestions', 'textNumber'], textNumber: row.textNumber },
      askedAgain: others.map(({ memberId }) => memberId),
    },
  })
  for (const signer of others) {
    life.at += 11 * MINUTE
    const expiresAt = iso(life.at + DAYS_TO_ANSWER * DAY)
    const again = { invitedAt: iso(life.at), expiresAt, answeredAt: iso(life.at), version: signer.version + 2 }
    Object.assign(signer, { ...again, textNumber: row.textNumber })
    tell(life, {
      ...{ action: 'ACCEPT', audience: 'PROPOSERS', actor: life.ground.accountOfSeat.get(signer.memberId) },
      facts: { memberId: signer.memberId, role: signer.role, textNumber: row.textNumber },
    })
  }
}
