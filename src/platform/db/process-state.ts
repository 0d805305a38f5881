import { readFileSync, readlinkSync } from 'node:fs'

/**
 * Whether a process lives. A zombie does not: in a container whose first process reaps nothing, a killed orphan keeps
 * its id for ever.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
  }
  return process.platform !== 'linux' || !['Z', 'X', ''].includes(stat(pid).state)
}

/**
 * Whether a living process is the PostgreSQL server of a data folder, and not one that got its id after a reboot.
 * Outside Linux nothing but the id can be read.
 */
export function isServerOf(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false
  return process.platform !== 'linux' || (stat(pid).name === 'postgres' && workingFolder(pid, data) === data)
}

function stat(pid: number): { name: string; state: string } {
  try {
    const [, name = '', state = ''] = /\((.*)\) (\S)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return { name, state }
  } catch {
    return { name: '', state: '' }
  }
}

// The server works in its data folder; reading that takes a right a container may withhold.
function workingFolder(pid: number, otherwise: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return otherwise
  }
}
