import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileStore } from '@tus/file-store'
import type { Upload } from '@tus/server'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { isUuid, newId } from '../../kernel/ids.ts'

/** What the staging folder knows of an upload: `<id>` holds the bytes so far, `<id>.json` this. */
export interface UploadRecord {
  readonly id: string
  /** Bytes it will have. */
  readonly size: number
  readonly createdAt: Date
  /** Who began it. */
  readonly owner: string
  /** What the client said of the file: filename, filetype and whatever the application asks for. */
  readonly metadata: Readonly<Record<string, string>>
  /** The answer of the finished upload as JSON text, kept for a client that did not get it. */
  readonly result: string | null
}

/** Names under which the record keeps its own facts among the client's metadata, which is all the protocol library stores. */
const OWN = { owner: '-owner', result: '-result' }

type ConfigStore = FileStore['configstore']

/** The records of a staging folder, also in the form the tus library asks for. */
export interface UploadRecords {
  readonly configStore: ConfigStore
  get(id: string): Promise<UploadRecord | null>
  all(): Promise<UploadRecord[]>
  /** Keeps the answer and gives the bytes' space back; the length stays, for clients that ask how far they got. */
  finish(id: string, result: string): Promise<void>
  /** Bytes received so far. */
  received(id: string): Promise<number>
  remove(id: string): Promise<void>
}

/** Metadata under which an upload is created: the client's own, and whose it is. */
export function recordMetadata(sent: Readonly<Record<string, string | null>>, owner: string): Record<string, string> {
  const own = Object.entries(sent).filter(([name]) => !name.startsWith('-'))
  return { ...Object.fromEntries(own.map(([name, value]) => [name, value ?? ''])), [OWN.owner]: owner }
}

export async function openUploadRecords(folder: string): Promise<UploadRecords> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const bytesOf = (id: string) => join(folder, id)
  const configStore = configStoreIn(folder)
  const get = async (id: string) => toRecord(id, await configStore.get(id))
  return {
    configStore,
    get,
    async all() {
      const ids = (await readdir(folder)).filter(name => name.endsWith('.json')).map(name => name.slice(0, -5))
      return (await Promise.all(ids.map(get))).filter(record => record !== null)
    },
    async finish(id, result) {
      const upload = await configStore.get(id)
      if (!upload) return
      upload.metadata = { ...upload.metadata, [OWN.result]: result }
      await configStore.set(id, upload)
      await releaseSpace(bytesOf(id))
    },
    received: async id => (await stat(bytesOf(id))).size,
    async remove(id) {
      await rm(bytesOf(id), { force: true })
      await configStore.delete(id)
    },
  }
}

/** Leaves a hole of the same length: the file still says how much was received. */
async function releaseSpace(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    const { size } = await file.stat()
    await file.truncate(0)
    await file.truncate(size)
  } finally {
    await file.close()
  }
}

/** Like the library's own, but a record is replaced whole or not at all: a crash never leaves half a one. */
function configStoreIn(folder: string): ConfigStore {
  const pathOf = (id: string) => join(folder, `${id}.json`)
  return {
    async get(id) {
      if (!isUuid(id)) return undefined
      const text = await readFile(pathOf(id), 'utf8').catch(() => undefined)
      return text === undefined ? undefined : parseUpload(text)
    },
    async set(id, upload) {
      const temporary = join(folder, `${newId()}.tmp`)
      const file = await open(temporary, 'wx', 0o600)
      try {
        await file.writeFile(JSON.stringify(upload))
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(temporary, pathOf(id))
    },
    delete: id => rm(pathOf(id), { force: true }),
  }
}

const StoredUpload = Type.Object({
  id: Type.String(),
  size: Type.Integer({ minimum: 0 }),
  offset: Type.Integer({ minimum: 0 }),
  metadata: Type.Record(Type.String(), Type.String()),
  creation_date: Type.String(),
})

function parseUpload(text: string): Upload | undefined {
  const value: unknown = JSON.parse(text)
  return Value.Check(StoredUpload, value) ? { ...value, storage: undefined, sizeIsDeferred: false } : undefined
}

function toRecord(id: string, upload: Upload | undefined): UploadRecord | null {
  if (upload?.size === undefined || upload.creation_date === undefined) return null
  const { [OWN.owner]: owner, [OWN.result]: result, ...sent } = upload.metadata ?? {}
  if (typeof owner !== 'string') return null
  const metadata = Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, value ?? '']))
  return { id, size: upload.size, createdAt: new Date(upload.creation_date), owner, metadata, result: result ?? null }
}

/** Removes uploads begun before `before` and files that belong to none and have not been touched since. */
export async function cleanUploads(folder: string, records: UploadRecords, before: Date): Promise<number> {
  const kept = new Set<string>()
  let removed = 0
  for (const record of await records.all()) {
    if (record.createdAt >= before) {
      kept.add(record.id)
    } else {
      await records.remove(record.id)
      removed++
    }
  }
  for (const name of await readdir(folder)) {
    if (kept.has(name.split('.', 1)[0] ?? '')) continue
    const found = await stat(join(folder, name)).catch(() => null)
    if (found?.isFile() && found.mtime < before) await rm(join(folder, name), { force: true })
  }
  return removed
}
