import { type UserError, userError } from './user-error.ts'

/** True for text that PostgreSQL can store: no NUL, no lone surrogate. */
export const isStorable = (value: string): boolean => value.isWellFormed() && !value.includes('\0')

export interface TextRule {
  /** Longest allowed, in Unicode code points (a rare Han character counts once). */
  readonly max: number
  readonly min?: number
  /** Line breaks and tabs are kept; otherwise they are refused. */
  readonly multiline?: boolean
}

// Controls, and the marks that make a text read otherwise than it is stored (CVE-2021-42574).
const FORBIDDEN_LINE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/
const FORBIDDEN_MULTILINE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/

// Blanks, joiners and fillers: a text of them alone is read as none.
const NOTHING_TO_SEE = /^[\s\p{Cf}\u115f\u1160\u2800\u3164\uffa0]*$/u

/** Checks one text input. Returns the text as it is to be stored (NFC, trimmed, LF), or the error. */
export function checkText(field: string, input: string, rule: TextRule): { text: string } | { error: UserError } {
  if (!input.isWellFormed()) {
    return {
      error: userError(
        'INVALID_TEXT',
        field,
        '文本含有不成对的代理字符，请重新输入',
        'The text holds a lone surrogate; enter it again',
      ),
    }
  }
  const written = input.replaceAll('\r\n', '\n').normalize('NFC').trim()
  if ((rule.multiline ? FORBIDDEN_MULTILINE : FORBIDDEN_LINE).test(written)) {
    return {
      error: userError(
        'INVALID_TEXT',
        field,
        '文本含有控制字符或方向控制符，请删除后再提交',
        'The text holds control or direction characters; remove them',
      ),
    }
  }
  const text = NOTHING_TO_SEE.test(written) ? '' : written
  const length = codePointLength(text)
  const min = rule.min ?? 1
  if (length < min) {
    return {
      error:
        min === 1
          ? userError('REQUIRED', field, '必填，不能为空', 'Required: it must not be empty')
          : userError(
              'TOO_SHORT',
              field,
              `至少 ${min} 个字，现为 ${length} 个`,
              `At least ${min} characters; it has ${length}`,
            ),
    }
  }
  if (length > rule.max) {
    return {
      error: userError(
        'TOO_LONG',
        field,
        `最多 ${rule.max} 个字，现为 ${length} 个`,
        `At most ${rule.max} characters; it has ${length}`,
      ),
    }
  }
  return { text }
}

function codePointLength(text: string): number {
  let length = 0
  for (const _ of text) length++
  return length
}
