import { Secret, TOTP } from 'otpauth'

/** RFC 6238 as every authenticator app understands it: SHA-1, 6 digits, 30 seconds. */
const PERIOD_SECONDS = 30
const SECRET_BYTES = 20
/** One step early or late: RFC 6238, 5.2 recommends no more. */
const WINDOW = 1

/** A new secret, 160 random bits in base32: to be sealed (sealed.ts) before it is stored. */
export const newTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32

/** The `otpauth://` address for the QR code. `issuer` names the service, `account` the sign-in name. */
export const totpUrl = (secret: string, issuer: string, account: string): string =>
  new TOTP({ issuer, label: account, secret: Secret.fromBase32(secret), period: PERIOD_SECONDS }).toString()

/**
 * The time step of a right code, or null. A step counts once (RFC 6238, 5.2): `lastStep` is the highest used before,
 * null at first. The caller stores the answer with `where last_step < $step`, so that of two requests with the same
 * code only one passes.
 */
export function verifyTotp(secret: string, code: string, lastStep: number | null, now: Date): number | null {
  const token = code.normalize('NFKC').replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const timestamp = now.getTime()
  const key = Secret.fromBase32(secret)
  const delta = TOTP.validate({ token, secret: key, period: PERIOD_SECONDS, timestamp, window: WINDOW })
  if (delta === null) return null
  const step = TOTP.counter({ period: PERIOD_SECONDS, timestamp }) + delta
  return lastStep === null || step > lastStep ? step : null
}
