import { ApiError, type Bilingual } from '../../kernel/user-error.ts'

export interface BoundedPool {
  /** Runs the work as soon as a place is free. Throws ApiError UNAVAILABLE at once when too many wait already. */
  run<T>(work: () => Promise<T>): Promise<T>
  readonly running: number
  readonly waiting: number
}

interface Options {
  readonly concurrency: number
  readonly queue: number
  /** Seconds after which a refused caller may try again. */
  readonly retryAfter: number
  /** What the refused caller is told. */
  readonly busy?: Bilingual
}

/** At most `concurrency` pieces of work at once, at most `queue` waiting, in order of arrival. */
export function boundedPool({ concurrency, queue, retryAfter, busy = TOO_MANY_SIGN_INS }: Options): BoundedPool {
  const waiting: (() => void)[] = []
  let running = 0

  async function run<T>(work: () => Promise<T>): Promise<T> {
    if (running < concurrency) running++
    else if (waiting.length < queue) await new Promise<void>(resolve => waiting.push(resolve))
    else throw new ApiError('UNAVAILABLE', busy.zh, busy.en, { retryAfter })
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // The place is handed over, not freed: a newcomer cannot overtake the queue.
      if (next) next()
      else running--
    }
  }
  return {
    run,
    get running() {
      return running
    },
    get waiting() {
      return waiting.length
    },
  }
}

const TOO_MANY_SIGN_INS: Bilingual = {
  zh: '登录请求过多，请稍后重试',
  en: 'Too many sign-ins at this moment; try again shortly',
}
