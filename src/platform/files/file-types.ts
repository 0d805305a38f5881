import { type UserError, userError } from '../../kernel/user-error.ts'

export type FileKind = 'image' | 'document' | 'text' | 'audio' | 'video'

interface FileType {
  /** What the file is stored and served as. */
  readonly contentType: string
  readonly kind: FileKind
  /** What its bytes look like (sniff.ts). */
  readonly sniffed: readonly string[]
  readonly extensions: readonly string[]
  /** Other names clients give the type. */
  readonly aliases?: readonly string[]
}

const office = (name: string) => `application/vnd.openxmlformats-officedocument.${name}`

/**
 * Everything that may be kept: what offices and phones produce, nothing that runs. No archives, no HTML, no SVG, no
 * documents with macros. One more type is one more line.
 */
const FILE_TYPES: readonly FileType[] = [
  type('image/jpeg', 'image', ['jpg', 'jpeg'], { aliases: ['image/jpg', 'image/pjpeg'] }),
  type('image/png', 'image', ['png']),
  type('image/webp', 'image', ['webp']),
  type('image/heic', 'image', ['heic', 'heif'], { sniffed: ['image/heic', 'image/heif'], aliases: ['image/heif'] }),
  type('application/pdf', 'document', ['pdf'], { aliases: ['application/x-pdf'] }),
  type(office('wordprocessingml.document'), 'document', ['docx']),
  type(office('spreadsheetml.sheet'), 'document', ['xlsx']),
  type(office('presentationml.presentation'), 'document', ['pptx']),
  type('application/msword', 'document', ['doc']),
  type('application/vnd.ms-excel', 'document', ['xls']),
  type('text/plain', 'text', ['txt']),
  // Windows calls a CSV file what Excel registered for it.
  type('text/csv', 'text', ['csv'], {
    sniffed: ['text/plain'],
    aliases: ['application/csv', 'application/vnd.ms-excel'],
  }),
  type('audio/mpeg', 'audio', ['mp3'], { aliases: ['audio/mp3'] }),
  type('audio/mp4', 'audio', ['m4a'], { sniffed: ['audio/x-m4a', 'audio/mp4'], aliases: ['audio/x-m4a', 'audio/m4a'] }),
  type('video/mp4', 'video', ['mp4']),
]

function type(
  contentType: string,
  kind: FileKind,
  extensions: readonly string[],
  more: Partial<FileType> = {},
): FileType {
  return { contentType, kind, extensions, sniffed: [contentType], ...more }
}

/** What the sender says of a file. */
export interface FileClaim {
  /** The Content-Type sent; absent or `application/octet-stream` claims nothing. */
  readonly contentType?: string | undefined
  readonly fileName?: string | undefined
  /** The kinds this use of a file allows; all by default. */
  readonly kinds?: readonly FileKind[] | undefined
}

/** The types a claim leaves open, or why it leaves none. Checked before the bytes are taken, to refuse early. */
export function checkClaim(claim: FileClaim): { types: readonly FileType[] } | { error: UserError } {
  const allowed = FILE_TYPES.filter(t => claim.kinds?.includes(t.kind) ?? true)
  const extension = extensionOf(claim.fileName)
  const byName = extension === null ? allowed : allowed.filter(t => t.extensions.includes(extension))
  if (byName.length === 0) return { error: notAllowed('fileName', allowed) }
  const claimed = essence(claim.contentType)
  if (claimed === null) return { types: byName }
  const types = byName.filter(t => t.contentType === claimed || t.aliases?.includes(claimed))
  if (types.length > 0) return { types }
  const known = allowed.some(t => t.contentType === claimed || t.aliases?.includes(claimed))
  return { error: known ? mismatch('contentType') : notAllowed('contentType', allowed) }
}

/** The type a file is stored as, when its bytes are what its sender said and that is allowed. */
export function decideType(claim: FileClaim, sniffed: string | null): { contentType: string } | { error: UserError } {
  const open = checkClaim(claim)
  if ('error' in open) return open
  const found = open.types.find(t => sniffed !== null && t.sniffed.includes(sniffed))
  if (found) return { contentType: found.contentType }
  const allowed = FILE_TYPES.filter(t => claim.kinds?.includes(t.kind) ?? true)
  const known = allowed.some(t => sniffed !== null && t.sniffed.includes(sniffed))
  return { error: known ? mismatch('file') : notAllowed('file', allowed) }
}

function extensionOf(fileName: string | undefined): string | null {
  const match = /\.([^.]*)$/.exec(fileName ?? '')
  return match?.[1] === undefined ? null : match[1].toLowerCase()
}

function essence(contentType: string | undefined): string | null {
  const name = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  return name === '' || name === 'application/octet-stream' ? null : name
}

function notAllowed(field: string, allowed: readonly FileType[]): UserError {
  const names = allowed.flatMap(t => t.extensions).join(', ')
  return userError(
    'FILE_TYPE_NOT_ALLOWED',
    field,
    `不允许此类文件，可用：${names}`,
    `Not an allowed type; allowed: ${names}`,
  )
}

const mismatch = (field: string): UserError =>
  userError(
    'FILE_TYPE_MISMATCH',
    field,
    '文件内容与文件名或所声明的类型不符',
    'The content is not what the file name or the declared type says',
  )
