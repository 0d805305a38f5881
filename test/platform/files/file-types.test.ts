import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { checkClaim, decideType } from '../../../src/platform/files/file-types.ts'
import { sniffFile } from '../../../src/platform/files/sniff.ts'
import { hostile, samples } from './samples.ts'

const OOXML = 'application/vnd.openxmlformats-officedocument'

const stored: Readonly<Record<string, string>> = {
  'photo.jpg': 'image/jpeg',
  'photo.png': 'image/png',
  'photo.webp': 'image/webp',
  'photo.heic': 'image/heic',
  'report.pdf': 'application/pdf',
  'report.docx': `${OOXML}.wordprocessingml.document`,
  'roster.xlsx': `${OOXML}.spreadsheetml.sheet`,
  'slides.pptx': `${OOXML}.presentationml.presentation`,
  'report.doc': 'application/msword',
  'roster.xls': 'application/vnd.ms-excel',
  'old.xls': 'application/vnd.ms-excel',
  'notes.txt': 'text/plain',
  'gb.txt': 'text/plain',
  'roster.csv': 'text/csv',
  'voice.mp3': 'audio/mpeg',
  'voice.m4a': 'audio/mp4',
  'clip.mp4': 'video/mp4',
}

async function sniffed(dir: string, bytes: Buffer): Promise<string | null> {
  const path = join(dir, 'file')
  await writeFile(path, bytes)
  return sniffFile(path)
}

const codeOf = (result: ReturnType<typeof decideType> | ReturnType<typeof checkClaim>) =>
  'error' in result ? `${result.error.code} ${result.error.field}` : 'allowed'

t.test('each allowed type is known by its bytes', async t => {
  const dir = t.testdir()
  t.same(Object.keys(stored).sort(), Object.keys(samples).sort())
  for (const [fileName, bytes] of Object.entries(samples)) {
    const found = await sniffed(dir, bytes)
    t.same(decideType({ fileName }, found), { contentType: stored[fileName] }, `${fileName} by name`)
    t.same(decideType({ fileName, contentType: stored[fileName] }, found), { contentType: stored[fileName] })
    t.same(decideType({ fileName: fileName.toUpperCase(), contentType: 'application/octet-stream' }, found), {
      contentType: stored[fileName],
    })
  }
})

t.test('no file is taken for what it is not', async t => {
  const dir = t.testdir()
  for (const [fileName, bytes] of Object.entries(samples)) {
    const found = await sniffed(dir, bytes)
    for (const other of Object.keys(samples)) {
      const same = samples[other] && decideType({ fileName: other }, await sniffed(dir, samples[other]))
      const result = decideType({ fileName: other }, found)
      if (stored[other] === stored[fileName]) t.same(result, same, `${fileName} as ${other}`)
      else if (found === 'text/plain' && /\.(?:txt|csv)$/.test(other)) t.ok('contentType' in result, 'a CSV is a text')
      else t.equal(codeOf(result), 'FILE_TYPE_MISMATCH file', `${fileName} as ${other}`)
    }
  }
})

t.test('what runs, unpacks or is a page is refused under every name', async t => {
  const dir = t.testdir()
  for (const [what, bytes] of Object.entries(hostile)) {
    const found = await sniffed(dir, bytes)
    for (const fileName of [undefined, 'photo.jpg', 'notes.txt', 'report.docx', 'report.doc', 'roster.csv']) {
      t.equal(codeOf(decideType({ fileName }, found)), 'FILE_TYPE_NOT_ALLOWED file', `${what} as ${fileName}`)
    }
  }
})

t.test('claims are refused before any byte is read', async t => {
  const cases: [Parameters<typeof checkClaim>[0], string][] = [
    [{ fileName: 'a.html' }, 'FILE_TYPE_NOT_ALLOWED fileName'],
    [{ fileName: 'a.jpg.exe' }, 'FILE_TYPE_NOT_ALLOWED fileName'],
    [{ fileName: 'a.' }, 'FILE_TYPE_NOT_ALLOWED fileName'],
    [{ contentType: 'text/html; charset=utf-8' }, 'FILE_TYPE_NOT_ALLOWED contentType'],
    [{ contentType: 'image/svg+xml' }, 'FILE_TYPE_NOT_ALLOWED contentType'],
    [{ fileName: 'a.jpg', contentType: 'image/png' }, 'FILE_TYPE_MISMATCH contentType'],
    [{ fileName: 'a.pdf', kinds: ['image'] }, 'FILE_TYPE_NOT_ALLOWED fileName'],
    [{ contentType: 'application/pdf', kinds: ['image'] }, 'FILE_TYPE_NOT_ALLOWED contentType'],
    [{ fileName: 'a.JPEG', contentType: 'IMAGE/JPG' }, 'allowed'],
    [{ fileName: 'a.csv', contentType: 'application/vnd.ms-excel' }, 'allowed'],
    [{ fileName: 'a.csv', contentType: 'text/csv; charset=gb18030' }, 'allowed'],
    [{ fileName: '没有扩展名' }, 'allowed'],
    [{}, 'allowed'],
  ]
  for (const [claim, expected] of cases) t.equal(codeOf(checkClaim(claim)), expected, JSON.stringify(claim))
})

t.test('a long text is read to its end, in either encoding, across the chunks', async t => {
  const dir = t.testdir()
  const long = '政协'.repeat(100_000)
  t.equal(await sniffed(dir, Buffer.from(`x${long}`)), 'text/plain')
  t.equal(
    await sniffed(dir, Buffer.concat(Array.from({ length: 100_000 }, () => Buffer.from('d5fed0ad', 'hex')))),
    'text/plain',
  )
  t.equal(await sniffed(dir, Buffer.concat([Buffer.from(long), Buffer.from([0])])), null)
  t.equal(await sniffed(dir, Buffer.concat([Buffer.from(long), Buffer.from([0xff])])), null, 'of no encoding')
})
