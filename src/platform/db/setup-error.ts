import type { Bilingual } from '../../kernel/user-error.ts'

/** Why the database cannot be used at start-up, for the administrator who reads the terminal. */
export class SetupError extends Error {
  readonly code: string
  readonly text: Bilingual

  constructor(code: string, zh: string, en: string, cause?: unknown) {
    super(`${code}\n${zh}\n${en}`, cause === undefined ? {} : { cause })
    this.name = 'SetupError'
    this.code = code
    this.text = { zh, en }
  }
}
