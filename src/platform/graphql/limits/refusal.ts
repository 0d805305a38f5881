import { userError } from '../../../kernel/user-error.ts'
import { type HttpProblem, httpProblem } from '../../http/problem-types.ts'

/** A 400 of code LIMIT_EXCEEDED; `rule` names the limit. No word of the schema may go into the texts. */
export function overLimit(rule: string, field: string | readonly string[], zh: string, en: string): HttpProblem {
  return httpProblem(400, 'LIMIT_EXCEEDED', zh, en, { errors: [userError(rule, field, zh, en)] })
}

/** A 400 of code BAD_REQUEST for what no size would make right. */
export function malformed(rule: string, field: string | readonly string[], zh: string, en: string): HttpProblem {
  return httpProblem(400, 'BAD_REQUEST', zh, en, { errors: [userError(rule, field, zh, en)] })
}

/** "At most `max` so-and-so", in both languages. */
export const atMost = (rule: string, max: number, zh: string, en: string): HttpProblem =>
  overLimit(rule, 'query', `${zh}，上限为 ${max}`, `${en}; at most ${max}`)
