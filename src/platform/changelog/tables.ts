import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, createdAt, instant, organizationId, sequence } from '../db/columns.ts'

/** One gapless stream of changes an organization. Its row is locked last in every writing transaction. */
export const changeStreams = pgTable(
  'change_streams',
  {
    organizationId: organizationId(),
    epoch: integer('epoch').notNull().default(1),
    seq: sequence('seq').notNull().default(0),
    headHash: bytes('head_hash').notNull().default(sql`'\\x'::bytea`),
  },
  t => [primaryKey({ columns: [t.organizationId] })],
)

/**
 * Outbox, feed and audit trail in one: what happened, in order, each entry sealed by the hash of the one before. Written by
 * append_changes alone, and verified by verify_changes: foreign keys between the log's own tables would check the same once
 * more, for a fifth of an entry's time.
 */
export const changeLog = pgTable(
  'change_log',
  {
    organizationId: organizationId(),
    epoch: integer('epoch').notNull(),
    seq: sequence('seq').notNull(),
    recordType: text('record_type').notNull(),
    recordId: uuid('record_id'),
    version: integer('version').notNull(),
    op: text('op').notNull(),
    action: text('action').notNull(),
    schemaVersion: integer('schema_version').notNull(),
    actorId: uuid('actor_id'),
    requestId: text('request_id').notNull(),
    at: instant('at').notNull(),
    payloadHash: bytes('payload_hash').notNull(),
    prevHash: bytes('prev_hash').notNull(),
    hash: bytes('hash').notNull(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.epoch, t.seq] }),
    index('change_log_record').on(t.organizationId, t.recordType, t.recordId, t.epoch, t.seq),
    index('change_log_action').on(t.organizationId, t.action, t.epoch, t.seq),
    index('change_log_actor').on(t.organizationId, t.actorId, t.epoch, t.seq),
    index('change_log_notable').on(t.organizationId, t.op, t.epoch, t.seq).where(sql`op in ('READ', 'REFUSED')`),
    check('change_log_op', sql`op in ('CREATE', 'UPDATE', 'DELETE', 'READ', 'REFUSED')`),
  ],
)

/** Payloads stand outside the chain (it holds their hash), so that a person's data can be erased and the chain still verifies. */
export const changePayloads = pgTable(
  'change_payloads',
  {
    organizationId: organizationId(),
    epoch: integer('epoch').notNull(),
    seq: sequence('seq').notNull(),
    payload: jsonb('payload').notNull(),
  },
  t => [primaryKey({ columns: [t.organizationId, t.epoch, t.seq] })],
)

/** First results of creates and REST writes by the client's key: the same key and content is answered again, not done again. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    organizationId: organizationId(),
    accountId: uuid('account_id').notNull(),
    key: text('key').notNull(),
    command: text('command').notNull(),
    requestHash: bytes('request_hash').notNull(),
    result: jsonb('result').notNull(),
    createdAt: createdAt(),
  },
  t => [
    primaryKey({ columns: [t.organizationId, t.accountId, t.key] }),
    index('idempotency_keys_age').on(t.organizationId, t.createdAt),
  ],
)
