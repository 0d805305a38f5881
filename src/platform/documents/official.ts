import type { Document, FileChild, IParagraphOptions, ParagraphChild } from 'docx'
import { fontTable } from './fonts.ts'

/** The library, given to whoever writes a document: it is loaded when the first one is asked for. */
export type Word = typeof import('docx')

/** Faces of GB/T 9704-2012 section 5.2.2; where a computer lacks one, the font table names what stands for it. */
export const FACE = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  heading: '黑体',
  subheading: '楷体_GB2312',
} as const
type Face = (typeof FACE)[keyof typeof FACE]

/** Sizes (字号) in half points: 二号, 三号, 四号. */
export const SIZE = { two: 44, three: 32, four: 28 } as const

const MM = 1440 / 25.4
/** A4; 版心 156 mm × 225 mm, 天头 37 mm, 订口 28 mm (GB/T 9704-2012 section 5.1). */
const PAGE = {
  size: { width: Math.round(210 * MM), height: Math.round(297 * MM) },
  margin: {
    top: Math.round(37 * MM),
    left: Math.round(28 * MM),
    right: Math.round(26 * MM),
    bottom: Math.round(35 * MM),
    header: Math.round(15 * MM),
    footer: Math.round(28 * MM),
  },
}
/** 22 lines a page (section 5.2.3). */
const LINE = Math.round((225 * MM) / 22)

/** Two characters of 三号; the length for programs that do not count characters. */
const INDENT_TWO = { firstLineChars: 200, firstLine: 640 }

/** A run in a face; Latin letters and digits in Times New Roman, as is the custom. */
export const run = (word: Word, text: string, face: Face = FACE.body, size: number = SIZE.three, color = '000000') =>
  new word.TextRun({ text, size, color, font: fontOf(face) })

const fontOf = (eastAsia: Face) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia, hint: 'eastAsia' })

export const paragraph = (word: Word, children: readonly ParagraphChild[], options: IParagraphOptions = {}) =>
  new word.Paragraph({ spacing: { line: LINE, lineRule: word.LineRuleType.EXACT }, ...options, children })

/** Running text: each line of it a paragraph with an indent of two characters. */
export const bodyText = (word: Word, text: string) =>
  text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => paragraph(word, [run(word, line.trim())], { indent: INDENT_TWO }))

export const headingLine = (word: Word, text: string, face: Face = FACE.heading) =>
  paragraph(word, [run(word, text, face)], { indent: INDENT_TWO, keepNext: true })

export const titleLine = (word: Word, text: string) =>
  paragraph(word, [run(word, text, FACE.title, SIZE.two)], {
    alignment: word.AlignmentType.CENTER,
    spacing: { line: LINE + 120, lineRule: word.LineRuleType.AT_LEAST, before: LINE, after: LINE },
  })

/** `— 1 —`, outside on each page, 四号 (section 7.5). */
function pageNumber(word: Word, alignment: 'left' | 'right') {
  const digits = new word.TextRun({ children: ['— ', word.PageNumber.CURRENT, ' —'], size: SIZE.four, font: '宋体' })
  return new word.Footer({ children: [new word.Paragraph({ alignment, children: [digits] })] })
}

/** A document (.docx) in the layout of official papers, whole: it is a letter or a form and never a list. */
export async function officialDocument(
  about: { readonly title: string; readonly creator: string },
  fill: (word: Word) => readonly FileChild[],
): Promise<Buffer> {
  const word = await import('docx')
  const document = new word.Document({
    ...about,
    lastModifiedBy: about.creator,
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: { font: fontOf(FACE.body), size: SIZE.three, language: { value: 'en-US', eastAsia: 'zh-CN' } },
        },
      },
    },
    sections: [
      {
        properties: { page: PAGE, grid: { type: word.DocumentGridType.LINES, linePitch: LINE } },
        footers: { default: pageNumber(word, 'right'), even: pageNumber(word, 'left') },
        children: [...fill(word)],
      },
    ],
  })
  return pack(word, document)
}

const pack = (word: Word, document: Document): Promise<Buffer> =>
  word.Packer.toBuffer(document, false, [{ path: 'word/fontTable.xml', data: fontTable() }])
