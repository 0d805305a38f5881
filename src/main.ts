import { isMainThread } from 'node:worker_threads'
import { giveBackMemory } from './small-start.ts'

/** `npm start`: the service. Everything else is `cppcc` (src/cli). */
if (isMainThread) {
  // Imported now and not above: what stands above is loaded before the first line runs.
  const { reportFailure } = await import('./cli/output.ts')
  try {
    const { loadConfig } = await import('./config.ts')
    const { serve } = await import('./cli/serve.ts')
    await serve(loadConfig())
    giveBackMemory()
  } catch (error) {
    process.exitCode = reportFailure(error, false)
  }
}
