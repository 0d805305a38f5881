import { parseGlobalId } from '../../../../kernel/ids.ts'
import { ApiError } from '../../../../kernel/user-error.ts'
import type { Key } from '../../../../platform/graphql/compiler/resolvers.ts'
import { type SubscriptionContext, subscription } from '../../../../platform/graphql/subscriptions.ts'
import { counterOf } from './counter.ts'
import { type Latest, latest } from './latest.ts'

/** A role that was taken away, and a token that ended, end the stream so soon. */
const REAUTHORIZE_MS = 1_000

/** Counts of an activity, at once and whenever they change, for those who read the committee's activities. */
export const attendanceCounted = subscription(async (_parent, { activity }, context) => {
  const key = parseGlobalId(String(activity))
  if (key?.prefix !== 'act' || !mayWatch(context, key)) throw noSuchActivity()
  const counts = follow(context, key)
  if (!(await counts.hasValue())) throw noSuchActivity()
  return counts
})

const mayWatch = ({ viewer }: Pick<SubscriptionContext, 'viewer'>, { organizationId }: Key): boolean =>
  viewer.can('ACTIVITY_READ', organizationId)

/** Ends with its connection, and with the viewer's right to it. */
function follow(context: SubscriptionContext, key: Key): Latest<object> {
  const { socket } = context
  const ended = context.openStream()
  const counts = latest<object>(() => {
    stop()
    clearInterval(timer)
    socket.off('close', counts.end)
    ended()
  })
  const timer = setInterval(async () => {
    const viewer = await context.reauthorize().catch(() => null)
    if (!viewer || !mayWatch({ viewer }, key)) counts.end()
  }, REAUTHORIZE_MS)
  timer.unref()
  socket.once('close', counts.end)
  const stop = counterOf(context).watch(key, found =>
    found === null ? counts.end() : counts.push({ attendanceCounted: found }),
  )
  return counts
}

const noSuchActivity = () =>
  new ApiError('NOT_FOUND', '活动不存在，或您无权查看', 'There is no such activity, or you may not see it')
