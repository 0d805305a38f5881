/**
 * `Content-Disposition` of a download: always an attachment, so that no file is ever shown as a page of this address;
 * the name in UTF-8 (RFC 6266, RFC 8187) and an ASCII stand-in for old clients.
 */
export function attachment(fileName: string): string {
  const stem = fileName.replaceAll(/[^\x20-\x7e]/g, '_').replaceAll(/["\\%/]/g, '_')
  return `attachment; filename="${stem}"; filename*=UTF-8''${encodeExtended(fileName)}`
}

/** Percent-encodes all but the attr-char of RFC 8187 section 3.2.1. */
function encodeExtended(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /['()*]/g,
    char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** The file name of a `Content-Disposition` sent with an upload; `filename*` goes first. Undefined when there is none. */
export function fileNameOf(header: string | undefined): string | undefined {
  const extended = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(header ?? '')?.[1]
  const decoded = extended === undefined ? undefined : decode(extended)
  if (decoded !== undefined) return decoded
  const [, quoted, token] = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s"]+))/i.exec(header ?? '') ?? []
  // Clients send UTF-8 here although headers are Latin-1 by the book: read it back when it is.
  const plain = quoted?.replaceAll(/\\(.)/g, '$1') ?? token
  return plain === undefined ? undefined : fromLatin1(plain)
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

function fromLatin1(text: string): string {
  const bytes = Buffer.from(text, 'latin1')
  const decoded = bytes.toString('utf8')
  return decoded.includes('\ufffd') ? text : decoded
}
