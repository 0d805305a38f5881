import { enableCompileCache } from 'node:module'
import '../../src/quick-imports.ts'
import { CODE_CACHE } from './scratch.ts'

/** Loaded before each test file (package.json, tap): most of a small test is the loading of the service. */
// From the cache no lines are counted.
if (process.env.TAP_DISABLE_COVERAGE === '1') enableCompileCache(CODE_CACHE)
