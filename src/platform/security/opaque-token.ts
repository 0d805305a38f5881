import { createHmac, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Keys } from './keys.ts'

/**
 * Tokens that mean something only to us: `cppcc_pat_140200_<43 characters>_<6 characters>`. The prefix lets secret
 * scanners find leaked ones; the organization number routes the look-up to its tenant; the checksum refuses a
 * mistyped one without asking the database. `pat`: personal access token, `rt`: refresh token, `cal`: calendar feed.
 */
export type OpaqueKind = 'pat' | 'rt' | 'cal'

export interface OpaqueToken {
  readonly kind: OpaqueKind
  /** Where its row is. Not proven by the token: the row's hash is. */
  readonly organizationId: string
}

type TokenKey = Pick<Keys, 'token'>

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** 62^43 > 2^256 and 62^6 > 2^32. */
const SECRET_LENGTH = 43
const CHECKSUM_LENGTH = 6
const SHAPE = /^(cppcc_(pat|rt|cal)_(\d{1,18})_[0-9A-Za-z]{43})_([0-9A-Za-z]{6})$/

/** A new token with 256 random bits. It is shown once; only `hashToken` of it is stored. */
export const newOpaqueToken = (kind: OpaqueKind, organizationId: string): string =>
  format({ kind, organizationId }, randomBytes(32))

/** The parts of a well-formed token, or null for a text that cannot be one of ours. Says nothing of its validity. */
export function parseOpaqueToken(text: string): OpaqueToken | null {
  const [, body, kind, organizationId, checksum] = SHAPE.exec(text) ?? []
  if (!body || !organizationId || (kind !== 'pat' && kind !== 'rt' && kind !== 'cal')) return null
  return checksum === checksumOf(body) ? { kind, organizationId } : null
}

/**
 * What is stored and looked up: 32 bytes of HMAC-SHA-256. Keyed, so that whoever can write the table cannot plant a
 * token; without salt or stretching, because the token has 256 random bits.
 */
export const hashToken = (keys: TokenKey, token: string): Buffer =>
  createHmac('sha256', keys.token).update(`stored\0${token}`).digest()

/**
 * The refresh token that follows this one, of the same organization; null for a text that is no refresh token.
 * Derived instead of drawn: when the answer was lost, the second attempt gets the same successor, and yet nothing
 * but hashes is stored.
 */
export function successorOf(keys: TokenKey, refreshToken: string): string | null {
  const parsed = parseOpaqueToken(refreshToken)
  if (parsed?.kind !== 'rt') return null
  return format(parsed, createHmac('sha256', keys.token).update(`successor\0${refreshToken}`).digest())
}

function format({ kind, organizationId }: OpaqueToken, secret: Buffer): string {
  const body = `cppcc_${kind}_${organizationId}_${base62(BigInt(`0x${secret.toString('hex')}`), SECRET_LENGTH)}`
  return `${body}_${checksumOf(body)}`
}

/** CRC-32 finds every single wrong character and every two neighbours swapped. */
const checksumOf = (body: string): string => base62(BigInt(crc32(body)), CHECKSUM_LENGTH)

function base62(value: bigint, length: number): string {
  let text = ''
  for (let rest = value; rest > 0n; rest /= 62n) text = DIGITS.charAt(Number(rest % 62n)) + text
  return text.padStart(length, '0')
}
