import type { Upload } from '@tus/server'
import { badField } from '../http/problem-types.ts'
import type { UploadOptions } from './upload-types.ts'

/** What tus clients tell of the file by themselves and nobody here asks for (Uppy). */
const PASSED_OVER = ['name', 'type', 'relativePath', 'caption']

/**
 * `Upload-Metadata` as it is used: nothing but the file's name and type and the parameters that the address takes too, which say
 * the same there where they are `asked` twice.
 */
export function metadataTexts(
  { query }: Pick<UploadOptions, 'query'>,
  { metadata = {} }: Upload,
  asked: Readonly<Record<string, string>>,
): Record<string, string> {
  const known = ['filename', 'filetype', ...Object.keys(query.properties)]
  const sent = Object.entries(metadata).filter(([key]) => !PASSED_OVER.includes(key))
  for (const [key, value] of sent) {
    if (!known.includes(key)) throw unknownKey(key, known)
    // Where bytes are no UTF-8, the library leaves this mark.
    if (value?.includes('\ufffd')) throw notUtf8(key)
    if (asked[key] !== undefined && asked[key] !== value) throw saidTwice(key)
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

const saidTwice = (key: string) =>
  badField(
    'CONTRADICTION',
    key,
    '地址参数与 Upload-Metadata 的值不一致，请只保留一处',
    'The address and Upload-Metadata say different things; say it in one of them',
  )

const notUtf8 = (key: string) =>
  badField(
    'INVALID_ENCODING',
    key,
    'Upload-Metadata 的值应为 UTF-8 文本的 Base64 编码',
    'A value of Upload-Metadata is UTF-8 text in Base64',
  )
