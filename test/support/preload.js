/** Loaded before each test file (package.json, tap): most of a small test is the loading of the service. */
// From the cache no lines are counted.
if (process.env.TAP_DISABLE_COVERAGE === '1') await import('../../src/compile-cache.js')
await import('../../src/quick-imports.ts')
