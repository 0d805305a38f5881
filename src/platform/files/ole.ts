import { type FileHandle, open } from 'node:fs/promises'

/** Names of the main streams of the two old formats that are allowed ([MS-DOC] 2.1.1, [MS-XLS] 2.1.2). */
const MAIN_STREAMS: Readonly<Record<string, string>> = {
  WordDocument: 'application/msword',
  Workbook: 'application/vnd.ms-excel',
  Book: 'application/vnd.ms-excel',
}

/** Directory entries are 128 bytes and start at multiples of 128 from the start of the file ([MS-CFB] 2.2, 2.6.1). */
const ENTRY = 128
const CHUNK = ENTRY * 512
const STREAM_OBJECT = 2

/**
 * What an OLE compound file holds: `application/msword`, `application/vnd.ms-excel`, or null for any other (installers
 * and mail are compound files too). Looks for the directory entry of the main stream wherever it stands.
 */
export async function typeOfCompoundFile(path: string): Promise<string | null> {
  const file = await open(path)
  try {
    return await findMainStream(file)
  } finally {
    await file.close()
  }
}

async function findMainStream(file: FileHandle): Promise<string | null> {
  const chunk = Buffer.alloc(CHUNK)
  for (let position = 0; ; position += CHUNK) {
    const { bytesRead } = await file.read(chunk, 0, CHUNK, position)
    for (let at = 0; at + ENTRY <= bytesRead; at += ENTRY) {
      const type = MAIN_STREAMS[streamName(chunk, at) ?? '']
      if (type) return type
    }
    if (bytesRead < CHUNK) return null
  }
}

/** The name in a directory entry of a stream, or null when these bytes are none. */
function streamName(bytes: Buffer, at: number): string | null {
  // Length in bytes with the closing zero, and the kind of object.
  const length = bytes.readUInt16LE(at + 64)
  if (bytes[at + 66] !== STREAM_OBJECT || length < 4 || length > 64 || length % 2 !== 0) return null
  return bytes.toString('utf16le', at, at + length - 2)
}
