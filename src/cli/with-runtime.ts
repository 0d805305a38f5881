import { loadConfig } from '../config.ts'
import type { Services } from '../platform/services.ts'
import { openRuntime, type Runtime } from '../runtime.ts'

/** Opens the application for one command, quietly, and closes it whatever happens. */
export async function withRuntime<T>(work: (services: Services, runtime: Runtime) => Promise<T>): Promise<T> {
  const runtime = await openRuntime({ ...loadConfig(), LOG_LEVEL: 'silent' })
  try {
    return await work(runtime.app.services, runtime)
  } finally {
    await runtime.close()
  }
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
export const textOr = <T>(value: unknown, otherwise: T): string | T => (typeof value === 'string' ? value : otherwise)
export const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
