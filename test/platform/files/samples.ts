import { crc32 } from 'node:zlib'

/** A zip of stored entries, as an office document is one. */
export function zip(entries: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(entries)) {
    const data = Buffer.from(content)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), data])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, tail, Buffer.from(name)]))
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(directory.length, 4)
  end.writeUInt16LE(directory.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, central, Buffer.from('PK\x05\x06'), end])
}

const contentTypes = (type: string) =>
  `<?xml version="1.0"?><Types xmlns="x"><Override PartName="/main.xml" ContentType="${type}.main+xml"/></Types>`

export const office = (type: string): Buffer => zip({ '[Content_Types].xml': contentTypes(type), 'main.xml': '<x/>' })

/** An OLE compound file whose directory, in its third sector, has a stream of this name. */
export function compoundFile(stream: string, sector = 3): Buffer {
  const file = Buffer.alloc(512 * (sector + 1))
  file.write('d0cf11e0a1b11ae1', 'hex')
  const root = 512 * sector
  file.write('Root Entry', root, 'utf16le')
  file.writeUInt16LE(22, root + 64)
  file[root + 66] = 5
  file.write(stream, root + 128, 'utf16le')
  file.writeUInt16LE((stream.length + 1) * 2, root + 128 + 64)
  file[root + 128 + 66] = 2
  return file
}

const OOXML = 'application/vnd.openxmlformats-officedocument'

/** One file of each kind there is a word on, by the name an office would give it. */
export const samples: Readonly<Record<string, Buffer>> = {
  'photo.jpg': Buffer.from('ffd8ffe000104a46494600010100000100010000ffdb0043ffd9', 'hex'),
  'photo.png': Buffer.from(
    '89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082',
    'hex',
  ),
  'photo.webp': Buffer.concat([Buffer.from('RIFF\x1a\x00\x00\x00WEBPVP8L'), Buffer.alloc(20)]),
  'photo.heic': Buffer.concat([Buffer.from('\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic'), Buffer.alloc(20)]),
  'report.pdf': Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'),
  'report.docx': office(`${OOXML}.wordprocessingml.document`),
  'roster.xlsx': office(`${OOXML}.spreadsheetml.sheet`),
  'slides.pptx': office(`${OOXML}.presentationml.presentation`),
  'report.doc': compoundFile('WordDocument'),
  'roster.xls': compoundFile('Workbook', 700),
  'old.xls': compoundFile('Book'),
  'notes.txt': Buffer.from('会议记录：<b>不是网页</b>\n第二行\t制表符\n'),
  'gb.txt': Buffer.from('bbe1d2e9bcc7c2bc0d0a', 'hex'),
  'roster.csv': Buffer.from('\ufeff姓名,手机\r\n张三,x\r\n'),
  'voice.mp3': Buffer.concat([
    Buffer.from('ID3\x03\x00\x00\x00\x00\x00\x00'),
    Buffer.from('fffb9064', 'hex'),
    Buffer.alloc(100),
  ]),
  'voice.m4a': Buffer.concat([Buffer.from('\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00mp42isom'), Buffer.alloc(20)]),
  'clip.mp4': Buffer.concat([Buffer.from('\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp42'), Buffer.alloc(20)]),
}

/** Files that must never be kept, whatever they are called. */
export const hostile: Readonly<Record<string, Buffer>> = {
  html: Buffer.from('<!DOCTYPE html><script>alert(1)</script>'),
  'html after blanks and a mark': Buffer.from('\ufeff \n\t<HTML onload=x>'),
  'html fragment': Buffer.from('<script src=//evil.example></script>'),
  'html comment': Buffer.from('<!-- x --><img onerror=x>'),
  svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>'),
  'svg with a prologue': Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
  xml: Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
  'Windows program': Buffer.concat([Buffer.from('MZ\x90\x00'), Buffer.alloc(200)]),
  'Linux program': Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(200)]),
  'shell script': Buffer.from('#!/bin/sh\nrm -rf /\n'),
  'batch file': Buffer.from('@echo off\r\ndel *.*\r\n'),
  zip: zip({ 'a.txt': 'x' }),
  jar: zip({ 'META-INF/MANIFEST.MF': 'Main-Class: X' }),
  'macro document': office('application/vnd.ms-word.document.macroEnabled'),
  'installer in a compound file': compoundFile('Installer'),
  gzip: Buffer.concat([Buffer.from('1f8b0800', 'hex'), Buffer.alloc(30)]),
  gif: Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;'),
  rtf: Buffer.from('{\\rtf1 x}'),
  zeros: Buffer.alloc(1000),
  'text with a NUL': Buffer.from('ab\0cd'),
  'bytes of no encoding': Buffer.from([0x41, 0xff, 0xfe, 0xff, 0x80]),
}
