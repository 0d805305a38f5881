import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import yauzl from 'yauzl'

const open = promisify<Buffer, yauzl.Options, yauzl.ZipFile>((bytes, options, done) =>
  yauzl.fromBuffer(bytes, options, (error, file) => (file ? done(null, file) : done(error, file))),
)

/** The parts of a .docx by their paths, unpacked by another library than the one that wrote them. */
export async function partsOfWord(bytes: Buffer): Promise<Readonly<Record<string, string>>> {
  const file = await open(bytes, { lazyEntries: true })
  const parts: Record<string, string> = {}
  return new Promise((resolve, reject) => {
    file.once('end', () => resolve(parts))
    file.once('error', reject)
    file.on('entry', entry => {
      file.openReadStream(entry, (error, stream) => {
        if (!stream) return reject(error)
        buffer(stream).then(content => {
          parts[entry.fileName] = content.toString('utf8')
          file.readEntry()
        }, reject)
      })
    })
    file.readEntry()
  })
}

/** Paragraphs of its text, entities resolved. */
export const paragraphsOf = (xml: string): string[] =>
  xml
    .split('</w:p>')
    .map(part => [...part.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text = '']) => text).join(''))
    .map(text =>
      text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
    )
    .filter(text => text !== '')
