import { and, eq } from 'drizzle-orm'
import { businessDate } from '../../../../kernel/clock.ts'
import { newId, parseGlobalId } from '../../../../kernel/ids.ts'
import { Refused, userError } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import { notFound } from '../../../../platform/commands/load.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { activityKinds } from '../../../organizations/tables.ts'
import { type ActivityRow, lockActivityUnversioned } from '../../commands.ts'
import { lockTopic } from '../../research/lock.ts'
import { unconfirmed } from '../../rules.ts'
import { isUnconfirmed } from '../../workflow.ts'
import { contentOf, NO_CONTENT, type OutcomeContent, ownersIn } from '../input.ts'
import { lookAt, OUTCOME_PREFIX, recordOutcome } from '../lock.ts'
import { nameMembers } from '../members.ts'
import { outcomeErrors } from '../rules.ts'
import { outcomeSituation } from '../situation.ts'
import { activityOutcomes } from '../tables.ts'
import { firstState, type OutcomeKind } from '../workflow.ts'

interface Creating {
  readonly input: OutcomeContent & {
    readonly id?: string | null
    readonly activity?: string | null
    readonly researchTopic?: string | null
    readonly kind: OutcomeKind
    readonly problem?: string | null
    readonly title: string
  }
}

/** Records an outcome of an activity (成果), or a report of a research topic as a whole. */
export const activityOutcomeCreate = command<Creating, Key>('activityOutcomeCreate', async (work, { input }) => {
  const source = await sourceOf(work, input)
  const { organizationId, since } = source
  const content = await contentOf(work, organizationId, input, NO_CONTENT)
  const problemId = input.problem == null ? null : await openProblem(work, source, input.problem)
  const { values, memberIds } = content
  const shape = { kind: input.kind, hasProblem: problemId !== null, since, owners: ownersIn(values), ...values }
  const errors = [...content.errors, ...outcomeErrors(shape)]
  if (errors.length > 0) throw new Refused(...errors)
  const key = { organizationId, id: input.id ?? newId() }
  const { activityId, researchTopicId } = source
  const row = { activityId, researchTopicId, kind: input.kind, problemId, ...values, state: firstState(input.kind) }
  const at = work.now.toISOString()
  const created = { createdBy: work.viewer.accountId ?? '', createdAt: at, updatedAt: at }
  await work.db.insert(activityOutcomes).values({ ...key, ...row, ...created })
  await nameMembers(work, key, memberIds)
  recordOutcome(work, { ...key, version: 1 }, { ...row, members: memberIds }, 'CREATE')
  return key
})

interface Source {
  readonly organizationId: string
  readonly activityId: string | null
  readonly researchTopicId: string | null
  readonly since: string | null
}

/** The activity or the topic, locked: one of them, and one that can have such an outcome. */
async function sourceOf(work: Work, { activity, researchTopic, kind }: Creating['input']): Promise<Source> {
  if ((activity == null) === (researchTopic == null)) throw new Refused(oneSource)
  if (activity != null) {
    const { row } = await lockActivityUnversioned(work, activity, ['ACTIVITY_MANAGE'], { field: 'input.activity' })
    await requireKind(work, row, kind)
    const since = businessDate(new Date(row.startsAt))
    return { organizationId: row.organizationId, activityId: row.id, researchTopicId: null, since }
  }
  const topic = await lockTopic(work, researchTopic ?? '', 'input.researchTopic')
  if (kind !== 'REPORT') throw new Refused(onlyReports)
  return { organizationId: topic.organizationId, activityId: null, researchTopicId: topic.id, since: null }
}

/** What comes of an activity comes after its beginning, and is of what its kind can have. */
async function requireKind({ db, now }: Work, row: ActivityRow, kind: OutcomeKind): Promise<void> {
  const { organizationId, kindId, state, startsAt } = row
  if (state === 'CANCELLED') throw new Refused(cancelled)
  if (isUnconfirmed(row)) throw new Refused(unconfirmed('input.activity'))
  if (new Date(startsAt) > now) throw new Refused(notStarted)
  const which = and(eq(activityKinds.organizationId, organizationId), eq(activityKinds.id, kindId))
  const [found] = await db.select().from(activityKinds).where(which)
  if (!found?.outcomes.includes(kind)) throw new Refused(wrongKind(found?.name ?? ''))
}

/** The problem of a measure: of the same activity, and open. */
async function openProblem(work: Work, { organizationId, activityId }: Source, globalId: string): Promise<string> {
  const key = parseGlobalId(globalId)
  if (key?.prefix !== OUTCOME_PREFIX || key.organizationId !== organizationId) throw notFound('input.problem')
  const which = and(eq(activityOutcomes.organizationId, organizationId), eq(activityOutcomes.id, key.id))
  const [row] = await work.db.select().from(activityOutcomes).where(which).for('update')
  const found = await lookAt(work, key)
  if (!row || row.activityId !== activityId || !found?.isVisible) throw notFound('input.problem')
  const { kind, state } = outcomeSituation(found.facts)
  if (kind !== 'PROBLEM') throw new Refused(noProblem)
  if (state !== 'OPEN') throw new Refused(problemClosed)
  return row.id
}

const oneSource = userError(
  'REQUIRED',
  'input.activity',
  '请填写所属活动或调研课题，二者选一',
  'Name the activity or the research topic: one of them',
)
const onlyReports = userError(
  'KIND_NOT_ALLOWED',
  'input.kind',
  '调研课题只登记调研报告，其他成果请登记在具体调研活动下',
  'A topic has reports only; record other outcomes with the trip',
)
const wrongKind = (name: string) =>
  userError(
    'KIND_NOT_ALLOWED',
    'input.kind',
    `“${name}”不产生该类成果`,
    `An activity of the kind "${name}" has no such outcomes`,
  )
const cancelled = userError('INVALID_STATE', 'input.activity', '该活动已取消', 'The activity is cancelled')
const notStarted = userError('NOT_STARTED', 'input.activity', '活动尚未开始', 'The activity has not begun yet')
const noProblem = userError('NOT_A_PROBLEM', 'input.problem', '所选成果不是问题', 'That outcome is not a problem')
const problemClosed = userError(
  'PROBLEM_CLOSED',
  'input.problem',
  '该问题已办结，请先重新打开',
  'The problem is closed; reopen it first',
)
