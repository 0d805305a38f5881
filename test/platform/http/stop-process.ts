import { setTimeout as sleep } from 'node:timers/promises'
import { createServer } from '../../../src/platform/http/server.ts'
import { stopOnSignals } from '../../../src/platform/http/shutdown.ts'
import { listen, quiet } from './fixture.ts'

// A process for shutdown.test.ts: says its address, and each step of its stop.
const app = await createServer({ config: { ...quiet } })
app.get('/slow', async () => {
  console.log('entered')
  await sleep(400)
  return { done: true }
})
app.get('/crash', async () => void setImmediate(() => Promise.reject(new Error('unforeseen'))))
stopOnSignals(app, { drain: 50, steps: [{ name: 'pool', stop: () => console.log('pool stopped') }] })
const { url } = await listen(app)
console.log(url)
