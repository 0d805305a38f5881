import t from 'tap'
import { loadConfig } from '../../src/config.ts'
import { readText } from './walk-through.ts'

const ROW = /^\| `([A-Z0-9_]+)` \| (.+?) \| /gm

t.test('docs/operations.md lists every setting with its default', async t => {
  const { embedded, ...settings } = loadConfig({ DATABASE_URL: 'postgres://localhost/any' })
  t.equal(embedded, false)
  const rows = new Map(
    [...readText('docs/operations.md').matchAll(ROW)].map(([, name = '', shown = '']) => [name, shown]),
  )
  t.same([...rows.keys()].sort(), Object.keys(settings).sort())
  for (const [name, value] of Object.entries(settings)) {
    if (name === 'DATABASE_URL') continue
    t.equal(rows.get(name), shownDefault(name, value), name)
  }
})

/** As the table writes it; two defaults are files of DATA_DIR, one is off wherever there is a real database. */
function shownDefault(name: string, value: unknown): string {
  if (name === 'DEMO_DATA') return `\`${loadConfig({}).DEMO_DATA}\``
  if (name === 'KEYS_FILE') return '`keys.json` in `DATA_DIR`'
  if (name === 'FILE_STORE') return '`files` in `DATA_DIR`'
  return value === '' ? 'empty' : `\`${value}\``
}
