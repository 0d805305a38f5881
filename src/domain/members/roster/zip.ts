import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { Refused } from '../../../kernel/user-error.ts'
import { refuseFile } from './refusals.ts'
import type { TableLimits } from './sheet.ts'

export interface Archive {
  has(part: string): boolean
  /** The inflated bytes of one part, counted against the limits while they come. Refused if there is none. */
  read(part: string): AsyncIterable<Buffer>
}

const MAX_ENTRIES = 5_000
/** Small parts may be squeezed without bound: nobody is hurt by them. */
const RATIO_APPLIES_FROM = 1024 * 1024

/**
 * Opens a zip archive in memory. Declared sizes are checked before a byte is inflated, actual sizes while inflating,
 * so that a bomb that lies about its size is stopped as early as an honest one.
 */
export async function openArchive(bytes: Uint8Array, fileName: string, limits: TableLimits): Promise<Archive> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return orCorrupt(fileName, async () => {
    const zip = await fromBufferPromise(buffer, { lazyEntries: true, validateEntrySizes: true })
    const entries = await listEntries(zip, fileName)
    const budget = { left: limits.maxInflatedBytes }
    return {
      has: part => entries.has(part),
      read: part => inflate(zip, entries.get(part), part, fileName, limits, budget),
    }
  })
}

async function listEntries(zip: ZipFile, fileName: string): Promise<Map<string, Entry>> {
  if (zip.entryCount > MAX_ENTRIES) throw refuseFile('ARCHIVE_TOO_LARGE', fileName, `${zip.entryCount} parts`)
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) {
    // Two parts of one name: what is checked by one reader is not what another reads.
    if (entries.has(entry.fileName)) throw refuseFile('FILE_CORRUPT', fileName, `duplicate part ${entry.fileName}`)
    entries.set(entry.fileName, entry)
  }
  return entries
}

async function* inflate(
  zip: ZipFile,
  entry: Entry | undefined,
  part: string,
  fileName: string,
  limits: TableLimits,
  budget: { left: number },
): AsyncGenerator<Buffer> {
  if (!entry) throw refuseFile('FILE_CORRUPT', fileName, `no ${part}`)
  if (entry.isEncrypted()) throw refuseFile('FILE_ENCRYPTED', fileName)
  const tooLarge = (size: number): boolean =>
    size > budget.left || (size > RATIO_APPLIES_FROM && size > entry.compressedSize * limits.maxRatio)
  if (tooLarge(entry.uncompressedSize)) throw refuseFile('ARCHIVE_TOO_LARGE', fileName, part)
  let size = 0
  let sum = 0
  try {
    const stream = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream) {
      if (!Buffer.isBuffer(chunk)) continue
      size += chunk.length
      sum = crc32(chunk, sum)
      if (tooLarge(size)) throw refuseFile('ARCHIVE_TOO_LARGE', fileName, part)
      yield chunk
    }
    // yauzl leaves this to its caller; a damaged sheet can be well-formed and say something else.
    if (sum !== entry.crc32) throw refuseFile('FILE_CORRUPT', fileName, `checksum of ${part}`)
  } catch (error) {
    throw asRefused(error, fileName)
  }
  budget.left -= size
}

/** Errors of yauzl, zlib and saxes all mean the same to the user: the file is damaged. */
function asRefused(error: unknown, fileName: string): Refused {
  if (error instanceof Refused) return error
  const detail = error instanceof Error ? error.message.replace(/\s+/g, ' ').slice(0, 80) : 'unreadable'
  return refuseFile('FILE_CORRUPT', fileName, detail)
}

/** Runs a reader of the archive; whatever it throws becomes a coded refusal. */
export async function orCorrupt<T>(fileName: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw asRefused(error, fileName)
  }
}
