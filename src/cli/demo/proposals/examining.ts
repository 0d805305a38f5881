import { formatGlobalId } from '../../../kernel/ids.ts'
import { firstAccount, type Life, take, tell } from './life.ts'
import { dayOf, daysAfter, iso } from './moments.ts'
import type { Plan } from './plan.ts'
import { revise, submit } from './submission.ts'

const RETURNED = '建议部分较为笼统，请按一事一案的要求补充责任单位和具体措施后再提交。'

/** From the submission to the decision, as far as the plan goes. */
export function examine(life: Life, plan: Plan, submittedAt: number): void {
  const { until } = plan
  if (until === 'DRAFT' || until === 'CO_SIGNING') return
  submit(life, submittedAt)
  if (plan.isRevised || until === 'RETURNED_FOR_REVISION') returnForRevision(life)
  if (until === 'SUBMITTED' || until === 'RETURNED_FOR_REVISION') return
  if (plan.isRevised) submitAgain(life)
  const isChecked = until !== 'NOT_FILED' || life.draw.next() < 0.5
  if (isChecked) check(life, 'FIRST_CHECK')
  if (until === 'FIRST_CHECKED') return
  if (isChecked) check(life, 'RECHECK')
  if (until === 'NOT_FILED') notFile(life)
  if (until === 'WITHDRAWN') withdraw(life)
  if (until === 'FILED') file(life)
  if (plan.isKey) markKey(life)
}

const later = (life: Life, from: number, to: number): void => {
  life.at = daysAfter(life.draw, life.at, from, to)
}

function returnForRevision(life: Life): void {
  later(life, 1, 3)
  const from = take(life, 'RETURN_FOR_REVISION')
  life.row.decisionNote = RETURNED
  const actor = life.ground.accounts.proposals
  tell(life, { action: 'RETURN_FOR_REVISION', from, to: life.row.state, audience: 'PROPOSERS', note: RETURNED, actor })
}

function submitAgain(life: Life): void {
  later(life, 1, 2)
  revise(life)
  submit(life, daysAfter(life.draw, life.at, 1, 2))
}

/** By two of the office, as the default policy has it. */
function check(life: Life, action: 'FIRST_CHECK' | 'RECHECK'): void {
  later(life, 1, action === 'FIRST_CHECK' ? 3 : 2)
  const { accounts } = life.ground
  const from = take(life, action)
  const actor = action === 'FIRST_CHECK' ? accounts.proposals : accounts['proposals-recheck']
  tell(life, { action, from, to: life.row.state, audience: 'OFFICE', actor })
}

const DECIDED_BY = '提案委员会'

function file(life: Life): void {
  later(life, 1, 2)
  const from = take(life, 'FILE')
  const { row, at, duties } = life
  row.filedAt = iso(at)
  duties.push({ category: 'PROPOSAL_FILED', occurredOn: dayOf(at), state: 'CONFIRMED' })
  tell(life, {
    ...{ action: 'FILE', from, to: row.state, audience: 'PROPOSERS', actor: life.ground.accounts.proposals },
    // The number is given when all are there (numbers.ts).
    facts: { caseNumber: null, decidedBy: DECIDED_BY },
  })
}

const DISPOSITIONS = ['RETURNED', 'TO_OPINION_REPORT', 'TO_MICRO_SUGGESTION', 'KEPT'] as const
const REASONS = [
  '所提事项已转为社情民意信息报送，感谢您对有关工作的关注。',
  '经审查，建议部分缺少可操作的具体措施，留作参考。',
  '所提事项正在依法处理程序中，请通过相应渠道反映。',
] as const

/** A disposition, never a deletion. */
function notFile(life: Life): void {
  const { draw, row, ground } = life
  later(life, 1, 3)
  const note = draw.pick(REASONS)
  const disposition = draw.pick(DISPOSITIONS)
  const found = ground.grounds[draw.between(0, ground.grounds.length - 1)]
  const from = take(life, 'NOT_FILE')
  Object.assign(row, { groundId: found?.id ?? null, disposition, decisionNote: note })
  tell(life, {
    ...{ action: 'NOT_FILE', from, to: row.state, audience: 'PROPOSERS', note, actor: ground.accounts.proposals },
    facts: { ground: found?.name, disposition },
  })
}

/** By the first proposer, before anybody has it; what it proved is taken back. */
function withdraw(life: Life): void {
  later(life, 1, 2)
  const from = take(life, 'WITHDRAW')
  for (const duty of life.duties) duty.state = 'REVERSED'
  const note = '有关部门已启动相关工作，所提问题正在解决，申请撤案。'
  tell(life, { action: 'WITHDRAW', from, to: life.row.state, audience: 'ALL', note, actor: firstAccount(life) })
}

function markKey(life: Life): void {
  const { draw, row, ground, duties } = life
  later(life, 1, 2)
  const leaders = ground.seats.filter(({ leads }) => leads)
  const leader = leaders[draw.between(0, leaders.length - 1)]
  take(life, 'MARK_KEY')
  Object.assign(row, { isKey: true, keyLeaderId: leader?.id ?? null })
  duties.push({ category: 'PROPOSAL_KEY', occurredOn: dayOf(life.at), state: 'CONFIRMED' })
  const facts = { leader: formatGlobalId('mem', row.organizationId, leader?.id ?? '') }
  tell(life, {
    action: 'MARK_KEY',
    audience: 'ALL',
    note: '经主席会议确定为重点提案。',
    facts,
    actor: ground.accounts.proposals,
  })
}

/** Takes in others of the same matter, which keep their numbers and follow it from now on. */
export function mergeInto(target: Life, children: readonly Life[]): void {
  if (children.length === 0) return
  const globalId = ({ row }: Life) => formatGlobalId('prop', row.organizationId, row.id)
  const at = daysAfter(target.draw, Math.max(target.at, ...children.map(child => child.at)), 1, 2)
  const note = '内容相近，合并办理，分别答复。'
  const actor = target.ground.accounts.proposals
  for (const child of children) {
    child.at = at
    const from = take(child, 'MERGE')
    child.row.mergedIntoId = target.row.id
    target.children.push(child)
    const told = { action: 'MERGE', from, to: child.row.state, audience: 'PROPOSERS', note, actor } as const
    tell(child, { ...told, facts: { into: globalId(target) } })
  }
  target.at = at
  target.row.version += 1
  const facts = { mergedFrom: children.map(globalId) }
  tell(target, { action: 'MERGE', audience: 'PROPOSERS', note, facts, actor })
}
