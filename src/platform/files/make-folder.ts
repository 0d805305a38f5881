import { mkdir, open, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { newId } from '../../kernel/ids.ts'

/**
 * Makes a folder and those above it where they are missing. Node's own `recursive` never ends where a folder is there and
 * nothing can be made in it, as in `/proc`.
 */
export async function makeFolder(path: string, mode?: number): Promise<void> {
  if (await isFolder(path)) return
  const above = dirname(path)
  if (above !== path) await makeFolder(above, mode)
  await mkdir(path, mode).catch(async (error: unknown) => {
    // Another process may have been quicker.
    if (!(await isFolder(path))) throw error
  })
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    found => found.isDirectory(),
    () => false,
  )

/** Makes a folder that can be written, or throws what the system says: its rights may say less than that. */
export async function makeWritableFolder(path: string, mode?: number): Promise<void> {
  await makeFolder(path, mode)
  const probe = join(path, `${newId()}.tmp`)
  await (await open(probe, 'wx', 0o600)).close()
  await rm(probe)
}
