import { formatGlobalId } from '../../../../kernel/ids.ts'
import { systemViewer } from '../../../../kernel/viewer.ts'
import type { Context } from '../../../../platform/context.ts'
import { readRows } from '../../../../platform/graphql/compiler/read-rows.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import type { Services } from '../../../../platform/services.ts'
import { isConfirmed } from '../../policy.ts'
import { countsOf, rate } from '../counts.ts'

export interface Counts {
  /** Of the activity's half-days, as `AttendanceCount` shows them. */
  readonly halfDays: readonly object[]
  /** The activity is for all who read the committee's, and not only for those who confirm what members record. */
  readonly isConfirmed: boolean
}

type Listener = (counts: Counts | null) => void

interface Watch {
  readonly listeners: Set<Listener>
  /** What was told last; null: there is no such activity. */
  last: { readonly text: string; readonly counts: Counts | null } | undefined
  timer: NodeJS.Timeout | undefined
}

const EVERY_MS = 1_000

type Needs = Pick<Services, 'database' | 'log' | 'clock'>

const counters = new WeakMap<object, ReturnType<typeof createCounter>>()

/** One counter a process. */
export function counterOf(context: Context) {
  const known = counters.get(context.database)
  if (known) return known
  const made = createCounter(context)
  counters.set(context.database, made)
  return made
}

/**
 * Asks the database each second for the counts of every activity that somebody watches: one statement an activity, however
 * many watch it, and none when nobody does. Every process sees what any of them wrote, without anything to be lost.
 */
function createCounter(needs: Needs) {
  const watches = new Map<string, Watch>()
  return {
    /** Calls back soon and whenever the counts change, until what it returns is called. */
    watch(key: Key, listener: Listener): () => void {
      const name = `${key.organizationId} ${key.id}`
      const watch = watches.get(name) ?? { listeners: new Set<Listener>(), last: undefined, timer: undefined }
      watch.listeners.add(listener)
      if (!watches.has(name)) void poll(needs, key, watch)
      else if (watch.last) queueMicrotask(() => watch.last && listener(watch.last.counts))
      watches.set(name, watch)
      return () => {
        watch.listeners.delete(listener)
        if (watch.listeners.size > 0 || watches.get(name) !== watch) return
        clearTimeout(watch.timer)
        watches.delete(name)
      }
    },
  }
}

async function poll(needs: Needs, key: Key, watch: Watch): Promise<void> {
  try {
    const counts = await readCounts(needs, key)
    const text = JSON.stringify(counts)
    if (text !== watch.last?.text) {
      watch.last = { text, counts }
      for (const listener of watch.listeners) listener(counts)
    }
  } catch (err) {
    needs.log.warn({ err }, 'attendance could not be counted')
  }
  if (watch.listeners.size === 0) return
  watch.timer = setTimeout(() => void poll(needs, key, watch), EVERY_MS)
  watch.timer.unref()
}

interface CountRow {
  readonly id: string
  readonly startsAt: string
  readonly endsAt: string
  readonly label: string
  readonly isConfirmed: boolean
}

async function readCounts({ database, clock }: Needs, { organizationId, id }: Key): Promise<Counts | null> {
  const rows = await readRows<CountRow>(
    database,
    systemViewer(organizationId),
    ({ row, value }) => {
      const one = row()
      return `select h.id, h.starts_at as "startsAt", h.ends_at as "endsAt", h.label, c.invited, c.present, c.late,
          c.left_early as "leftEarly", c.on_leave as "onLeave", c.absent, ${rate('c', 'c.invited')} as rate,
          ${isConfirmed(one.alias)} as "isConfirmed"
        from activities ${one.alias} cross join lateral (${countsOf(one)}) c
        join activity_half_days h on h.organization_id = c.organization_id and h.id = c.half_day_id
        where ${one.alias}.organization_id = ${value(organizationId, 'bigint')} and ${one.alias}.id = ${value(id, 'uuid')}
        order by c.starts_at, h.id`
    },
    clock(),
  )
  const [first] = rows
  if (!first) return null
  const halfDays = rows.map(({ id: halfDay, startsAt, endsAt, label, isConfirmed: _, ...counts }) => ({
    halfDay: { id: formatGlobalId('ahd', organizationId, halfDay), startsAt, endsAt, label },
    ...counts,
  }))
  return { halfDays, isConfirmed: first.isConfirmed }
}
