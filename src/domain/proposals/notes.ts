import { textOf } from './commands.ts'
import { REASON_MAX } from './rules.ts'

export interface Reasoned {
  readonly input: { readonly reason: string }
}

/** Why something is done, as it is to be stored. Throws Refused. */
export const reasonOf = ({ input }: Reasoned): string =>
  textOf('input.reason', input.reason, { max: REASON_MAX, multiline: true })

/** A remark that may be left out, as it is to be stored. Throws Refused. */
export const noteOf = (given: string | null | undefined, field = 'input.note'): string =>
  given ? textOf(field, given, { max: REASON_MAX, min: 0, multiline: true }) : ''
