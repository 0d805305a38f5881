/** What a server of the benchmark is told and tells: it runs in a process of its own, started by fork. */
export interface Started {
  readonly url: string
}

/** Tells the parent where the server listens, and ends with it. */
export function announce(port: number): void {
  process.send?.({ url: `http://127.0.0.1:${port}` } satisfies Started)
  process.once('disconnect', () => process.exit(0))
}

export function setting(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set`)
  return value
}
