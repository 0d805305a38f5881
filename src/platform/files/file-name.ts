import { checkText } from '../../kernel/text.ts'
import { Refused } from '../../kernel/user-error.ts'

/** A file's name as it is kept: without any folder, at most 200 characters. Throws Refused with `fileName`. */
export function checkFileName(sent: string): string {
  const base = sent.slice(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1)
  const checked = checkText('fileName', base, { max: 200 })
  if ('error' in checked) throw new Refused(checked.error)
  return checked.text
}
