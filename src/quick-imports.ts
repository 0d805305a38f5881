import { type ResolveFnOutput, registerHooks } from 'node:module'

const INSIDE = '/node_modules/drizzle-orm/'

/**
 * For every import Node looks up the package of the imported file, and copies the package's manifest each time. That of
 * drizzle-orm has 179 kB, and more than a thousand imports lead there: over half of a start. Here each of its entries is
 * looked up once, and what its modules import of one another not at all: they are ES modules, named in full.
 */
const entries = new Map<string, ResolveFnOutput>()

registerHooks({
  resolve(specifier, context, next) {
    const { parentURL: parent } = context
    if (specifier.startsWith('.')) {
      return parent?.includes(INSIDE) && parent.endsWith('.js')
        ? { url: new URL(specifier, parent).href, format: 'module', shortCircuit: true }
        : next(specifier, context)
    }
    if (!specifier.startsWith('drizzle-orm') || context.conditions.includes('require')) return next(specifier, context)
    const entry = entries.get(specifier) ?? { ...next(specifier, context), shortCircuit: true }
    entries.set(specifier, entry)
    return entry
  },
})
