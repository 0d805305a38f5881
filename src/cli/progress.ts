import { SingleBar } from 'cli-progress'

export interface Progress {
  /** Moves the bar on; `label` says what is being worked on. */
  step(label: string): void
  stop(): void
}

/** A bar of `total` steps on standard error when a person watches; nothing at all for scripts and with --json. */
export function progress(json: boolean, total: number): Progress {
  if (json || process.stderr.isTTY !== true) return { step: () => {}, stop: () => {} }
  const bar = new SingleBar({ format: '{bar} {value}/{total} {label}', stream: process.stderr, hideCursor: true })
  bar.start(total, 0, { label: '' })
  return { step: label => bar.increment(1, { label }), stop: () => bar.stop() }
}
