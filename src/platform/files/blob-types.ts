import type { Readable } from 'node:stream'
import type { FileClaim } from './file-types.ts'
import type { ByteRange } from './range.ts'
import type { Spooled } from './spool.ts'

export interface StoredBlob {
  /** Lower-case hexadecimal; the blob's name. */
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  /** By the bytes, agreed with what the sender said. */
  readonly contentType: string
}

export interface PutOptions extends FileClaim {
  /** Most bytes. */
  readonly limit: number
}

/** Files named by what they hold. The same content is kept once, whoever stored it; who may see it is decided elsewhere. */
export interface BlobStore {
  /**
   * Keeps the stream's bytes. All or nothing: an error leaves no trace.
   * Throws Refused (FILE_TYPE_NOT_ALLOWED, FILE_TYPE_MISMATCH) and the errors of `spool`.
   */
  put(stream: Readable, options: PutOptions): Promise<StoredBlob>
  /** The bytes, or those of a range. Throws NOT_FOUND. */
  open(sha256: string, range?: ByteRange): Promise<Readable>
  has(sha256: string): Promise<boolean>
  /**
   * Removes a blob no record refers to. With `storedBefore`, only if nobody stored it again since, so that a clean-up
   * cannot take a file from an upload that runs beside it. True when it was removed.
   */
  delete(sha256: string, storedBefore?: Date): Promise<boolean>
  /** Rejects when nothing can be stored now; for `/readyz`. */
  check(): Promise<void>
}

/** What differs between the places. Keys are checked before they get here. */
export interface BlobBackend {
  /** Where received bytes wait; for a folder on the same file system as the blobs. */
  readonly spoolFolder: string
  /** Takes the spooled file under its name; replaces the same content. */
  commit(file: Spooled, contentType: string): Promise<void>
  open(sha256: string, range: ByteRange | undefined): Promise<Readable | null>
  /** When it was last stored, or null. */
  storedAt(sha256: string): Promise<Date | null>
  remove(sha256: string): Promise<void>
  check(): Promise<void>
}
