import { type Part, writeZip } from './zip-writer.ts'

export const bytesOf = (text: string) => new TextEncoder().encode(text)

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relations = (items: readonly (readonly [kind: string, target: string])[]) =>
  `<Relationships>${items.map(([kind, target], i) => `<Relationship Id="r${i}" Type="${RELATIONS}/${kind}" Target="${target}"/>`).join('')}</Relationships>`

const NOTHING: readonly Part[] = []

/** The parts of a minimal workbook with one sheet, whose XML is given. */
export const parts = (sheet: string | Uint8Array, more = NOTHING): Part[] => [...book([['a', sheet]]), ...more]

/** The parts of a workbook with these sheets, in this order. `settings` are attributes of its `workbookPr`. */
export function book(sheets: readonly (readonly [name: string, xml: string | Uint8Array])[], settings = ''): Part[] {
  const listed = sheets.map(([name], i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i}"/>`).join('')
  const own = sheets.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`] as const)
  const others = [
    ['sharedStrings', 'sharedStrings.xml'],
    ['styles', 'styles.xml'],
  ] as const
  return [
    { name: '[Content_Types].xml', data: bytesOf('<Types/>') },
    { name: '_rels/.rels', data: bytesOf(relations([['officeDocument', 'xl/workbook.xml']])) },
    {
      name: 'xl/workbook.xml',
      data: bytesOf(`<workbook xmlns:r="r"><workbookPr ${settings}/><sheets>${listed}</sheets></workbook>`),
    },
    { name: 'xl/_rels/workbook.xml.rels', data: bytesOf(relations([...own, ...others])) },
    ...sheets.map(([, xml], i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      data: typeof xml === 'string' ? bytesOf(xml) : xml,
    })),
    { name: 'xl/sharedStrings.xml', data: bytesOf('<sst/>') },
    { name: 'xl/styles.xml', data: bytesOf('<styleSheet/>') },
  ]
}

/** With other bytes in the part of this name. */
export const withPart = (all: readonly Part[], name: string, data: Uint8Array): Part[] =>
  all.map(part => (part.name === name ? { name, data } : part))

export const cells = (rows: string, tail = '') => `<worksheet><sheetData>${rows}</sheetData>${tail}</worksheet>`
export const row = (number: number, ...texts: string[]) =>
  `<row r="${number}">${texts.map(text => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`
export const NAME_ROW = row(1, '姓名')
export const workbookOf = (all: readonly Part[]): Uint8Array => writeZip([...all])
