import { and, eq, inArray } from 'drizzle-orm'
import { newId } from '../../../kernel/ids.ts'
import { checkText } from '../../../kernel/text.ts'
import { Refused, type UserError, userError } from '../../../kernel/user-error.ts'
import { command, type Work } from '../../../platform/commands/command.ts'
import { insertRows } from '../../../platform/db/bulk.ts'
import type { Key } from '../../../platform/graphql/compiler/resolvers.ts'
import {
  type ActivityRow,
  type ActivityTarget,
  keyOf,
  lockActivity,
  moveActivity,
  recordActivity,
  stateAfter,
} from '../commands.ts'
import { usableFiles } from '../files.ts'
import { activityAgendaItems, activityMaterials } from './tables.ts'

const ITEMS_MAX = 100
const MATERIALS_MAX = 50

interface Item {
  readonly title: string
  readonly presenter?: string | null
  readonly startsAt?: string | null
}

interface AgendaSet extends ActivityTarget {
  readonly items: readonly Item[]
}

/** Sets the agenda as a whole: what is in it, and in which order. */
export const activityAgendaSet = command<AgendaSet, Key>('activityAgendaSet', async (work, { items, ...target }) => {
  const locked = await lockActivity(work, target, 'UPDATE')
  stateAfter(locked, 'UPDATE')
  const agenda = checkedItems(items, locked.row)
  const { organizationId, id: activityId } = locked.row
  const which = and(
    eq(activityAgendaItems.organizationId, organizationId),
    eq(activityAgendaItems.activityId, activityId),
  )
  await work.db.delete(activityAgendaItems).where(which)
  const rows = agenda.map((item, index) => ({ organizationId, id: newId(), activityId, rank: index + 1, ...item }))
  await insertRows(work.tx, activityAgendaItems, rows)
  const row = await moveActivity(work, locked.row, {})
  recordActivity(work, row, { agenda })
  return keyOf(row)
})

function checkedItems(items: readonly Item[], { startsAt, endsAt }: ActivityRow) {
  if (items.length > ITEMS_MAX) {
    throw new Refused(userError('TOO_MANY', 'items', `议程最多 ${ITEMS_MAX} 项`, `At most ${ITEMS_MAX} items`))
  }
  const [from, until] = [Date.parse(startsAt), Date.parse(endsAt)]
  const errors: UserError[] = []
  const text = (field: string, given: string, max: number, min: number): string => {
    const checked = checkText(field, given, { max, min })
    if ('error' in checked) errors.push(checked.error)
    return 'text' in checked ? checked.text : ''
  }
  const agenda = items.map((item, index) => {
    const at = item.startsAt == null ? null : Date.parse(item.startsAt)
    if (at !== null && (at < from || at >= until)) errors.push(outside(`items.${index}.startsAt`))
    return {
      title: text(`items.${index}.title`, item.title, 200, 1),
      presenter: text(`items.${index}.presenter`, item.presenter ?? '', 100, 0),
      startsAt: at === null ? null : new Date(at).toISOString(),
    }
  })
  if (errors.length > 0) throw new Refused(...errors)
  return agenda
}

const outside = (field: string) =>
  userError('OUTSIDE_ACTIVITY', field, '须在活动时间之内', 'It must lie within the activity')

interface Materials extends ActivityTarget {
  readonly input: { readonly files: readonly string[] }
}

const fieldOf = (index: number): string => `input.files.${index}`

/** Adds materials; whoever sees the activity may read them. */
export const activityMaterialsAttach = command<Materials, Key>(
  'activityMaterialsAttach',
  async (work, { input, ...target }) => {
    const { row, present } = await lockMaterials(work, target, input.files)
    const fileIds = await usableFiles(work, row.organizationId, input.files, fieldOf)
    const errors = fileIds.flatMap((id, index) => (present.includes(id) ? [alreadyThere(fieldOf(index))] : []))
    if (present.length + fileIds.length > MATERIALS_MAX) errors.push(tooMany)
    if (errors.length > 0) throw new Refused(...errors)
    const { organizationId, id: activityId } = row
    const rows = fileIds.map((fileId, index) => ({ organizationId, activityId, fileId, rank: present.length + index }))
    await insertRows(work.tx, activityMaterials, rows)
    return noted(work, row, { materialsAdded: fileIds })
  },
)

/** Removes materials; the files themselves stay with whoever uploaded them. */
export const activityMaterialsDetach = command<Materials, Key>(
  'activityMaterialsDetach',
  async (work, { input, ...target }) => {
    const { row, present } = await lockMaterials(work, target, input.files)
    const fileIds = await usableFiles(work, row.organizationId, input.files, fieldOf)
    const errors = fileIds.flatMap((id, index) => (present.includes(id) ? [] : [notThere(fieldOf(index))]))
    if (errors.length > 0) throw new Refused(...errors)
    await work.db
      .delete(activityMaterials)
      .where(and(materialsOf(row), inArray(activityMaterials.fileId, [...fileIds])))
    return noted(work, row, { materialsRemoved: fileIds })
  },
)

const materialsOf = ({ organizationId, id }: ActivityRow) =>
  and(eq(activityMaterials.organizationId, organizationId), eq(activityMaterials.activityId, id))

async function lockMaterials(work: Work, target: ActivityTarget, files: readonly string[]) {
  const locked = await lockActivity(work, target, 'UPDATE')
  stateAfter(locked, 'UPDATE')
  if (files.length === 0 || files.length > MATERIALS_MAX) throw new Refused(tooMany)
  const rows = await work.db.select().from(activityMaterials).where(materialsOf(locked.row))
  return { row: locked.row, present: rows.map(({ fileId }) => fileId) }
}

async function noted(work: Work, locked: ActivityRow, payload: Readonly<Record<string, unknown>>): Promise<Key> {
  const row = await moveActivity(work, locked, {})
  recordActivity(work, row, payload)
  return keyOf(row)
}

const tooMany = userError(
  'TOO_MANY',
  'input.files',
  `会议材料须为 1 到 ${MATERIALS_MAX} 个文件`,
  `Give 1 to ${MATERIALS_MAX} files; that many in all`,
)

const alreadyThere = (field: string) =>
  userError('DUPLICATE', field, '该文件已是会议材料', 'The file is a material already')

const notThere = (field: string) =>
  userError('NOT_FOUND', field, '该文件不是本活动的材料', 'The file is no material of the activity')
