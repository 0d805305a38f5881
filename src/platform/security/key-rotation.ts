import { changeKeyFile } from './key-file.ts'
import { newDataEntry, newSigningEntry } from './keys.ts'

/** A new key is known to every process this long before it is used: many times the reload interval of key-ring.ts. */
export const ROTATION_LEAD_MS = 60_000
/** An old key verifies this long after its successor began to sign: the life of an access token, and clocks apart. */
export const ROTATION_TAIL_MS = 15 * 60_000

/**
 * Adds a signing key that takes over in a minute, when every process has read it. The old key then verifies as long
 * as a token of it can live. `revoke` is for a stolen key: the new key signs at once and no old key verifies, so
 * every client has to refresh its token.
 */
export async function rotateSigningKey(
  file: string,
  options: { revoke?: boolean; now?: Date } = {},
): Promise<{ kid: string; signsFrom: Date }> {
  const now = options.now ?? new Date()
  const signsFrom = options.revoke ? now : new Date(now.getTime() + ROTATION_LEAD_MS)
  const entry = await newSigningEntry(signsFrom)
  const end = new Date(signsFrom.getTime() + ROTATION_TAIL_MS).toISOString()
  await changeKeyFile(file, content => ({
    ...content,
    signing: options.revoke
      ? [entry]
      : [
          ...content.signing
            .filter(key => key.notAfter === null || key.notAfter > now.toISOString())
            .map(key => ({ ...key, notAfter: key.notAfter ?? end })),
          entry,
        ],
  }))
  return { kid: entry.kid, signsFrom }
}

/** Adds a key that seals personal data from a minute on. Old keys stay: they open what they sealed. */
export async function rotateDataKey(file: string, options: { now?: Date } = {}): Promise<{ id: string }> {
  const entry = newDataEntry(new Date((options.now ?? new Date()).getTime() + ROTATION_LEAD_MS))
  await changeKeyFile(file, content => ({ ...content, data: [...content.data, entry] }))
  return { id: entry.id }
}
