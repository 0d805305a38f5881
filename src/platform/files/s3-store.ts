import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3'
import { ApiError } from '../../kernel/user-error.ts'
import { blobPath } from './blob-path.ts'
import type { BlobBackend } from './blob-types.ts'

export interface S3Options {
  /** `s3://bucket` or `s3://bucket/prefix`. */
  readonly url: string
  /** Address of a compatible store (MinIO, Ceph, a cloud's own), or '' for AWS. */
  readonly endpoint: string
  readonly region: string
  /** '' for the machine's own role. */
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly spoolFolder: string
}

/** The client and its commands, loaded at first use: a service that stores in a folder never carries them. */
async function connect(options: S3Options) {
  const sdk = await import('@aws-sdk/client-s3')
  return { sdk, client: new sdk.S3Client(clientConfig(options)) }
}

function clientConfig(options: S3Options): S3ClientConfig {
  const { accessKeyId, secretAccessKey } = options
  return {
    region: options.region,
    // Compatible stores seldom have a host name for each bucket.
    ...(options.endpoint === '' ? {} : { endpoint: options.endpoint, forcePathStyle: true }),
    ...(accessKeyId === '' ? {} : { credentials: { accessKeyId, secretAccessKey } }),
    // Older stores do not know the checksums the SDK adds by itself; ours is sent with every blob.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    // Failures reach the log as the cause of our own error.
    logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {} },
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 30_000 },
  }
}

/** Blobs in an S3-compatible store. Errors of the store become UNAVAILABLE. */
export function s3Backend(options: S3Options): BlobBackend {
  const { bucket, prefix } = parseUrl(options.url)
  let connected: ReturnType<typeof connect> | undefined
  const s3 = () => {
    connected ??= connect(options)
    return connected
  }
  const place = (sha256: string) => ({ Bucket: bucket, Key: `${prefix}${blobPath(sha256)}` })
  return {
    spoolFolder: options.spoolFolder,
    async commit(file, contentType) {
      const { sdk, client } = await s3()
      const command = new sdk.PutObjectCommand({
        ...place(file.sha256),
        Body: createReadStream(file.path),
        ContentLength: file.size,
        ContentType: contentType,
        // The store refuses what arrives otherwise than it was hashed here.
        ChecksumSHA256: Buffer.from(file.sha256, 'hex').toString('base64'),
      })
      await client.send(command).catch(unavailable)
    },
    async open(sha256, range) {
      const { sdk, client } = await s3()
      const Range = range && `bytes=${range.start}-${range.end}`
      const found = await client
        .send(new sdk.GetObjectCommand({ ...place(sha256), ...(Range ? { Range } : {}) }))
        .catch(absent)
      return found?.Body instanceof Readable ? found.Body : null
    },
    async storedAt(sha256) {
      const { sdk, client } = await s3()
      const found = await client.send(new sdk.HeadObjectCommand(place(sha256))).catch(absent)
      return found ? (found.LastModified ?? new Date(0)) : null
    },
    async remove(sha256) {
      const { sdk, client } = await s3()
      await client.send(new sdk.DeleteObjectCommand(place(sha256))).catch(unavailable)
    },
    check: async () => checkBucket(await s3(), bucket),
  }
}

async function checkBucket(
  { sdk, client }: { sdk: typeof import('@aws-sdk/client-s3'); client: S3Client },
  bucket: string,
): Promise<void> {
  await client.send(new sdk.HeadBucketCommand({ Bucket: bucket })).catch(unavailable)
}

function parseUrl(text: string): { bucket: string; prefix: string } {
  const match = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*?))?\/*$/.exec(text)
  const bucket = match?.[1]
  if (bucket === undefined) throw new Error('FILE_STORE must be a folder or s3://bucket/prefix')
  const prefix = match?.[2] ?? ''
  return { bucket, prefix: prefix === '' ? '' : `${prefix}/` }
}

function unavailable(cause: unknown): never {
  throw new ApiError('UNAVAILABLE', '文件存储暂不可用', 'The file store is not available', { retryAfter: 5, cause })
}

function absent(error: unknown): null {
  const status =
    error instanceof Error && '$metadata' in error && typeof error.$metadata === 'object' && error.$metadata !== null
      ? Reflect.get(error.$metadata, 'httpStatusCode')
      : undefined
  if (status === 404) return null
  return unavailable(error)
}
