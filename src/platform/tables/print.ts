import { escaped, pagePolicy } from '../documents/html.ts'
import type { Cell } from './cells.ts'
import type { Form } from './workbook.ts'

const STYLE = `@page{size:A4;margin:12mm 10mm 14mm;@bottom-center{content:"第 " counter(page) " 页，共 " counter(pages) " 页";font-size:9pt}}
@page landscape{size:A4 landscape}
body{margin:0;font-family:"SimSun","Noto Serif CJK SC",serif;font-size:10.5pt;color:#000;background:#fff}
section{break-after:page}section:last-child{break-after:auto}.landscape{page:landscape}
h1{font-size:16pt;text-align:center;margin:0 0 2mm}p{margin:0 0 1mm}
table{width:100%;border-collapse:collapse;table-layout:fixed;margin-top:2mm}thead{display:table-header-group}
tr{break-inside:avoid;height:8mm}th,td{border:.5pt solid #000;padding:1mm;text-align:center;overflow-wrap:anywhere}
@media screen{body{max-width:297mm;margin:8mm auto;padding:0 8mm}section{margin-bottom:12mm}}`

/** No script, nothing from outside, and no sandbox, in which some browsers do not print. */
export const PRINT_POLICY = pagePolicy(STYLE)

/** Forms as one page of HTML for A4 paper, each from a new sheet on, with its heading on every one. */
export const printPage = (title: string, forms: readonly Form[]): string => `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body>
${forms.map(section).join('\n')}
</body></html>
`

function section({ title, lines, columns, rows, orientation }: Form): string {
  const whole = columns.reduce((sum, { width }) => sum + width, 0)
  const widths = columns.map(({ width }) => `<col width="${((100 * width) / whole).toFixed(2)}%">`).join('')
  return `<section class="${orientation}"><h1>${escaped(title)}</h1>
${lines.map(line => `<p>${escaped(line)}</p>`).join('')}
<table><colgroup>${widths}</colgroup><thead>${line(
    'th',
    columns.map(column => column.title),
  )}</thead>
<tbody>${rows.map(cells => line('td', cells)).join('\n')}</tbody></table></section>`
}

const line = (tag: 'th' | 'td', cells: readonly Cell[]): string =>
  `<tr>${cells.map(cell => `<${tag}>${escaped(String(cell ?? ''))}</${tag}>`).join('')}</tr>`
