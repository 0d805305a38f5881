import type { Sex } from '../../../kernel/identity-number.ts'
import { ETHNIC_GROUPS } from './common-names.ts'
import { type NoteCode, type Parsed, problem } from './findings.ts'
import { codePointLength } from './length.ts'
import { halfWidth } from './normal.ts'
import { readEthnicity, readSex } from './person-fields.ts'

export interface NameReading {
  readonly name: string
  /** What lists of names put behind a name: "（女，回族）", "（增补）". */
  readonly sex: Sex | null
  readonly ethnicity: string | null
  readonly remark: string | null
}

const MIN = 2
const MAX = 30
const REMARK = /[(（〔[]([^()（）〔〕[\]]*)[)）〕\]]\s*$/
/** Typed for the dot in the names of several nationalities (GB/T 38962: U+00B7). */
const DOTS = /(?<=\p{L})\s*[•・‧∙⋅●．.᛫]\s*(?=\p{Script=Han})|(?<=\p{Script=Han})\s*[。‐‑–—―-]\s*(?=\p{Script=Han})/gu
const ALLOWED = /^[\p{L}\p{M}〇][\p{L}\p{M}〇· '.-]*$/u

/**
 * Reads a name: spaces between Han characters (`张　三`) removed, those of a name in Latin letters kept; the middle dot
 * in its one standard form; 2 to 30 characters, letters only. Remarks in brackets behind it are taken apart.
 */
export function readName(text: string): Parsed<NameReading> {
  const [bare, remark] = splitRemark(halfWidthName(text))
  const dotted = bare
    .replace(DOTS, '·')
    .replace(/(?<=\p{Script=Latin})[’‘ʼ](?=\p{Script=Latin})/gu, "'")
    .replace(/\s*·\s*/g, '·')
    .trim()
  const name = /\p{Script=Han}/u.test(dotted) ? dotted.replace(/\s+/g, '') : dotted.replace(/\s+/g, ' ')
  const length = codePointLength(name)
  if (length < MIN || length > MAX) {
    return {
      problem: problem(
        'NAME_LENGTH',
        `姓名应为 ${MIN} 至 ${MAX} 个字，现为 ${length} 个`,
        `A name has ${MIN} to ${MAX} characters; this has ${length}`,
      ),
    }
  }
  if (!ALLOWED.test(name)) {
    return {
      problem: problem(
        'NAME_CHARACTERS',
        '姓名含有数字、符号或无法显示的字（如自造字），请改正',
        'The name holds digits, signs or private-use characters',
      ),
    }
  }
  const taken = remark === null ? { sex: null, ethnicity: null, remark: null } : readRemark(remark)
  const notes: NoteCode[] = []
  if (/\S\s+\S/.test(bare) && !/ /.test(name)) notes.push('SPACES_REMOVED')
  if (remark !== null) notes.push('NAME_REMARK_READ')
  return { value: { name: name.normalize('NFC'), ...taken }, notes }
}

const halfWidthName = (text: string): string => halfWidth(text).trim()

function splitRemark(text: string): [string, string | null] {
  const remark = REMARK.exec(text)?.[1]
  return remark === undefined ? [text, null] : [text.replace(REMARK, ''), remark]
}

/** "女，回族" and the like; what is neither becomes a remark. */
function readRemark(text: string): { sex: Sex | null; ethnicity: string | null; remark: string | null } {
  let sex: Sex | null = null
  let ethnicity: string | null = null
  const rest: string[] = []
  for (const part of text.split(/[,，、;；\s]+/).filter(Boolean)) {
    const asSex = /^[男女]$/.test(part) ? readSex(part) : null
    const asEthnicity = ETHNIC_GROUPS.includes(part) ? readEthnicity(part) : null
    if (asSex && 'value' in asSex) sex = asSex.value
    else if (asEthnicity && 'value' in asEthnicity) ethnicity = asEthnicity.value
    else rest.push(part)
  }
  return { sex, ethnicity, remark: rest.length > 0 ? rest.join('，') : null }
}
