import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { type Clock, systemClock } from '../../kernel/clock.ts'
import type { KeyRing } from './key-ring.ts'
import { activeDataKey, type DataKey } from './keys.ts'

const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16
const VERSION = 'v1'

/** The one place a sealed value belongs to: copied to another row or column it does not open. */
export interface Place {
  readonly organizationId: string
  /** Table and row id, such as `persons:018f…`. */
  readonly record: string
  readonly field: string
}

/** What is looked up by exact value although it is stored sealed. Each kind has its own hashes. */
export type LookupKind = 'PHONE' | 'IDENTITY_NUMBER' | 'SIGN_IN_NAME' | 'ADDRESS'

export type SealFault = 'FORMAT' | 'UNKNOWN_KEY' | 'NOT_AUTHENTIC'

/** A stored value that was changed, moved, or sealed by a key that is gone. Names its place, never its content. */
export class SealError extends Error {
  readonly fault: SealFault

  constructor(fault: SealFault, { organizationId, record, field }: Place) {
    super(`Sealed value of ${organizationId} ${record} ${field}: ${fault}`)
    this.name = 'SealError'
    this.fault = fault
  }
}

export interface Sealer {
  /** `v1.<key id>.<iv>.<ciphertext and tag>`, base64url: AES-256-GCM with 96 random bits of IV (SP 800-38D, 8.2.2). */
  seal(plaintext: string, place: Place): string
  /** Throws SealError. */
  open(sealed: string, place: Place): string
  /** The same value under the active key; the text unchanged when it is under it already. Throws SealError. */
  reseal(sealed: string, place: Place): string
  /** HMAC-SHA-256 of a value in its normal form, base64url: for equality and unique indexes. */
  lookupHash(kind: LookupKind, normalised: string): string
}

/** Personal data at rest. Old data keys open what they sealed; a job reseals, then the old key may be retired. */
export function createSealer(keyRing: KeyRing, clock: Clock = systemClock): Sealer {
  const keyOf = (id: string): DataKey | undefined => keyRing.current().data.get(id) ?? keyRing.lookAgain().data.get(id)
  const activeKey = () => activeDataKey(keyRing.current(), clock())

  function seal(plaintext: string, place: Place): string {
    const { id, key } = activeKey()
    const iv = randomBytes(IV_BYTES)
    const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES }).setAAD(bindingOf(id, place))
    const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()])
    return [VERSION, id, iv.toString('base64url'), sealed.toString('base64url')].join('.')
  }

  function open(sealed: string, place: Place): string {
    const { keyId, iv, ciphertext, tag } = partsOf(sealed, place)
    const found = keyOf(keyId)
    if (found === undefined) throw new SealError('UNKNOWN_KEY', place)
    const decipher = createDecipheriv(CIPHER, found.key, iv, { authTagLength: TAG_BYTES })
    try {
      decipher.setAAD(bindingOf(keyId, place)).setAuthTag(tag)
      return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8')
    } catch {
      throw new SealError('NOT_AUTHENTIC', place)
    }
  }

  return {
    seal,
    open,
    reseal: (sealed, place) =>
      partsOf(sealed, place).keyId === activeKey().id ? sealed : seal(open(sealed, place), place),
    lookupHash: (kind, normalised) =>
      createHmac('sha256', keyRing.current().lookup).update(`${kind}\0${normalised}`).digest('base64url'),
  }
}

/** JSON keeps the parts apart: ('1', '23') and ('12', '3') must not read the same. */
const bindingOf = (keyId: string, { organizationId, record, field }: Place): Buffer =>
  Buffer.from(JSON.stringify([VERSION, keyId, organizationId, record, field]))

function partsOf(sealed: string, place: Place) {
  const [version, keyId, ivText, bodyText, ...more] = sealed.split('.')
  if (version !== VERSION || !keyId || ivText === undefined || bodyText === undefined || more.length > 0) {
    throw new SealError('FORMAT', place)
  }
  const iv = strictBase64url(ivText)
  const body = strictBase64url(bodyText)
  if (iv?.length !== IV_BYTES || !body || body.length < TAG_BYTES) throw new SealError('FORMAT', place)
  return { keyId, iv, ciphertext: body.subarray(0, -TAG_BYTES), tag: body.subarray(-TAG_BYTES) }
}

/** Buffer.from skips what it does not know; a stored value has one spelling only. */
function strictBase64url(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : null
}
