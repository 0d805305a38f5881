import { createReadStream } from 'node:fs'
import { typeOfCompoundFile } from './ole.ts'

/** What a file's bytes are, whatever its name says; null when they are nothing known. Reads text files whole. */
export async function sniffFile(path: string): Promise<string | null> {
  const found = await magicOf(path)
  if (found === 'application/x-cfb') return (await typeOfCompoundFile(path)) ?? found
  return found ?? (await textTypeOf(path))
}

async function magicOf(path: string): Promise<string | null> {
  // Loaded with the first file: a process that takes none does without its memory.
  const { fileTypeFromFile } = await import('file-type')
  try {
    return (await fileTypeFromFile(path))?.mime ?? null
  } catch {
    // A container that breaks off is not of the type it began as.
    return null
  }
}

/** The signatures by which browsers take a file for HTML (WHATWG MIME Sniffing section 7.1), SVG added. */
const LOOKS_LIKE_HTML =
  /^[\ufeff\s]*<(?:!doctype|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|svg|!--|\?xml)(?:[\s>/]|$)/i
const LOOKS_LIKE_SCRIPT = /^\ufeff?(?:#!|@echo\b)/i

// Text holds no control characters but tab, line feed, form feed, carriage return and escape.
const BINARY = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f\u007f]/

/** Offices still send GB18030; both decoders run side by side until one is left. */
async function textTypeOf(path: string): Promise<string | null> {
  const decoders = ['utf-8', 'gb18030'].map(textReader)
  for await (const chunk of createReadStream(path)) {
    if (decoders.map(read => read(chunk)).every(head => head === null)) return null
  }
  const head = decoders.map(read => read(null)).find(text => text !== null)
  if (head === undefined || head === null) return null
  if (LOOKS_LIKE_HTML.test(head)) return 'text/html'
  return LOOKS_LIKE_SCRIPT.test(head) ? 'text/x-script' : 'text/plain'
}

/** Feeds bytes to a decoder; gives the beginning of the text so far, or null for ever once it is not text. */
function textReader(encoding: string): (chunk: Buffer | null) => string | null {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  let head: string | null = ''
  return chunk => {
    if (head === null) return null
    try {
      const text = chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true })
      head = BINARY.test(text) ? null : (head + text).slice(0, 1024)
    } catch {
      head = null
    }
    return head
  }
}
