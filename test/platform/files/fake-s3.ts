import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export interface FakeS3 {
  endpoint: string
  readonly objects: Map<string, { body: Buffer; contentType: string | undefined; storedAt: Date }>
  readonly requests: string[]
  /** Answers every request with this status while it is set. */
  failWith: number
  close: () => Promise<void>
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** The signature AWS documents (Signature Version 4), computed anew from the request. */
function signatureIsRight(request: IncomingMessage, secret: string): boolean {
  const match =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    )
  const [, day = '', region = '', signed = '', signature] = match ?? []
  const url = new URL(request.url ?? '', 'http://x')
  const headers = signed.split(';').map(name => `${name}:${String(request.headers[name]).trim()}\n`)
  url.searchParams.sort()
  const payload = String(request.headers['x-amz-content-sha256'])
  const canonical = [request.method, url.pathname, url.searchParams.toString(), headers.join(''), signed, payload].join(
    '\n',
  )
  const scope = `${day}/${region}/s3/aws4_request`
  const hash = createHash('sha256').update(canonical).digest('hex')
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, hash].join('\n')
  const key = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${secret}`, day), region))
  return hmac(key, text).toString('hex') === signature
}

/** The part of S3 that the store uses, strict about signature, path style, length and checksum. */
export async function fakeS3(secret: string): Promise<FakeS3> {
  const fake: FakeS3 = { endpoint: '', objects: new Map(), requests: [], failWith: 0, close: async () => {} }
  const server = createServer(async (request, response): Promise<unknown> => {
    fake.requests.push(`${request.method} ${request.url}`)
    const body = await buffer(request)
    if (fake.failWith !== 0) return fail(response, fake.failWith, 'InternalError')
    if (!signatureIsRight(request, secret)) return fail(response, 403, 'SignatureDoesNotMatch')
    return handle(fake, request, response, body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => new Promise<void>(resolve => void server.close(() => resolve()).closeAllConnections())
  return Object.assign(fake, { endpoint: `http://127.0.0.1:${port}`, close })
}

function fail(response: ServerResponse, status: number, code: string): unknown {
  return response.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`)
}

function handle(fake: FakeS3, request: IncomingMessage, response: ServerResponse, body: Buffer): unknown {
  const key = decodeURIComponent(new URL(request.url ?? '', 'http://x').pathname)
  if (key === '/cppcc' || key === '/cppcc/') return response.writeHead(200).end()
  if (!key.startsWith('/cppcc/')) return fail(response, 404, 'NoSuchBucket')
  if (request.method === 'PUT') return put(fake, key, request, response, body)
  const found = fake.objects.get(key)
  if (!found) return fail(response, 404, 'NoSuchKey')
  if (request.method === 'DELETE') {
    fake.objects.delete(key)
    return response.writeHead(204).end()
  }
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
  const bytes = range ? found.body.subarray(Number(range[1]), Number(range[2]) + 1) : found.body
  response.writeHead(range ? 206 : 200, {
    'content-length': bytes.length,
    'last-modified': found.storedAt.toUTCString(),
  })
  return response.end(request.method === 'HEAD' ? undefined : bytes)
}

function put(fake: FakeS3, key: string, request: IncomingMessage, response: ServerResponse, body: Buffer): unknown {
  const sent = request.headers['x-amz-checksum-sha256']
  if (sent !== createHash('sha256').update(body).digest('base64')) return fail(response, 400, 'BadDigest')
  if (Number(request.headers['content-length']) !== body.length) return fail(response, 400, 'IncompleteBody')
  fake.objects.set(key, { body, contentType: request.headers['content-type'], storedAt: new Date() })
  return response.writeHead(200, { etag: '"x"' }).end()
}
