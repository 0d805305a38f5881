import { statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

// In memory where there is room: ext4 is slow to make files just after it removed many (0.4 s a database).
export const MEMORY = '/dev/shm'
const ROOM_BYTES = 2_000_000_000

function roomInMemory(): boolean {
  try {
    const { blocks, bsize } = statfsSync(MEMORY)
    return blocks * bsize >= ROOM_BYTES
  } catch {
    return false
  }
}

/** Where tests make clusters and installations of their own. */
export const SCRATCH = roomInMemory() ? MEMORY : tmpdir()
