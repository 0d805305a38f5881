/**
 * The last gate before the log: every finished line passes here, so that neither a message, nor a nested value, nor
 * a library's own log call gets personal data or a secret past it (PIPL art. 51; GB/T 35273 section 6.3).
 */

const MASK = '[redacted]'

const SECRET_NAMES =
  'pass(?:word|wd|phrase)?|new_?password|old_?password|current_?password|secret|client_?secret|otp|totp|captcha|' +
  '[a-z_]*token|api_?key|[a-z_]*private_?key|authorization|proxy-authorization|cookie|set-cookie|credentials?|assertion|' +
  '[a-z_]*phone(?:_?number)?|mobile|telephone|tel|identity_?(?:number|card)|id_?(?:card|number)(?:_?no)?|ssn'

const SECRET_NAME = new RegExp(`^(?:${SECRET_NAMES})s?$`, 'i')
const HAS_SECRET_NAME = new RegExp(`"(?:${SECRET_NAMES})s?\\\\*"\\s*:`, 'i')

// A name and its value in JSON quoted inside a text, at any depth of quoting, perhaps cut off.
const QUOTED = new RegExp(
  `((\\\\*)"(?:${SECRET_NAMES})s?\\2"\\s*:\\s*)` +
    `(?:\\2"[^]*?(?<!\\\\)\\2"|\\\\*"[^]*|\\[[^\\]]*\\]?|\\{[^}]*\\}?|[^,}\\]\\s]+)`,
  'gi',
)

const SHAPES: readonly RegExp[] = [
  // Identity number (GB 11643): region, date of birth, serial, check digit.
  /(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/g,
  /\b(?:Bearer|Basic|DPoP)\s+[\w\-.~+/]+=*/gi,
  // JWT: a base64url JSON object always starts with eyJ.
  /\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)*/g,
  // User and password in an address, as in a database URL.
  /(?<=\/\/)[^/\s:@"]+:[^/\s@"]+(?=@)/g,
  /(?<=[\s"',(?&;](?:pass(?:word|wd)|secret|[a-z_]*token)=)[^&\s"\\#]+/gi,
  // Query parameters that carry secrets.
  /(?<=[?&;](?:code|key|sig|signature|state|ticket|x-amz-[a-z-]+)=)[^&\s"\\#]+/gi,
]

// Mobile phone, also with the country code; or an id, whose digits may look like one.
const PHONE_OR_ID =
  /((?<![0-9a-z])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![0-9a-z]))|(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/gi

/** Masks secrets and personal data in one line of the log. `extra`: further shapes, such as the prefix of own tokens. */
export function redactLine(line: string, extra: readonly RegExp[] = []): string {
  let masked = HAS_SECRET_NAME.test(line) ? maskNamed(line) : line
  for (const shape of SHAPES) masked = masked.replace(shape, MASK)
  masked = masked.replace(PHONE_OR_ID, (_, id?: string) => id ?? MASK)
  for (const shape of extra) masked = masked.replace(shape, MASK)
  return masked
}

/** By structure, not by pattern: the value of a secret name goes whole, whatever it is. */
function maskNamed(line: string): string {
  const masked = JSON.stringify(JSON.parse(line), (name, value: unknown) => {
    if (SECRET_NAME.test(name) && value !== null && typeof value !== 'boolean') return MASK
    return typeof value === 'string' ? value.replace(QUOTED, `$1${MASK}`) : value
  })
  return line.endsWith('\n') ? `${masked}\n` : masked
}

// Ids, hashes and short words say what was asked; anything else in a path may be a token.
const PLAIN_SEGMENT = /^(?:[A-Za-z0-9._~-]{1,24}|(?:[a-z]{2,5}_\d{1,18}_)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** The path of an address as it may be logged: never a query value, and no segment that could be a secret. */
export function pathForLog(url: string): string {
  const [path = '', query] = url.split('?', 2)
  const segments = path.split('/').map(segment => (segment === '' || PLAIN_SEGMENT.test(segment) ? segment : '*'))
  return segments.join('/') + (query === undefined ? '' : '?*')
}
