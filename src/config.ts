import { join } from 'node:path'
import { envSchema } from 'env-schema'
import { type Static, Type } from 'typebox'

const address = (pattern: string) => Type.String({ default: '', pattern: `^(${pattern})?$` })
const POSTGRES = 'postgres(ql)?://.+'
const ORIGIN = '\\s*[a-z][a-z0-9+.-]*://[^/,\\s]+\\s*'

/** Every setting, with its default. This file is the only reader of the environment; docs/operations.md lists them. */
const Environment = Type.Object({
  HOST: Type.String({ default: '127.0.0.1' }),
  PORT: Type.Integer({ default: 3000, minimum: 0, maximum: 65535 }),
  PUBLIC_URL: address('https?://[^\\s/]\\S*'),
  TRUST_PROXY: Type.Boolean({ default: false }),
  CORS_ORIGINS: address(`${ORIGIN}(,${ORIGIN})*,?`),
  LOG_LEVEL: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { default: 'info' }),
  DATA_DIR: Type.String({ default: '.data' }),
  DATABASE_URL: address(POSTGRES),
  DATABASE_OWNER_URL: address(POSTGRES),
  /** On the embedded database: an invented city with ten counties, and an account a role with a known password. */
  DEMO_DATA: Type.Boolean({ default: true }),
  DATABASE_POOL_SIZE: Type.Integer({ default: 16, minimum: 1, maximum: 200 }),
  KEYS_FILE: Type.String({ default: '' }),
  FILE_STORE: Type.String({ default: '' }),
  FILE_MAX_BYTES: Type.Integer({ default: 50 * 1024 * 1024, minimum: 1024 }),
  S3_ENDPOINT: Type.String({ default: '' }),
  S3_REGION: Type.String({ default: 'us-east-1' }),
  S3_ACCESS_KEY_ID: Type.String({ default: '' }),
  S3_SECRET_ACCESS_KEY: Type.String({ default: '' }),
  PASSWORD_POLICY: Type.Enum(['nist', 'dengbao3'], { default: 'nist' }),
  /** `staff`: whoever holds a role other than member or convenor needs a second factor to sign in. */
  SECOND_FACTOR: Type.Enum(['optional', 'staff'], { default: 'optional' }),
  METRICS_TOKEN: Type.String({ default: '' }),
  COST_PER_MINUTE: Type.Integer({ default: 600_000, minimum: 0 }),
  RATE_LIMIT_PER_MINUTE: Type.Integer({ default: 6000, minimum: 0 }),
  SUBSCRIPTIONS_MAX: Type.Integer({ default: 1000, minimum: 0 }),
  PERSISTED_OPERATIONS: Type.String({ default: '' }),
  ONLY_PERSISTED: Type.Boolean({ default: false }),
  EXPLORER: Type.Boolean({ default: false }),
  INTROSPECTION: Type.Boolean({ default: false }),
})

export type Environment = Static<typeof Environment>

export interface Config extends Environment {
  /** True when no DATABASE_URL is given: a PostgreSQL of our own under DATA_DIR. */
  readonly embedded: boolean
}

/** Reads and checks the environment. Throws an error that names the variable and the rule. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const read = envSchema<Environment>({ schema: Environment, data: env, dotenv: false })
  const embedded = read.DATABASE_URL === ''
  return {
    ...read,
    embedded,
    DEMO_DATA: read.DEMO_DATA && embedded,
    EXPLORER: read.EXPLORER || embedded,
    INTROSPECTION: read.INTROSPECTION || embedded,
    KEYS_FILE: read.KEYS_FILE || join(read.DATA_DIR, 'keys.json'),
    FILE_STORE: read.FILE_STORE || join(read.DATA_DIR, 'files'),
  }
}
