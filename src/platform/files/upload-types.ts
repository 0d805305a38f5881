import type { FastifyRequest } from 'fastify'
import type { TObject } from 'typebox'
import type { BlobStore, StoredBlob } from './blob-types.ts'
import type { FileKind } from './file-types.ts'

/** Milliseconds that an upload is kept when nothing else is said. */
export const DAY = 24 * 3_600_000

/** A file received and stored, to be given to a record. */
export interface FinishedUpload {
  /** The same for the same upload: the callback may come again after a crash or a lost answer. */
  readonly uploadId: string
  /** What `authorize` gave. */
  readonly owner: string
  readonly blob: StoredBlob
  readonly fileName: string | null
  /** Parameters of the address where it began, and further metadata of a resumable upload (`Upload-Metadata`), of names that `query` has. */
  readonly metadata: Readonly<Record<string, string>>
}

export interface UploadOptions {
  /** Address of the uploads, such as `/files/v1/uploads`. */
  readonly prefix: string
  /** Parameters that the address takes where an upload begins. */
  readonly query: TObject
  readonly store: BlobStore
  /** Where unfinished uploads wait. Processes behind one address must share it. */
  readonly stagingFolder: string
  /** Most bytes of a file. */
  readonly maxBytes: number
  readonly kinds?: readonly FileKind[]
  /** Who asks, as a key by which quotas are counted and uploads belong. Throws ApiError for those who may not. */
  authorize(request: FastifyRequest): Promise<string>
  /** Checks parameters and metadata where an upload begins, before its bytes come, and throws what `onFinished` would. */
  check?(metadata: FinishedUpload['metadata'], request: FastifyRequest): Promise<unknown>
  /** Gives the file its record. What it returns is the answer, as JSON. Must be idempotent by `uploadId`. */
  onFinished(upload: FinishedUpload, request: FastifyRequest): Promise<object>
  /** Milliseconds an upload is kept, from its beginning; a day by default. */
  readonly expireAfter?: number
  /** Of unfinished uploads a person may have: bytes as declared, and number. */
  readonly quota?: { readonly bytes: number; readonly uploads: number }
}
