import { escaped, pagePolicy } from '../../../../platform/documents/html.ts'

/** What the projector shows. */
export interface SignInPage {
  readonly title: string
  readonly label: string
  readonly code: string
  readonly came: number
  readonly invited: number
  /** Seconds until it is asked for again. */
  readonly refresh: number
}

const STYLE = `html{height:100%}body{margin:0;min-height:100%;display:flex;flex-direction:column;align-items:center;justify-content:center;
font-family:"Noto Sans CJK SC","Microsoft YaHei",sans-serif;background:#fff;color:#111}h1{font-size:3vw;margin:1vh}
p{font-size:2vw;margin:1vh}svg{width:min(60vh,60vw);height:min(60vh,60vw)}strong{font-size:4vw}`

/** Nothing is loaded, no script runs; the page's own style is known by its hash. Without `sandbox`, in which no page reloads. */
export const PAGE_POLICY = pagePolicy(STYLE)

/** The page that the projector of the hall shows: made here, without script, it loads itself again. */
export async function signInPage({ title, label, code, came, invited, refresh }: SignInPage): Promise<string> {
  const { toString: qrCode } = await import('qrcode')
  const picture = await qrCode(code, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
  return `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="refresh" content="${refresh}">
<title>签到</title><style>${STYLE}</style></head>
<body><h1>${escaped(title)}</h1><p>${escaped(label)}</p>
${picture}
<p>已签到 <strong>${came}</strong> / ${invited}</p></body></html>`
}
