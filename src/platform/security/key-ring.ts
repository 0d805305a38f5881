import { statSync } from 'node:fs'
import { type Clock, systemClock } from '../../kernel/clock.ts'
import { loadKeys, readKeys } from './key-file.ts'
import type { Keys } from './keys.ts'

/** How often a running process looks whether the file was changed. */
const LOOK_EVERY_MS = 2_000
/** And at most this often when a token names an unknown key, so that forged tokens cost no disk reads. */
const LOOK_FOR_UNKNOWN_EVERY_MS = 200

export interface KeyRing {
  /** The keys as of now. Cheap: looks at the file's date every two seconds and reads it only when that changed. */
  current(): Keys
  /** The keys after a look at the file: for a key id that `current()` does not hold. */
  lookAgain(): Keys
}

interface Options {
  readonly create: boolean
  readonly clock?: Clock
  /** Told when a changed file cannot be read; the process goes on with the keys it has. */
  readonly onReloadError?: (error: unknown) => void
}

/** Opens the key file for a running process, which then notices rotations by itself. Throws as `loadKeys`. */
export async function openKeyRing(file: string, options: Options): Promise<KeyRing> {
  const clock = options.clock ?? systemClock
  // The mark first: a rotation between the two lines is then read at the next look instead of missed.
  let mark = markOf(file)
  let keys = await loadKeys(file, { create: options.create, now: clock() })
  let lookedAt = clock().getTime()

  const look = (everyMs: number): Keys => {
    const now = clock().getTime()
    if (Math.abs(now - lookedAt) < everyMs) return keys
    lookedAt = now
    const found = markOf(file)
    if (found === mark) return keys
    try {
      keys = readKeys(file)
      mark = found
    } catch (error) {
      options.onReloadError?.(error)
    }
    return keys
  }
  return { current: () => look(LOOK_EVERY_MS), lookAgain: () => look(LOOK_FOR_UNKNOWN_EVERY_MS) }
}

/** Changes with every replacement of the file: rename gives a new inode even within one tick of the clock. */
function markOf(file: string): string {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false })
  return stat === undefined ? 'missing' : `${stat.ino}:${stat.mtimeNs}:${stat.size}`
}
