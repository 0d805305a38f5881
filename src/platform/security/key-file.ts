import { randomUUID } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { link, open, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeFolder } from '../files/make-folder.ts'
import { checkKeyFileContent, importKeys, type KeyFileContent, type Keys, newKeyFileContent } from './keys.ts'

/** Read, write and execute of everyone, write and execute of the group: a group may read (Kubernetes' fsGroup). */
const FORBIDDEN_MODE = 0o037

export type KeyFileFault = 'MISSING' | 'EXPOSED' | 'INVALID' | 'BUSY' | 'EXISTS'

export class KeyFileError extends Error {
  readonly fault: KeyFileFault

  constructor(fault: KeyFileFault, message: string) {
    super(message)
    this.name = 'KeyFileError'
    this.fault = fault
  }
}

/**
 * The keys of a file. With `create` a missing file is made first (the embedded default); without, `cppcc keys init`
 * has to make it. Throws KeyFileError: MISSING, EXPOSED (readable by others), INVALID.
 */
export async function loadKeys(file: string, options: { create: boolean; now?: Date }): Promise<Keys> {
  if (options.create && !exists(file)) {
    await createKeyFile(file, options.now).catch(error => {
      // Two first starts at once: the other one made the file, and its keys are the ones to use.
      if (!(error instanceof KeyFileError && error.fault === 'EXISTS')) throw error
    })
  }
  return readKeys(file)
}

/** Reads, checks and imports the file, without waiting: it is a few kilobytes. */
export function readKeys(file: string): Keys {
  try {
    return importKeys(readContent(file))
  } catch (error) {
    if (error instanceof KeyFileError) throw error
    throw new KeyFileError('INVALID', `Key file ${file}: a key in it is damaged. Restore the file from its backup.`)
  }
}

/** Makes the file with fresh keys, mode 0600, whole or not at all. Throws KeyFileError EXISTS. */
export async function createKeyFile(file: string, now: Date = new Date()): Promise<void> {
  await makeFolder(dirname(file))
  const temporary = await writeTemporary(file, await newKeyFileContent(now))
  try {
    // link() fails when the name is taken; rename() would replace the keys of a process that was quicker.
    await link(temporary, file)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
    throw new KeyFileError('EXISTS', `Key file ${file} exists already; it is never replaced. Rotate its keys instead.`)
  } finally {
    await unlink(temporary)
  }
  await syncFolder(file)
}

/** Changes the file under a lock: of two rotations at once neither loses the other's key. */
export async function changeKeyFile(file: string, change: (content: KeyFileContent) => KeyFileContent): Promise<void> {
  const lock = `${file}.lock`
  const handle = await open(lock, 'wx', 0o600).catch(error => {
    if (!isCode(error, 'EEXIST')) throw error
    throw new KeyFileError('BUSY', `Key file ${file} is being changed. If no other command runs, delete ${lock}.`)
  })
  try {
    const temporary = await writeTemporary(file, change(readContent(file)))
    await rename(temporary, file)
    await syncFolder(file)
  } finally {
    await handle.close()
    await unlink(lock)
  }
}

function readContent(file: string): KeyFileContent {
  refuseExposed(file)
  const checked = checkKeyFileContent(parse(file, readFileSync(file, 'utf8')))
  if ('content' in checked) return checked.content
  throw new KeyFileError('INVALID', `Key file ${file}: ${checked.problem}. Restore the file from its backup.`)
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own message quotes the text, which is secret.
    throw new KeyFileError('INVALID', `Key file ${file} is not JSON. Restore the file from its backup.`)
  }
}

function refuseExposed(file: string): void {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (stat === undefined) {
    throw new KeyFileError(
      'MISSING',
      `Key file ${file} is missing. Where there are data, restore it from its backup or set KEYS_FILE: new keys do not open them. A new installation makes it with "cppcc keys init".`,
    )
  }
  const mode = stat.mode & 0o777
  if (process.platform !== 'win32' && (mode & FORBIDDEN_MODE) !== 0) {
    throw new KeyFileError(
      'EXPOSED',
      `Key file ${file} has mode 0${mode.toString(8)}: others could read or change it. Run "chmod 600 ${file}".`,
    )
  }
}

const exists = (file: string): boolean => statSync(file, { throwIfNoEntry: false }) !== undefined

async function writeTemporary(file: string, content: KeyFileContent): Promise<string> {
  const temporary = `${file}.${randomUUID()}.tmp`
  const handle = await open(temporary, 'wx', 0o600)
  try {
    await handle.writeFile(`${JSON.stringify(content, null, 2)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return temporary
}

/** Makes the new name last: a data key must not be in use before the file that holds it survives a power cut. */
async function syncFolder(file: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(dirname(file), 'r')
  await folder.sync().finally(() => folder.close())
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
