import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../../src/platform/db/embedded.ts'
import { TEST_CLUSTER } from './postgres.ts'

// Ends the test cluster that test runs left running, and frees its memory, unless another run still uses it.
const running = () => existsSync(join(TEST_CLUSTER, 'cluster', 'postmaster.pid'))
if (running()) {
  const server = await startEmbeddedPostgres({ dataDir: TEST_CLUSTER })
  await server.stop()
  if (!running()) {
    // Renamed first: a run that starts at this moment finds all of it or nothing.
    const old = `${TEST_CLUSTER}.${process.pid}`
    await rename(TEST_CLUSTER, old)
    await rm(old, { recursive: true })
  }
}
