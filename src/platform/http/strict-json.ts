import { badField, type HttpProblem } from './problem-types.ts'

/** Deeper bodies are attacks: no input of ours nests past a dozen levels. */
const MAX_DEPTH = 64

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Parses a JSON request body as RFC 8259 allows at its strictest: UTF-8 without BOM, no duplicate names (two readers
 * could take different ones), no `__proto__`, bounded depth. Throws a 400 that names the rule.
 */
export function parseStrictJson(bytes: Buffer): unknown {
  if (bytes.length === 0) throw refuse('EMPTY_BODY', '请求体为空', 'The body is empty')
  const text = decode(bytes)
  if (text.startsWith('\ufeff'))
    throw refuse('BOM', 'JSON 不得以字节顺序标记（BOM）开头', 'JSON must not start with a BOM')
  const value = parse(text)
  // Only text known to be valid is scanned, so that the scanner needs no grammar.
  scanNames(text)
  return value
}

const refuse = (code: string, zh: string, en: string): HttpProblem => badField(`JSON_${code}`, 'body', zh, en)

function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw refuse('NOT_UTF8', 'JSON 必须用 UTF-8 编码', 'JSON must be encoded in UTF-8')
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // V8's message quotes the input, which may hold a password: it is neither shown nor logged.
    throw refuse('INVALID', '请求体不是有效的 JSON', 'The body is not valid JSON')
  }
}

/** Walks the names of every object in valid JSON text. */
function scanNames(text: string): void {
  const open: (Set<string> | null)[] = []
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '{' || char === '[') {
      if (open.length === MAX_DEPTH) {
        throw refuse('TOO_DEEP', `JSON 嵌套不得超过 ${MAX_DEPTH} 层`, `JSON may nest ${MAX_DEPTH} levels at most`)
      }
      open.push(char === '{' ? new Set() : null)
    } else if (char === '}' || char === ']') open.pop()
    else if (char === '"') {
      const end = endOfString(text, at)
      if (isName(text, end)) checkName(open.at(-1), text.slice(at, end + 1))
      at = end
    }
  }
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end
}

function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0
  while (text[quote - 1 - backslashes] === '\\') backslashes++
  return backslashes % 2 === 1
}

const AFTER_NAME = /[ \t\r\n]*:/y

function isName(text: string, end: number): boolean {
  AFTER_NAME.lastIndex = end + 1
  return AFTER_NAME.test(text)
}

function checkName(names: Set<string> | null | undefined, quoted: string): void {
  // Escapes are decoded first: a second "a" may be written as an escape.
  const name: unknown = quoted.includes('\\') ? JSON.parse(quoted) : quoted.slice(1, -1)
  if (typeof name !== 'string' || !names) return
  if (name === '__proto__') throw refuse('PROTO', 'JSON 不得含有 __proto__', 'JSON must not hold __proto__')
  if (names.has(name)) throw refuse('DUPLICATE_NAME', 'JSON 对象内有重复的键', 'A JSON object holds a name twice')
  names.add(name)
}
