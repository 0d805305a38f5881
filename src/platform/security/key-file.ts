import { randomUUID } from 'node:crypto'
import { readFileSync, type Stats, statSync } from 'node:fs'
import { type FileHandle, link, open, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Bilingual } from '../../kernel/user-error.ts'
import { makeFolder } from '../files/make-folder.ts'
import { checkKeyFileContent, importKeys, type KeyFileContent, type Keys, newKeyFileContent } from './keys.ts'

/** Read, write and execute of everyone, write and execute of the group: a group may read (Kubernetes' fsGroup). */
const FORBIDDEN_MODE = 0o037

export type KeyFileFault = 'MISSING' | 'EXPOSED' | 'INVALID' | 'BUSY' | 'EXISTS'

export class KeyFileError extends Error {
  readonly fault: KeyFileFault
  readonly text: Bilingual

  constructor(fault: KeyFileFault, zh: string, en: string) {
    super(en)
    this.name = 'KeyFileError'
    this.fault = fault
    this.text = { zh, en }
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
    throw invalid(file, '其中的密钥已损坏', 'a key in it is damaged')
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
    throw new KeyFileError(
      'EXISTS',
      `密钥文件 ${file} 已存在，不会被替换；请改为轮换密钥`,
      `Key file ${file} exists already; it is never replaced. Rotate its keys instead.`,
    )
  } finally {
    await unlink(temporary)
  }
  await syncFolder(file)
}

/** Changes the file under a lock: of two rotations at once neither loses the other's key. */
export async function changeKeyFile(file: string, change: (content: KeyFileContent) => KeyFileContent): Promise<void> {
  const before = refuseUnusable(file)
  const lock = `${file}.lock`
  const handle = await open(lock, 'wx', 0o600).catch(error => {
    if (!isCode(error, 'EEXIST')) throw error
    throw new KeyFileError(
      'BUSY',
      `密钥文件 ${file} 正在被修改；若没有其他命令在运行，请删除 ${lock}`,
      `Key file ${file} is being changed. If no other command runs, delete ${lock}.`,
    )
  })
  try {
    const temporary = await writeTemporary(file, change(readContent(file)), before)
    await rename(temporary, file)
    await syncFolder(file)
  } finally {
    await handle.close()
    await unlink(lock)
  }
}

function readContent(file: string): KeyFileContent {
  refuseUnusable(file)
  const checked = checkKeyFileContent(parse(file, readFileSync(file, 'utf8')))
  if ('content' in checked) return checked.content
  throw invalid(file, '内容有误', checked.problem)
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own message quotes the text, which is secret.
    throw invalid(file, '不是 JSON', 'it is not JSON')
  }
}

const invalid = (file: string, zh: string, en: string): KeyFileError =>
  new KeyFileError(
    'INVALID',
    `密钥文件 ${file}：${zh}；请从备份恢复该文件`,
    `Key file ${file}: ${en}. Restore the file from its backup.`,
  )

function refuseUnusable(file: string): Stats {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (stat === undefined) {
    throw new KeyFileError(
      'MISSING',
      `没有密钥文件 ${file}；已有数据时请从备份恢复或设置 KEYS_FILE（新密钥打不开旧数据），新装时运行 cppcc keys init`,
      `Key file ${file} is missing. Where there are data, restore it from its backup or set KEYS_FILE: new keys do not open them. A new installation makes it with "cppcc keys init".`,
    )
  }
  if (!stat.isFile()) throw invalid(file, '不是文件', 'it is no file')
  const mode = stat.mode & 0o777
  if (process.platform !== 'win32' && (mode & FORBIDDEN_MODE) !== 0) {
    throw new KeyFileError(
      'EXPOSED',
      `密钥文件 ${file} 的权限为 0${mode.toString(8)}，他人可读或可改；请运行 chmod 600 ${file}`,
      `Key file ${file} has mode 0${mode.toString(8)}: others could read or change it. Run "chmod 600 ${file}".`,
    )
  }
  return stat
}

const exists = (file: string): boolean => statSync(file, { throwIfNoEntry: false }) !== undefined

/** `before`: the file to be replaced. Whoever could read it, a service of another account or group, has to go on reading it. */
async function writeTemporary(file: string, content: KeyFileContent, before?: Stats): Promise<string> {
  const temporary = `${file}.${randomUUID()}.tmp`
  const handle = await open(temporary, 'wx', 0o600)
  try {
    await handle.writeFile(`${JSON.stringify(content, null, 2)}\n`)
    if (before) await resemble(handle, before)
    await handle.sync()
  } catch (error) {
    await unlink(temporary)
    throw error
  } finally {
    await handle.close()
  }
  return temporary
}

async function resemble(handle: FileHandle, before: Stats): Promise<void> {
  if (process.platform === 'win32') return
  const { uid, gid } = await handle.stat()
  if (uid !== before.uid || gid !== before.gid) await handle.chown(before.uid, before.gid)
  await handle.chmod(before.mode & 0o777)
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
