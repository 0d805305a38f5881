import { startEmbeddedPostgres } from '../../../src/platform/db/embedded.ts'
import { migrate } from '../../../src/platform/db/migrate.ts'

// A process to be killed: `start FOLDER` serves until its input ends, `forget FOLDER` starts and does nothing more,
// `migrate URL FOLDER` applies migrations. Each prints one line of JSON when it is done with what it was asked.
const [verb, target = '', directory = ''] = process.argv.slice(2)

if (verb === 'migrate') {
  console.log(JSON.stringify(await migrate(target, { directory })))
} else {
  const { ownerUrl, pid, adopted, stop } = await startEmbeddedPostgres({ dataDir: target })
  console.log(JSON.stringify({ url: ownerUrl(), pid, adopted }))
  if (verb === 'start') {
    process.stdin.resume()
    process.stdin.once('end', () => void stop())
  }
}
