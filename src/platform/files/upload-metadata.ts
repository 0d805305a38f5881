import type { Upload } from '@tus/server'
import { badField } from '../http/problem-types.ts'
import type { UploadOptions } from './upload-types.ts'

/** What tus clients tell of the file by themselves and nobody here asks for (Uppy). */
const PASSED_OVER = ['name', 'type', 'relativePath', 'caption']

/** `Upload-Metadata` as it is used: nothing but the file's name and type and the parameters that the address takes too. */
export function metadataTexts(
  { query }: Pick<UploadOptions, 'query'>,
  { metadata = {} }: Upload,
): Record<string, string> {
  const known = ['filename', 'filetype', ...Object.keys(query.properties)]
  const sent = Object.entries(metadata).filter(([key]) => !PASSED_OVER.includes(key))
  for (const [key, value] of sent) {
    if (!known.includes(key)) throw unknownKey(key, known)
    // Where bytes are no UTF-8, the library leaves this mark.
    if (value?.includes('\ufffd')) throw notUtf8(key)
  }
  return Object.fromEntries(sent.map(([key, value]) => [key, value ?? '']))
}

const unknownKey = (key: string, known: readonly string[]) =>
  badField(
    'UNKNOWN_FIELD',
    key,
    `Upload-Metadata 没有这一项，可用的有：${known.join('、')}`,
    `Upload-Metadata has no such key; it has ${known.join(', ')}`,
  )

const notUtf8 = (key: string) =>
  badField(
    'INVALID_ENCODING',
    key,
    'Upload-Metadata 的值应为 UTF-8 文本的 Base64 编码',
    'A value of Upload-Metadata is UTF-8 text in Base64',
  )
