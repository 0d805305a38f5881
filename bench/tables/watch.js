import { monitorEventLoopDelay } from 'node:perf_hooks'
import { threadCpuUsage } from 'node:process'

/**
 * Imported before the service: tells its parent, when asked, how long the event loop stood still at most since it was last
 * asked, and the most memory the process has been resident in since it began.
 */
if (process.send) {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const worked = () => {
    const { user, system } = threadCpuUsage()
    return (user + system) / 1000
  }
  let [longest, before] = [0, worked()]
  // On a busy machine the loop stands still while others work: what it worked itself between two turns tells more.
  setInterval(() => {
    const now = worked()
    longest = Math.max(longest, now - before)
    before = now
  }, 5).unref()
  process.on('message', message => {
    if (message !== 'look') return
    process.send?.({
      delayMilliseconds: delay.max / 1e6,
      workMilliseconds: longest,
      peakMegabytes: process.resourceUsage().maxRSS / 1024,
      nowMegabytes: process.memoryUsage.rss() / 1e6,
    })
    delay.reset()
    longest = 0
  })
  process.channel?.unref()
}
