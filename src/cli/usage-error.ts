import type { Bilingual } from '../kernel/user-error.ts'

/** The command was called wrongly, so that nothing was tried: exit code 2. */
export class UsageError extends Error {
  readonly code: string
  readonly text: Bilingual

  constructor(code: string, zh: string, en: string) {
    super(en)
    this.name = 'UsageError'
    this.code = code
    this.text = { zh, en }
  }
}
