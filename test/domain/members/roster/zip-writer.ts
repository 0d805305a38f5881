import { crc32, deflateRawSync } from 'node:zlib'

export interface Part {
  readonly name: string
  readonly data: Uint8Array
  /** Given to write other bytes, or another size, than the data's own. */
  readonly deflated?: Uint8Array
  readonly declaredSize?: number
}

/** Writes a zip file as it is told to, also a false one (APPNOTE.TXT 4.3). */
export function writeZip(parts: readonly Part[]): Uint8Array {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const name = Buffer.from(part.name)
    const deflated = part.deflated ?? deflateRawSync(part.data)
    const sizes = Buffer.alloc(12)
    sizes.writeUInt32LE(crc32(part.data), 0)
    sizes.writeUInt32LE(deflated.length, 4)
    sizes.writeUInt32LE(part.declaredSize ?? part.data.length, 8)
    const lengths = Buffer.alloc(4)
    lengths.writeUInt16LE(name.length, 0)
    // Version 2.0, UTF-8 names, deflated, no time.
    const common = Buffer.from([20, 0, 0, 8, 8, 0, 0, 0, 33, 0])
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, sizes, lengths, name, deflated])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    central.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, sizes, lengths, tail, name]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...locals, directory, end]))
}
