import { refuseFile } from './refusals.ts'
import { type Sheet, TABLE_LIMITS, type TableLimits } from './sheet.ts'

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, i) => bytes[i] === byte)

const ZIP = [0x50, 0x4b]
/** MS-CFB 2.2: the header of .xls and of every encrypted Office document. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

/**
 * Reads a workbook (.xlsx) or a delimited text (CSV; comma, semicolon or tab; UTF-8, UTF-16 or GB18030) into grids of
 * cells. The type is taken from the content; `fileName` only serves the message.
 * @throws Refused with one of the codes of refusals.ts, for anything that is not such a file or is over a limit.
 */
export async function readTable(
  bytes: Uint8Array,
  fileName: string,
  limits: TableLimits = TABLE_LIMITS,
): Promise<Sheet[]> {
  if (bytes.length === 0) throw refuseFile('FILE_EMPTY', fileName)
  if (bytes.length > limits.maxBytes) throw refuseFile('FILE_TOO_LARGE', fileName, mebibytes(limits.maxBytes))
  if (startsWith(bytes, OLE)) throw refuseFile(isEncrypted(bytes) ? 'FILE_ENCRYPTED' : 'FILE_OLD_XLS', fileName)
  const sheets = await sheetsIn(bytes, fileName, limits)
  if (sheets.every(sheet => sheet.rows.length === 0)) throw refuseFile('FILE_EMPTY', fileName)
  return sheets
}

/** The readers and their libraries are loaded with the first file. */
async function sheetsIn(bytes: Uint8Array, fileName: string, limits: TableLimits): Promise<Sheet[]> {
  if (startsWith(bytes, ZIP)) return (await import('./xlsx.ts')).readXlsx(bytes, fileName, limits)
  return (await import('./csv.ts')).readCsv(bytes, fileName, limits)
}

const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`

/** An encrypted workbook is an OLE file with a stream of this name (MS-OFFCRYPTO 2.3.4). */
function isEncrypted(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  )
}
