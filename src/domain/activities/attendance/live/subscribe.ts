import { parseGlobalId } from '../../../../kernel/ids.ts'
import { ApiError } from '../../../../kernel/user-error.ts'
import { anonymous, type Viewer } from '../../../../kernel/viewer.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { type SubscriptionContext, subscription } from '../../../../platform/graphql/subscriptions.ts'
import { type Counts, counterOf } from './counter.ts'
import { type Latest, latest } from './latest.ts'

/** A role that was taken away, and a token that ended, end the stream so soon. */
const REAUTHORIZE_MS = 1_000

/** Counts of an activity, at once and whenever they change, for those who read its counts by a query. */
export const attendanceCounted = subscription(async (_parent, { activity }, context) => {
  const key = parseGlobalId(String(activity))
  if (key?.prefix !== 'act' || !context.viewer.can('ACTIVITY_READ', key.organizationId)) throw noSuchActivity()
  const counts = follow(context, key)
  if (!(await counts.hasValue())) throw noSuchActivity()
  return counts
})

/** As `readActivity` says it in SQL. */
const mayWatch = (viewer: Viewer, { organizationId }: Key, counts: Counts): boolean =>
  viewer.can('ACTIVITY_READ', organizationId) && (counts.isConfirmed || viewer.can('DUTY_CONFIRM', organizationId))

/** Ends with its connection, with the viewer's right to it, and when the activity is no longer what he may read. */
function follow(context: SubscriptionContext, key: Key): Latest<object> {
  const { socket } = context
  let { viewer } = context
  let known: Counts | null = null
  const ended = context.openStream()
  const stream = latest<object>(() => {
    stop()
    clearInterval(timer)
    socket.off('close', stream.end)
    ended()
  })
  const timer = setInterval(async () => {
    viewer = await context.reauthorize().catch(() => anonymous)
    if (known && !mayWatch(viewer, key, known)) stream.end()
  }, REAUTHORIZE_MS)
  timer.unref()
  socket.once('close', stream.end)
  const stop = counterOf(context).watch(key, counts => {
    known = counts
    if (counts && mayWatch(viewer, key, counts)) stream.push({ attendanceCounted: counts.halfDays })
    else stream.end()
  })
  return stream
}

const noSuchActivity = () =>
  new ApiError('NOT_FOUND', '活动不存在，或您无权查看', 'There is no such activity, or you may not see it')
