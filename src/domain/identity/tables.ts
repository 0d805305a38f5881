import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  bytes,
  createdAt,
  instant,
  organizationId,
  recordId,
  tenantNumber,
  version,
} from '../../platform/db/columns.ts'
import { assigningOffices, organizations, undertakingUnits } from '../organizations/tables.ts'

/** Accounts (账号) of people and services. A member's account points to the person, so that one sign-in serves every seat. */
export const accounts = pgTable(
  'accounts',
  {
    organizationId: organizationId(),
    id: recordId(),
    /** What is typed at sign-in; unique over the whole node (see sign_in_names). */
    login: text('login').notNull(),
    displayName: text('display_name').notNull(),
    /** The person (persons.id) this account belongs to; a member's account has one. */
    personId: uuid('person_id'),
    status: text('status').notNull().default('ACTIVE'),
    passwordHash: text('password_hash'),
    passwordChangedAt: instant('password_changed_at'),
    passwordHistory: text('password_history').array().notNull().default(sql`'{}'`),
    mustChangePassword: boolean('must_change_password').notNull().default(false),
    totpSecretSealed: text('totp_secret_sealed'),
    totpLastStep: integer('totp_last_step'),
    totpConfirmedAt: instant('totp_confirmed_at'),
    recoveryCodeHashes: text('recovery_code_hashes').array().notNull().default(sql`'{}'`),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('accounts_login').on(t.organizationId, t.login),
    index('accounts_order').on(t.organizationId, t.createdAt, t.id),
    index('accounts_name').on(t.organizationId, t.displayName, t.id),
    index('accounts_person').on(t.organizationId, t.personId),
    foreignKey({ columns: [t.organizationId], foreignColumns: [organizations.organizationId] }),
    check('accounts_status', sql`status in ('ACTIVE', 'SUSPENDED')`),
  ],
)

/**
 * Routes a sign-in name to its organization before anybody is signed in. Not a tenant table: it is the one place that
 * knows all names; the runtime role reads it only through find_sign_in() (migration 0001).
 */
export const signInNames = pgTable('sign_in_names', {
  login: text('login').primaryKey(),
  organizationId: organizationId(),
  accountId: uuid('account_id').notNull(),
})

/** Roles (角色) held in an organization; `organization_id` is where the role counts, the account may be of another. */
export const roleGrants = pgTable(
  'role_grants',
  {
    organizationId: organizationId(),
    id: recordId(),
    accountOrganizationId: tenantNumber('account_organization_id').notNull(),
    accountId: uuid('account_id').notNull(),
    role: text('role').notNull(),
    /** For whom the holder works: roles of undertaking units and of assigning offices have one, the others none. */
    undertakingUnitId: uuid('undertaking_unit_id'),
    assigningOfficeId: uuid('assigning_office_id'),
    validFrom: instant('valid_from').notNull().default(sql`now()`),
    validUntil: instant('valid_until'),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('role_grants_account').on(t.accountOrganizationId, t.accountId),
    index('role_grants_order').on(t.organizationId, t.createdAt, t.id),
    index('role_grants_unit').on(t.organizationId, t.undertakingUnitId),
    index('role_grants_office').on(t.organizationId, t.assigningOfficeId),
    foreignKey({ columns: [t.organizationId], foreignColumns: [organizations.organizationId] }),
    foreignKey({
      columns: [t.organizationId, t.undertakingUnitId],
      foreignColumns: [undertakingUnits.organizationId, undertakingUnits.id],
    }),
    foreignKey({
      columns: [t.organizationId, t.assigningOfficeId],
      foreignColumns: [assigningOffices.organizationId, assigningOffices.id],
    }),
    check('role_grants_range', sql`valid_until is null or valid_until >= valid_from`),
  ],
)

/** Sign-in sessions (登录会话): one device each, a family of refresh tokens. */
export const signInSessions = pgTable(
  'sign_in_sessions',
  {
    organizationId: organizationId(),
    id: recordId(),
    accountId: uuid('account_id').notNull(),
    userAgent: text('user_agent').notNull().default(''),
    address: text('address').notNull().default(''),
    createdAt: createdAt(),
    lastUsedAt: instant('last_used_at').notNull().default(sql`now()`),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    revokedReason: text('revoked_reason'),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index('sign_in_sessions_account').on(t.organizationId, t.accountId, t.createdAt, t.id),
    foreignKey({ columns: [t.organizationId, t.accountId], foreignColumns: [accounts.organizationId, accounts.id] }),
  ],
)

/** Refresh tokens: hashed, used once. The successor is derived from the token, so that a client whose answer was lost gets the same one. */
export const refreshTokens = pgTable(
  'refresh_tokens',
  {
    organizationId: organizationId(),
    id: recordId(),
    sessionId: uuid('session_id').notNull(),
    tokenHash: bytes('token_hash').notNull(),
    usedAt: instant('used_at'),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('refresh_tokens_hash').on(t.organizationId, t.tokenHash),
    index('refresh_tokens_session').on(t.organizationId, t.sessionId),
    foreignKey({
      columns: [t.organizationId, t.sessionId],
      foreignColumns: [signInSessions.organizationId, signInSessions.id],
    }),
  ],
)

/** Personal access tokens (个人访问令牌) for scripts: hashed, scoped, expiring. */
export const personalAccessTokens = pgTable(
  'personal_access_tokens',
  {
    organizationId: organizationId(),
    id: recordId(),
    accountId: uuid('account_id').notNull(),
    name: text('name').notNull(),
    tokenHash: bytes('token_hash').notNull(),
    scopes: text('scopes').array().notNull(),
    expiresAt: instant('expires_at').notNull(),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
    version: version(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique('personal_access_tokens_hash').on(t.organizationId, t.tokenHash),
    index('personal_access_tokens_account').on(t.organizationId, t.accountId, t.createdAt, t.id),
    foreignKey({ columns: [t.organizationId, t.accountId], foreignColumns: [accounts.organizationId, accounts.id] }),
  ],
)
