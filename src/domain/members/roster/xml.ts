import { SaxesParser } from 'saxes'
import { turns } from '../../../platform/turns.ts'
import { refuseFile } from './refusals.ts'

/** Names come without their namespace prefix: some programs write `x:row` for `row`. */
export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  close?(name: string): void
  text?(text: string): void
}

/** A worksheet nests some ten elements; and a cell, the longest thing between two tags, holds 32,767 characters. */
const MAX_DEPTH = 100
const MAX_BYTES_BETWEEN_TAGS = 1024 * 1024

const localName = (name: string): string => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/**
 * Feeds a part of a workbook through a SAX parser. A document type is refused outright, so that no entity but XML's
 * own five can ever expand (the "billion laughs"); anything not well-formed throws.
 */
export async function parseXml(chunks: AsyncIterable<Buffer>, fileName: string, handlers: XmlHandlers): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  let depth = 0
  let sinceTag = 0
  parser.on('doctype', () => {
    throw refuseFile('XML_ENTITIES_REFUSED', fileName)
  })
  parser.on('opentag', tag => {
    sinceTag = 0
    if (++depth > MAX_DEPTH) throw refuseFile('FILE_CORRUPT', fileName, 'nested too deep')
    handlers.open(localName(tag.name), tag.attributes)
  })
  parser.on('closetag', tag => {
    sinceTag = 0
    depth--
    handlers.close?.(localName(tag.name))
  })
  parser.on('text', text => handlers.text?.(text))
  parser.on('cdata', text => handlers.text?.(text))
  let decoder: InstanceType<typeof TextDecoder> | undefined
  const turn = turns()
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true })
    sinceTag += chunk.length
    parser.write(decoder.decode(chunk, { stream: true }))
    // The parser keeps an unfinished tag, text or comment whole.
    if (sinceTag > MAX_BYTES_BETWEEN_TAGS) throw refuseFile('FILE_CORRUPT', fileName, 'a text without end')
    await turn()
  }
  parser.write(decoder?.decode() ?? '')
  parser.close()
}

/** OPC (ECMA-376 part 2) allows UTF-8 and UTF-16 only. */
function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}
