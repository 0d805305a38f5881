import { setTimeout as delay } from 'node:timers/promises'
import type { World } from './world.ts'

/** Holds a lock while requests come to wait for it, each behind the one before, and lets them go. Their answers, in order. */
export async function queued<T>(
  { owner }: Pick<World, 'owner'>,
  lock: { readonly text: string; readonly values: readonly unknown[] },
  requests: readonly (() => Promise<T>)[],
): Promise<T[]> {
  const holder = await owner.connect()
  const answers: Promise<T>[] = []
  try {
    await holder.query('begin')
    await holder.query(lock.text, [...lock.values])
    for (const send of requests) {
      answers.push(send())
      await waiting({ owner }, answers.length)
    }
    await holder.query('commit')
  } finally {
    holder.release()
  }
  return Promise.all(answers)
}

async function waiting({ owner }: Pick<World, 'owner'>, wanted: number): Promise<void> {
  for (let tries = 0; tries < 1_000; tries++) {
    const { rowCount } = await owner.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if ((rowCount ?? 0) >= wanted) return
    await delay(10)
  }
  throw new Error(`${wanted} requests did not come to wait`)
}
