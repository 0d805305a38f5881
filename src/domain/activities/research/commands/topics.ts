import { and, eq, ne } from 'drizzle-orm'
import { businessDate } from '../../../../kernel/clock.ts'
import { newId } from '../../../../kernel/ids.ts'
import { Refused, userError } from '../../../../kernel/user-error.ts'
import { command, type Work } from '../../../../platform/commands/command.ts'
import { expectVersion, forbidden, requirePermission } from '../../../../platform/commands/load.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { memberReferences, resolveReferences } from '../../../members/references.ts'
import { organizationNumber } from '../../../organizations/queries.ts'
import { keyOf, textOf } from '../../commands.ts'
import { lockTopic, type TopicRow } from '../lock.ts'
import { PLAN_MAX, TITLE_MAX, yearError } from '../rules.ts'
import { researchTopics } from '../tables.ts'

interface Content {
  readonly title?: string | null
  readonly specialCommittee?: string | null
  readonly year?: number | null
  readonly plan?: string | null
}

interface Creating {
  readonly organization?: string | null
  readonly input: Content & { readonly id?: string | null; readonly title: string; readonly year: number }
}

/** Sets a research topic (调研课题) with its plan. */
export const researchTopicCreate = command<Creating, Key>('researchTopicCreate', async (work, given) => {
  const organizationId = organizationIn(work, given.organization)
  requirePermission(work.viewer, 'ACTIVITY_MANAGE', organizationId)
  const content = await contentOf(work, organizationId, given.input, null)
  const key = { organizationId, id: given.input.id ?? newId() }
  const created = { createdBy: work.viewer.accountId ?? '', createdAt: work.now.toISOString() }
  await work.db.insert(researchTopics).values({ ...key, ...content, ...created })
  record(work, key, 1, content, 'CREATE')
  return key
})

interface Updating {
  readonly id: string
  readonly expectedVersion: number
  readonly input: Content
}

export const researchTopicUpdate = command<Updating, Key>('researchTopicUpdate', async (work, given) => {
  const row = await lockTopic(work, given.id)
  expectVersion(row, given.expectedVersion)
  const content = await contentOf(work, row.organizationId, given.input, row)
  await work.db
    .update(researchTopics)
    .set({ ...content, version: row.version + 1 })
    .where(and(eq(researchTopics.organizationId, row.organizationId), eq(researchTopics.id, row.id)))
  record(work, row, row.version + 1, content, 'UPDATE')
  return keyOf(row)
})

function organizationIn({ viewer }: Work, given: string | null | undefined): string {
  const organizationId = given == null ? viewer.organizationId : organizationNumber(given)
  if (!organizationId) throw forbidden()
  return organizationId
}

/** What an input makes of a topic; what is not sent stays as it was. */
async function contentOf(work: Work, organizationId: string, input: Content, stored: TopicRow | null) {
  const title = textOf('input.title', input.title ?? stored?.title ?? '', { max: TITLE_MAX })
  const plan = textOf('input.plan', input.plan ?? stored?.plan ?? '', { max: PLAN_MAX, min: 0, multiline: true })
  const year = input.year ?? stored?.year ?? 0
  const wrongYear = yearError(year, Number(businessDate(work.now).slice(0, 4)))
  const committee = await committeeOf(work, organizationId, input.specialCommittee, stored)
  const errors = [...(wrongYear ? [wrongYear] : []), ...committee.errors]
  if (errors.length > 0) throw new Refused(...errors)
  await requireFree(work, organizationId, title, year, stored?.id ?? null)
  return { title, plan, year, specialCommitteeId: committee.id }
}

async function committeeOf(
  work: Work,
  organizationId: string,
  given: string | null | undefined,
  stored: TopicRow | null,
) {
  if (given === undefined) return { id: stored?.specialCommitteeId ?? null, errors: [] }
  const kept = new Set(stored?.specialCommitteeId ? [stored.specialCommitteeId] : [])
  const { ids, errors } = await resolveReferences(
    work,
    organizationId,
    memberReferences({ specialCommittee: given }),
    kept,
  )
  return { id: ids.get('input.specialCommittee') ?? null, errors }
}

/** Two topics of a year have two titles. */
async function requireFree(
  { db }: Work,
  organizationId: string,
  title: string,
  year: number,
  own: string | null,
): Promise<void> {
  const same = and(
    eq(researchTopics.organizationId, organizationId),
    eq(researchTopics.year, year),
    eq(researchTopics.title, title),
    ...(own === null ? [] : [ne(researchTopics.id, own)]),
  )
  const [other] = await db.select({ id: researchTopics.id }).from(researchTopics).where(same)
  if (other)
    throw new Refused(
      userError(
        'NAME_OR_CODE_TAKEN',
        'input.title',
        `${year} 年度已有同名课题`,
        `There is a topic of this title in ${year} already`,
      ),
    )
}

const record = (
  work: Work,
  { organizationId, id }: Key,
  version: number,
  payload: Readonly<Record<string, unknown>>,
  op: 'CREATE' | 'UPDATE',
): void => work.record(organizationId, { recordType: 'ResearchTopic', recordId: id, version, op, payload })
