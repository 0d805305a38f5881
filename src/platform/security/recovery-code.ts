import { randomBytes } from 'node:crypto'
import type { Keys } from './keys.ts'
import { hashToken } from './opaque-token.ts'

/** Crockford's base32: without the letters that are mistaken for digits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODES = 10
/** 24 characters hold 120 bits: from 112 bits on a plain hash may be stored (NIST SP 800-63B-4, 3.1.2.2). */
const LENGTH = 24
const GROUP = /.{4}(?=.)/g

/**
 * Ten codes, each of which replaces the second factor once when the phone is lost: `7Q2M-…`, six groups of four.
 * Only `hashRecoveryCode` of them is stored, and taken away in the statement that uses it.
 */
export const newRecoveryCodes = (): string[] => Array.from({ length: CODES }, newRecoveryCode)

function newRecoveryCode(): string {
  const characters = [...randomBytes(LENGTH)].map(byte => ALPHABET.charAt(byte % 32))
  return characters.join('').replace(GROUP, '$&-')
}

/** What is stored of a code, however it was typed (base64url), or null when the text cannot be one. */
export function hashRecoveryCode(keys: Pick<Keys, 'token'>, text: string): string | null {
  const code = canonical(text)
  return code === null ? null : hashToken(keys, `recovery ${code}`).toString('base64url')
}

function canonical(text: string): string | null {
  const code = text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  return code.length === LENGTH && [...code].every(character => ALPHABET.includes(character)) ? code : null
}
