import { type Bilingual, Refused, userError } from '../../../kernel/user-error.ts'

/** Why a file as a whole cannot be read. `{0}` and `{1}` stand for the limit or the detail. */
const FILE_MESSAGES = {
  FILE_EMPTY: {
    zh: '文件是空的，请选择含有名单的文件',
    en: 'The file is empty; choose the file that holds the list',
  },
  FILE_TOO_LARGE: {
    zh: '文件超过 {0}，请删去图片或分成几个文件后再导入',
    en: 'The file is larger than {0}; remove pictures or split it',
  },
  FILE_ENCRYPTED: {
    zh: '工作簿已加密，请取消打开密码后再导入',
    en: 'The workbook is encrypted; remove its password first',
  },
  FILE_OLD_XLS: {
    zh: '这是旧格式（.xls 或 .et）的工作簿，请另存为 .xlsx 后再导入',
    en: 'This is a workbook of the old format (.xls); save it as .xlsx',
  },
  FILE_TYPE_UNSUPPORTED: {
    zh: '不支持的文件类型（{0}），请另存为 .xlsx 或 .csv 后再导入',
    en: 'Unsupported file type ({0}); save it as .xlsx or .csv',
  },
  FILE_CORRUPT: {
    zh: '文件已损坏或不完整（{0}），请用 Excel 或 WPS 重新打开并保存后再导入',
    en: 'The file is damaged or incomplete ({0}); open it in Excel or WPS and save it again',
  },
  ARCHIVE_TOO_LARGE: {
    zh: '工作簿解压后过大（{0}），已拒绝读取',
    en: 'The workbook inflates to an unreasonable size ({0}); it was not read',
  },
  XML_ENTITIES_REFUSED: {
    zh: '工作簿含有文档类型或实体声明，已拒绝读取',
    en: 'The workbook declares a document type or entities; it was not read',
  },
  TOO_MANY_ROWS: {
    zh: '超过 {0} 行，请分成几个文件后再导入',
    en: 'More than {0} rows; split the file',
  },
  TOO_MANY_COLUMNS: {
    zh: '超过 {0} 列（第 {1} 行），请删去无关的列后再导入',
    en: 'More than {0} columns (row {1}); remove the columns that do not belong',
  },
  TOO_MANY_CELLS: {
    zh: '超过 {0} 个单元格，请删去无关的列，或分成几个文件后再导入',
    en: 'More than {0} cells; remove the columns that do not belong, or split the file',
  },
  TOO_MANY_SHEETS: { zh: '超过 {0} 个工作表', en: 'More than {0} sheets' },
  ENCODING_UNKNOWN: {
    zh: '无法识别文本编码，请另存为“CSV UTF-8”后再导入',
    en: 'The text is neither UTF-8, UTF-16 nor GB18030; save it as "CSV UTF-8"',
  },
  CSV_MALFORMED: {
    zh: '第 {0} 行附近的引号不成对，请检查后再导入',
    en: 'Quotation marks are not closed near row {0}',
  },
} as const satisfies Record<string, Bilingual>

export type FileRefusalCode = keyof typeof FILE_MESSAGES

/** A refusal of the whole file, to be thrown. The field is `file`; the message begins with the file's name. */
export function refuseFile(code: FileRefusalCode, fileName: string, ...details: readonly (string | number)[]): Refused {
  const fill = (text: string) => text.replace(/\{(\d)\}/g, (_, i) => String(details[Number(i)] ?? ''))
  const name = shorten(fileName)
  const { zh, en } = FILE_MESSAGES[code]
  return new Refused(userError(code, 'file', `${name}：${fill(zh)}`, `${name}: ${fill(en)}`))
}

/** The name comes from outside: no control or direction characters, and not longer than a line. */
const shorten = (name: string): string =>
  [...name.toWellFormed().replace(/[\p{Cc}\p{Cf}]/gu, '')].slice(0, 80).join('') || '文件'
